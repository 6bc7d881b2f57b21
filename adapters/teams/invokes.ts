import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Language } from '../../src/domain/policy.ts';
import { askerOf, baseOf, type InboundActivity, localeOf, tenantsOf, threadOf } from './activity.ts';
import { addressOf } from './conversation-address.ts';
import { closingDialog, dialogOf, questionForm } from './dialog.ts';
import { feedbackForm, readFeedback, readReaction } from './feedback-form.ts';
import { say } from './messages.ts';
import { textOfHtml } from './question-text.ts';
import { ask } from './questions.ts';
import { renderAnswerDialog } from './render-answer.ts';
import { renderMuted } from './render-notice.ts';
import type { TurnParts } from './turn-parts.ts';
import { wordsOf } from './words-of.ts';

/** What an invoke is answered with. */
export interface InvokeAnswer {
  readonly status: number;
  readonly body?: object;
}

/** How long presses of one button by one person count as one. */
const PRESS_MS = 60_000;

/** Answers what Teams waits for: buttons, forms and dialogs. */
export async function answerInvoke(activity: InboundActivity, parts: TurnParts): Promise<InvokeAnswer> {
  const language = localeOf(activity) ?? 'ja';
  switch (activity.name) {
    case 'adaptiveCard/action':
      return pressed(activity, language, parts);
    case 'message/fetchTask':
      return { status: 200, body: feedbackForm(readReaction(activity.value), language) };
    case 'message/submitAction':
      await takeFeedback(activity, parts);
      // Teams refuses anything but an empty object.
      return { status: 200, body: {} };
    case 'composeExtension/fetchTask':
      return { status: 200, body: await askAbout(activity, messageOf(activity.value), language, parts) };
    case 'composeExtension/submitAction':
      return { status: 200, body: await submitted(activity, language, parts) };
    default:
      return { status: 501 };
  }
}

const press = z.object({
  action: z.object({
    verb: z.string(),
    data: z.looseObject({ recordId: z.string().optional(), reply: z.string().optional() }).nullish(),
  }),
});

async function pressed(
  activity: InboundActivity,
  language: Language,
  parts: TurnParts,
): Promise<InvokeAnswer> {
  const { data } = press.safeParse(activity.value);
  const { recordId, reply } = data?.action.data ?? {};
  if (data?.action.verb === 'escalate' && recordId !== undefined) {
    return toast(await escalate(activity, recordId, language, parts));
  }
  if (data?.action.verb === 'reply' && reply !== undefined && activity.replyToId !== undefined) {
    return toast(await takeReply(activity, activity.replyToId, reply, language, parts));
  }
  if (data?.action.verb === 'mute' || data?.action.verb === 'unmute') {
    return toast(await setNotices(activity, data.action.verb, language, parts));
  }
  return { status: 400 };
}

/** Stops or resumes notices of corrections to the person who pressed. */
async function setNotices(
  activity: InboundActivity,
  verb: 'mute' | 'unmute',
  language: Language,
  { muted, outbound, background, claims }: TurnParts,
): Promise<string> {
  const tenant = tenantsOf(activity)[0] ?? '';
  if (verb === 'mute') await muted.mute(tenant, activity.from.id, askerOf(activity));
  else await muted.unmute(tenant, activity.from.id);
  const card = `${activity.conversation.id}:${activity.replyToId}:${activity.from.id}`;
  if (await claims.claim([`teams:${verb}:${card}`], PRESS_MS)) {
    background(outbound.reply(addressOf(activity), renderMuted(verb === 'mute', language)));
  }
  return wordsOf(language).notices[verb === 'mute' ? 'muted' : 'unmuted'];
}

/**
 * Hands the question over and says so in the conversation. Handing over is safe to repeat; the message is not, and
 * Teams delivers a press again under another id: it is known by its card and person.
 */
