import { type InboundActivity, localeOf } from './activity.ts';
import { addressOf, type ConversationAddress } from './conversation-address.ts';
import { questionText } from './question-text.ts';
import { ask } from './questions.ts';
import { escapeMarkdown, renderAnswer, renderPlainAnswer } from './render-answer.ts';
import { CLAIM_MS, type TurnParts } from './turn-parts.ts';
import { renderWelcome } from './welcome.ts';
import { wordsOf } from './words-of.ts';

/**
 * A message somebody wrote to Kitei: an expert's reply where its thread is one of an escalation, else a question.
 * Resolves once it is answered, or the person knows why not.
 */
export async function answerMessage(activity: InboundActivity, parts: TurnParts): Promise<void> {
  const { assistant, outbound, conversations, warn } = parts;
  const to = addressOf(activity);
  await conversations
    .remember(activity)
    .catch((error) => warn(`Teams: a conversation is not kept: ${error}`));
  const text = questionText(activity);
  if (text === '') return welcome(to, parts);
  const language = localeOf(activity) ?? 'ja';
  const thread = activity.conversation.id;
  if (thread.includes(';messageid=')) {
    const reply = { channel: 'teams', thread, messageId: activity.id ?? '', text } as const;
    const relayed = await assistant.expertReplied(reply).catch((error) => {
      warn(`Teams: an expert's reply could not be taken: ${error}`);
      return null;
    });
    if (relayed !== false) {
      const { notices, failed } = wordsOf(language);
      await outbound.reply(to, say(relayed === null ? failed : notices.relayed));
      return;
    }
  }
  const confidential = to.kind === 'personal';
  const where = { conversation: thread, confidential, replyTo: to };
  const stream = outbound.openStream(to, wordsOf(language).working);
  const asked = await outbound.whileTyping(to, ask(activity, text, where, parts, stream), stream);
  if ('problem' in asked) {
    await outbound.reply(to, say(asked.problem), undefined, stream);
    return;
  }
  const { answer, recordId } = asked.reply;
  const place = { recordId, language: asked.language, clauseUrl: parts.clauseUrl };
  const id = await outbound.reply(to, renderAnswer(answer, place), renderPlainAnswer(answer, place), stream);
  if (id === null) return;
  await parts.answers
    .keep(to.conversation, id, recordId, new Date())
    .catch((error) => warn(`Teams: feedback on an answer cannot be taken: ${error}`));
}

/** Kitei came to a place: keeps how to write there, and greets a person. */
export async function installed(activity: InboundActivity, parts: TurnParts): Promise<void> {
  const { claims, conversations } = parts;
  if (activity.action?.startsWith('remove')) {
    // Of an upgrade, the old half: Kitei stays.
    if (activity.action === 'remove') await conversations.forget(activity);
    return;
  }
  await conversations.remember(activity);
  const { conversation } = activity;
  if (activity.action !== 'add' || conversation.conversationType !== 'personal') return;
  if (await claims.claim([`teams:welcome:${conversation.id}`], CLAIM_MS))
    await welcome(addressOf(activity), parts);
}

async function welcome(to: ConversationAddress, { assistant, outbound }: TurnParts): Promise<void> {
  const language = to.locale ?? 'ja';
  const suggestions = await assistant.suggestions(language).catch(() => []);
  await outbound.reply(to, renderWelcome(suggestions, language));
}

/** A sentence of Kitei's own. */
export function say(text: string) {
  return { type: 'message', text: text.split('\n').map(escapeMarkdown).join('\n\n') } as const;
}
