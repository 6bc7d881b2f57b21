import type { Answer, Citation } from '../../src/domain/answer.ts';
import type { Language } from '../../src/domain/policy.ts';
import type { OutgoingActivity } from './activity.ts';
import { answerCard, type CardPlace, contactOf, type Shown } from './answer-card.ts';
import type { CardAttachment } from './card-elements.ts';
import { MOST_CLAIMS, messageEntity } from './citation-entity.ts';
import { cutTo } from './cut.ts';
import { wordsOf } from './words-of.ts';

/**
 * Teams refuses messages of 80 KB and more; the rest is for what is put around this one. Counted both in UTF-8 and in
 * UTF-16, for Teams stores the latter.
 */
export const MOST_BYTES = 76_000;

/** What an answer is rendered for. */
export interface AnswerPlace {
  readonly recordId: string;
  /** Language of the words around the answer; the answer itself is in the question's. */
  readonly language: Language;
  /** Where a clause can be read in full; null where it cannot. */
  readonly clauseUrl: (citation: Citation) => string | null;
}

/**
 * An answer as a message: its sentence with numbered citations that Teams shows itself, and a card with everything else.
 * Pure. It stays below Teams' size: what does not fit is left out whole (related clauses first, then quotes) and named.
 */
export function renderAnswer(answer: Answer, place: AnswerPlace): OutgoingActivity {
  const say = wordsOf(place.language);
  const [mark, label] = say.verdicts[answer.verdict];
  const contact = contactOf(answer);
  const numbers = answer.citations.slice(0, MOST_CLAIMS).map((_, index) => ` [${index + 1}]`);
  const message: OutgoingActivity = {
    type: 'message',
    text: [
      ...(answer.urgent && contact !== null
        ? [`**${say.answer.contactFirst}** ${escapeMarkdown(contact)}`]
        : []),
      `${escapeMarkdown(answer.text)}${numbers.join('')}`,
    ].join('\n\n'),
    summary: cutTo(`${mark} ${label}: ${answer.text}`, 200),
    entities: [messageEntity(answer, say, place.clauseUrl)],
    channelData: { feedbackLoop: { type: 'custom' } },
  };
  const cardPlace = { ...place, say, dialog: false };
  const attachments = [fittingCard(answer, cardPlace, sizeOf(message))];
  const whole: OutgoingActivity = { ...message, attachmentLayout: 'carousel', attachments };
  return sizeOf(whole) > MOST_BYTES ? renderPlainAnswer(answer, place) : whole;
}

/** The same as a card for a dialog, where no message stands around it. Pure. */
export function renderAnswerDialog(answer: Answer, place: AnswerPlace): CardAttachment {
  return fittingCard(answer, { ...place, say: wordsOf(place.language), dialog: true }, 0);
}

/** The answer without a card, for a Teams that refuses it. Pure. */
export function renderPlainAnswer(
  answer: Answer,
  { language }: Pick<AnswerPlace, 'language'>,
): OutgoingActivity {
  const [mark, label] = wordsOf(language).verdicts[answer.verdict];
  const contact = contactOf(answer);
  const text = [`${mark} ${label}`, cutTo(answer.text, 4_000), ...(contact === null ? [] : [contact])];
  return { type: 'message', text: text.map(escapeMarkdown).join('\n\n') };
}

/** How large Teams may find this, in bytes. */
export function sizeOf(message: object): number {
  const text = JSON.stringify(message);
  return Math.max(Buffer.byteLength(text), 2 * text.length);
}

/** Keeps Teams from making a link of an address: shown as nothing, and no part of any address. */
const WORD_JOINER = '\u2060';

/** Text that Teams shows as it is: no Markdown, no mention, no link, no number that looks like a citation. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/:\/\//g, `:${WORD_JOINER}//`)
    .replace(/\bwww\./gi, (www) => `${www.slice(0, -1)}${WORD_JOINER}.`)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/[\\`*_~[\]#|]/g, '\\$&')
    .replace(/^(\s*)([-+])(?=\s)/gm, '$1\\$2')
    .replace(/^(\s*\d+)([.)])(?=\s)/gm, '$1\\$2');
}

/** With everything, or else with as many whole parts as fit, the most needed first. */
function fittingCard(answer: Answer, place: CardPlace, around: number): CardAttachment {
  const fits = (shown: Shown) => around + sizeOf(answerCard(answer, place, shown)) <= MOST_BYTES;
  const all = { conditions: true, citations: new Set(answer.citations), related: new Set(answer.related) };
  if (fits(all)) return answerCard(answer, place, all);
  let shown: Shown = { conditions: false, citations: new Set(), related: new Set() };
  const add = (more: Partial<Shown>) => {
    const larger = { ...shown, ...more };
    if (fits(larger)) shown = larger;
  };
  add({ conditions: true });
  for (const citation of answer.citations) add({ citations: new Set([...shown.citations, citation]) });
  for (const citation of answer.related) add({ related: new Set([...shown.related, citation]) });
  return answerCard(answer, place, shown);
}