async function escalate(
  activity: InboundActivity,
  recordId: string,
  language: Language,
  { assistant, claims, outbound, background, warn }: TurnParts,
): Promise<string> {
  const words = wordsOf(language);
  if (!isFromHere(recordId, activity)) return words.escalated.unknown;
  const outcome = await assistant.escalate(recordId).catch((error) => {
    warn(`Teams: a question could not be handed over: ${error}`);
    return null;
  });
  const text = outcome === null ? words.failed : words.escalated[outcome];
  const card = `${activity.conversation.id}:${activity.replyToId ?? recordId}:${activity.from.id}`;
  if (await claims.claim([`teams:escalate:${card}:${outcome}`], PRESS_MS)) {
    background(outbound.reply(addressOf(activity), say(text)));
  }
  return text;
}

/** Whether a record's question was asked in the conversation that the button stands in. */
function isFromHere(recordId: string, activity: InboundActivity): boolean {
  const place = `teams:${tenantsOf(activity)[0]}:${baseOf(activity.conversation.id)}`;
  // The id of a message follows, or that of its thread.
  return recordId.startsWith(`${place}:`) || recordId.startsWith(`${place};`);
}

/** A reply written on the card of an escalation. The same words on the same card are the same reply. */
async function takeReply(
  { conversation }: InboundActivity,
  cardId: string,
  text: string,
  language: Language,
  { assistant, warn }: TurnParts,
): Promise<string> {
  const { notices, failed } = wordsOf(language);
  const thread = threadOf(conversation.id, cardId);
  const messageId = `${cardId}:${createHash('sha256').update(text).digest('hex').slice(0, 16)}`;
  try {
    const relayed = await assistant.expertReplied({ channel: 'teams', thread, messageId, text });
    return relayed ? notices.relayed : notices.notRelayed;
  } catch (error) {
    warn(`Teams: an expert's reply could not be taken: ${error}`);
    return failed;
  }
}

async function takeFeedback(
  activity: InboundActivity,
  { assistant, answers, warn }: TurnParts,
): Promise<void> {
  const feedback = readFeedback(activity.value);
  if (feedback === null || activity.replyToId === undefined) return;
  const recordId = await answers.find(activity.conversation.id, activity.replyToId, new Date());
  if (recordId === null) return warn('Teams: feedback on an answer that is not known any more.');
  await assistant.giveFeedback({ recordId, asker: askerOf(activity), ...feedback });
}

const payload = z.object({
  messagePayload: z.object({
    body: z.object({ contentType: z.string().nullish(), content: z.string().nullish() }).nullish(),
  }),
});

/** The words of the message that somebody asks about. */
function messageOf(value: unknown): string {
  const body = payload.safeParse(value).data?.messagePayload.body;
  const content = body?.content ?? '';
  return body?.contentType === 'text' ? content.trim() : textOfHtml(content);
}

/** The answer in a dialog, which only the person who asked sees. */
async function askAbout(
  activity: InboundActivity,
  text: string,
  language: Language,
  parts: TurnParts,
): Promise<object> {
  const { dialog } = wordsOf(language);
  if (text === '') return questionForm(language, dialog.unreadable, '');
  const replyTo = await parts.conversations.ofPerson(askerOf(activity)).catch(() => null);
  const asked = await ask(activity, text, { conversation: null, confidential: true, replyTo }, parts);
  if ('problem' in asked) return questionForm(language, asked.problem, text.slice(0, 1000));
  const { answer, recordId } = asked.reply;
  const place = { recordId, language: asked.language, clauseUrl: parts.clauseUrl };
  return dialogOf(dialog.title, renderAnswerDialog(answer, place), 'medium');
}

const submission = z.object({
  data: z.object({
    kitei: z.string(),
    question: z.string().optional(),
    recordId: z.string().optional(),
  }),
});

/** A button of the dialog. */
async function submitted(activity: InboundActivity, language: Language, parts: TurnParts): Promise<object> {
  const { kitei, question, recordId } = submission.safeParse(activity.value).data?.data ?? {};
  if (kitei === 'ask' && question !== undefined) return askAbout(activity, question.trim(), language, parts);
  if (kitei === 'escalate' && recordId !== undefined && isFromHere(recordId, activity)) {
    const outcome = await parts.assistant.escalate(recordId);
    return closingDialog(wordsOf(language).escalated[outcome]);
  }
  return closingDialog(wordsOf(language).escalated.unknown);
}

function toast(text: string): InvokeAnswer {
  return {
    status: 200,
    body: { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: text },
  };
}
