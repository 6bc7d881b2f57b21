import type { App, webApi } from '@slack/bolt';
import type { z } from 'zod';
import type { Language } from '../../src/domain/policy.ts';
import type { FeedbackReason } from '../../src/domain/question-record.ts';
import { addressOf, personId } from './address.ts';
import { ACTIONS } from './block-kit.ts';
import { reasonDialog, relatedDialog, WHY } from './dialogs.ts';
import { clauseIdsValue, click, jsonValue, reasonSubmission, shareValue, teamOf } from './interactions.ts';
import { isFirst, type StartedParts } from './parts.ts';
import { renderAnswer } from './render-answer.ts';
import { renderWords } from './render-words.ts';
import type { Words } from './words.ts';
import { wordsOf } from './words-of.ts';

/** A click, with what is needed to react to it. */
interface Clicked {
  readonly client: webApi.WebClient;
  readonly team: string;
  readonly enterprise: string | null;
  readonly user: string;
  readonly channel: string | null;
  readonly value: string;
  readonly trigger: string;
  readonly responseUrl: string | null;
  readonly locale: Language;
  readonly say: Words;
  /** Says something to the person who clicked, and to nobody else. */
  tell(words: string): Promise<void>;
}

/** Feedback, related clauses, "ask a person", "share in channel", and the end of notices. */
export function onClicks(app: App, parts: StartedParts): void {
  const reactions: Readonly<Record<string, (clicked: Clicked, parts: StartedParts) => Promise<void>>> = {
    [ACTIONS.feedback]: giveFeedback,
    [ACTIONS.related]: showRelated,
    [ACTIONS.askPerson]: askPerson,
    [ACTIONS.share]: share,
    [ACTIONS.mute]: mute,
  };
  app.action(/^kitei_/, async ({ body, context }) => {
    const read = click.parse(body);
    const [{ action_id: actionId, value }] = read.actions;
    if (!(await isFirst([`click:${read.trigger_id}:${actionId}`], parts))) return;
    const client = parts.workspaces.clientOf(context.botToken ?? '', context.teamId);
    const clicked = await readClick(read, value, client, parts);
    try {
      await reactions[actionId]?.(clicked, parts);
    } catch {
      parts.warn(`Slack: a click on ${actionId} failed.`);
      await clicked.tell(clicked.say.failed);
    }
  });
  app.view(WHY, async ({ body }) => {
    const { view, user, ...rest } = reasonSubmission.parse(body);
    const { reason, comment } = view.state.values;
    const text = comment.text.value;
    await parts.assistant.giveFeedback({
      recordId: view.private_metadata,
      asker: personId(teamOf({ user, ...rest }), user.id),
      helpful: false,
      reason: (reason.choice.selected_option?.value ?? 'other') as FeedbackReason,
      ...(text && { comment: text }),
    });
  });
}

async function readClick(
  read: z.infer<typeof click>,
  value: string,
  client: webApi.WebClient,
  { people, sender }: StartedParts,
): Promise<Clicked> {
  const team = teamOf(read);
  const locale = (await people.find(client, team, read.user.id)).locale ?? 'ja';
  const url = read.response_url ?? null;
  return {
    client,
    team,
    enterprise: read.enterprise?.id ?? null,
    user: read.user.id,
    channel: read.channel?.id ?? null,
    value,
    trigger: read.trigger_id,
    responseUrl: url,
    locale,
    say: wordsOf(locale),
    async tell(words) {
      if (url === null) return;
      const message = renderWords(words);
      await sender.sendNow(() => message, { kind: 'response', url, visible: 'person' });
    },
  };
}

async function giveFeedback(clicked: Clicked, { assistant }: StartedParts): Promise<void> {
  const { client, team, user, value, trigger, locale, say } = clicked;
  const helpful = value.startsWith('up:');
  const recordId = value.slice(value.indexOf(':') + 1);
  const given = assistant.giveFeedback({ recordId, asker: personId(team, user), helpful });
  if (helpful) {
    await given;
    return clicked.tell(say.feedback.thanks);
  }
  // A dialog can be opened within three seconds of the click.
  const opened = await client.views.open({ trigger_id: trigger, view: reasonDialog(recordId, locale) }).then(
    () => true,
    () => false,
  );
  await given;
  if (!opened) await clicked.tell(say.feedback.thanks);
}

async function showRelated(clicked: Clicked, { assistant, publicUrl }: StartedParts): Promise<void> {
  const ids = jsonValue(clauseIdsValue, clicked.value) ?? [];
  const view = relatedDialog(ids, assistant.documents, publicUrl, clicked.locale);
  await clicked.client.views.open({ trigger_id: clicked.trigger, view });
}

async function askPerson(clicked: Clicked, { assistant }: StartedParts): Promise<void> {
  await clicked.tell(clicked.say.escalated[await assistant.escalate(clicked.value)]);
}

async function mute(clicked: Clicked, { muted }: StartedParts): Promise<void> {
  await muted.mute(personId(clicked.team, clicked.user));
  await clicked.tell(clicked.say.command.muted);
}

/** Shows a private answer to the channel. Slack does not hand the message back, so it is made again from its record. */
async function share(clicked: Clicked, parts: StartedParts): Promise<void> {
  const { team, enterprise, user, channel, responseUrl, locale, say } = clicked;
  const shared = jsonValue(shareValue, clicked.value);
  if (shared === null || responseUrl === null) return clicked.tell(say.share.failed);
  if (!(await isFirst([`share:${shared.id}:${channel}`], parts))) return;
  const { recordId, answer } = await parts.assistant.ask({
    id: shared.id,
    text: shared.question,
    askedAt: new Date().toISOString(),
    channel: 'slack',
    asker: personId(team, user),
    conversation: null,
    department: null,
    replyTo: addressOf({ team, enterprise, user, locale }),
  });
  const by = { user, question: shared.question };
  const result = await parts.sender.sendNow(
    (size) => renderAnswer(answer, { recordId, locale, publicUrl: parts.publicUrl, shared: by, size }),
    { kind: 'response', url: responseUrl, visible: 'channel' },
  );
  if (result.outcome !== 'sent' && result.outcome !== 'ambiguous') await clicked.tell(say.share.failed);
}
