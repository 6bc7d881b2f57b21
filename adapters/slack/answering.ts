import type { webApi } from '@slack/bolt';
import type { AskProgress } from '../../src/domain/assistant.ts';
import type { Language } from '../../src/domain/policy.ts';
import type { Question } from '../../src/domain/question.ts';
import { KiteiError } from '../../src/errors.ts';
import { detectLanguage } from '../../src/retrieval/text.ts';
import { failureLines } from '../failure-text.ts';
import { addressOf, personId } from './address.ts';
import type { Ending } from './answer-stream.ts';
import type { StartedParts } from './parts.ts';
import type { Person } from './people.ts';
import { MOST_STREAMED, renderAnswer } from './render-answer.ts';
import { renderWords } from './render-words.ts';
import type { Place } from './sender.ts';
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
  const stream =
    thread === null
      ? null
      : parts.openStream({
          client,
          team,
          user,
          channel: thread.channel,
          thread: thread.ts,
          recordId: recordIdOf(asked),
          // A status that came after the beginning of the answer would stay.
          before: async () => working?.settled(),
        });
  const ending = await endingOf(asked, person, locale, parts, stream ?? undefined);
  await working?.settled();
  if (ending === null) {
    await stream?.discard();
    return working?.clear();
  }
  const result = (await stream?.finish(ending)) ?? (await sender.sendNow(ending.whole, to));
  if (result.outcome === 'sent') return;
  warn(`Slack: an answer was not delivered for certain (${result.outcome}: ${result.reason}).`);
  await working?.clear();
}

function recordIdOf({ messageId }: AskedInSlack): string {
  return `slack:${messageId}`;
}

/** The answer, or words that say why there is none; null where nothing is to be said. */
async function endingOf(
  asked: AskedInSlack,
  { department, locale: known }: Person,
  locale: Language,
  { assistant, publicUrl, warn }: StartedParts,
  progress: AskProgress | undefined,
): Promise<Ending | null> {
  const { team, enterprise, user, text, thread } = asked;
  try {
    const question: Question = {
      id: recordIdOf(asked),
      text,
      askedAt: new Date().toISOString(),
      channel: 'slack',
      asker: personId(team, user),
      conversation: `slack:${asked.conversation}`,
      ...(!asked.confidential && thread !== null && { room: `slack:${team}:${thread.channel}` }),
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
    };
    const reply = await assistant.ask(question, progress);
    if (asked.unaddressed && reply.answer.verdict === 'chitchat') return null;
    const view = {
      recordId: reply.recordId,
      locale,
      publicUrl,
      ...(thread === null && { shareable: text }),
    };
    const { answer: given } = reply;
    // Who must be told at once stands before the text.
    const parted = given.writer === 'model' && !given.urgent && given.text.length <= MOST_STREAMED;
    return {
      whole: (size) => renderAnswer(given, { ...view, size }),
      parts: parted
        ? { text: given.text, under: (size) => renderAnswer(given, { ...view, size, streamed: true }) }
        : null,
    };
  } catch (error) {
    if (error instanceof KiteiError && error.code === 'question.invalid') {
      return wordsAlone(failureLines(error, locale));
    }
    // The words of other errors may repeat the question.
    warn(
      `Slack: a question could not be answered (${error instanceof KiteiError ? error.code : 'unexpected error'}).`,
    );
    return wordsAlone(wordsOf(locale).failed);
  }
}

function wordsAlone(text: string): Ending {
  const words = renderWords(text);
  return { whole: () => words, parts: null };
}
