import type { webApi } from '@slack/bolt';
import type { Language } from '../../src/domain/policy.ts';
import { KiteiError } from '../../src/errors.ts';
import { detectLanguage } from '../../src/retrieval/text.ts';
import { addressOf, personId } from './address.ts';
import type { StartedParts } from './parts.ts';
import { renderAnswer } from './render-answer.ts';
import { renderWords } from './render-words.ts';
import type { Place, Rendering } from './sender.ts';
import { wordsOf } from './words-of.ts';
import { showWorking } from './working-status.ts';

/** A question as somebody asked it in Slack. */
export interface AskedInSlack {
  readonly client: webApi.WebClient;
  readonly team: string;
  readonly enterprise: string | null;
  readonly user: string;
  /** What distinguishes this message from all others. */
  readonly messageId: string;
  /** What follow-ups belong to. */
  readonly conversation: string;
  readonly text: string;
  /** Where the answer goes. */
  readonly to: Place;
  /** Where later messages go: a channel and thread; null for a private answer. */
  readonly thread: { readonly channel: string; readonly ts: string } | null;
  /** Whether nobody but the asker sees the answer. */
  readonly confidential: boolean;
  /** Whether Kitei was not called by name, so that small talk is not for it. */
  readonly unaddressed?: boolean;
}

/** Answers a question with one message, whatever happens. */
export async function answer(asked: AskedInSlack, parts: StartedParts): Promise<void> {
  const { client, team, user, to, thread } = asked;
  const { sender, warn } = parts;
  const person = await parts.people.find(client, team, user);
  const locale = person.locale ?? detectLanguage(asked.text);
  const working = thread === null ? null : showWorking(client, thread, wordsOf(locale));
  const rendering = await renderingOf(asked, person.department, person.locale, locale, parts);
  await working?.settled();
  if (rendering === null) return working?.clear();
  const result = await sender.sendNow(rendering, to);
  if (result.outcome === 'sent') return;
  warn(`Slack: an answer was not delivered for certain (${result.outcome}: ${result.reason}).`);
  await working?.clear();
}

/** The answer, or words that say why there is none; null where nothing is to be said. */
async function renderingOf(
  asked: AskedInSlack,
  department: string | null,
  known: Language | null,
  locale: Language,
  { assistant, publicUrl, warn }: StartedParts,
): Promise<Rendering | null> {
  const { team, enterprise, user, text, thread } = asked;
  try {
    const reply = await assistant.ask({
      id: `slack:${asked.messageId}`,
      text,
      askedAt: new Date().toISOString(),
      channel: 'slack',
      asker: personId(team, user),
      conversation: `slack:${asked.conversation}`,
      confidential: asked.confidential,
      department,
      replyTo: addressOf({
        team,
        enterprise,
        channel: thread?.channel ?? null,
        thread: thread?.ts ?? null,
        user,
        locale: known,
      }),
      ...(known !== null && { locale: known }),
    });
    if (asked.unaddressed && reply.answer.verdict === 'chitchat') return null;
    const view = {
      recordId: reply.recordId,
      locale,
      publicUrl,
      ...(thread === null && { shareable: text }),
    };
    return (size) => renderAnswer(reply.answer, { ...view, size });
  } catch (error) {
    if (error instanceof KiteiError && error.code === 'question.invalid') {
      const words = renderWords(`${error.message}\n${error.remedy}`);
      return () => words;
    }
    // The words of other errors may repeat the question.
    warn(
      `Slack: a question could not be answered (${error instanceof KiteiError ? error.code : 'unexpected error'}).`,
    );
    const words = renderWords(wordsOf(locale).failed);
    return () => words;
  }
}
