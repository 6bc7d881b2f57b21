import type { types } from '@slack/bolt';
import type { Answer, Citation } from '../../src/domain/answer.ts';
import type { Language } from '../../src/domain/policy.ts';
import {
  ACTIONS,
  BUTTON_VALUE,
  bold,
  bullets,
  button,
  clip,
  escaped,
  fitted,
  header,
  label,
  paragraph,
  plainly,
  quoted,
  richText,
  type SlackMessage,
  size,
} from './block-kit.ts';
import { placeLine } from './citation-place.ts';
import type { Words } from './words.ts';
import { wordsOf } from './words-of.ts';

/**
 * Sizes to try, in what Slack counts: the limit is not documented, about 13,200 characters were seen, and characters
 * beyond ASCII may count several times.
 */
export const SIZES = [11_500, 5_000, 3_000] as const;

/** How an answer is shown. */
export interface View {
  readonly recordId: string;
  /** Language of buttons; the answer itself is in that of the question. */
  readonly locale: Language;
  /** Where clauses can be read; null where nowhere. */
  readonly publicUrl: string | null;
  /** The question of a private answer, which can be shared. */
  readonly shareable?: string;
  /** Who shared the answer to which question. */
  readonly shared?: { readonly user: string; readonly question: string };
  /** Of `SIZES`; the largest unless told. */
  readonly size?: number;
  /** Whether the answer's text stands above already, having grown while it was written. */
  readonly streamed?: boolean;
}

/** How long a text that grows may become, in UTF-16 units; of a longer one the beginning is shown. */
export const MOST_STREAMED = 3_000;

const LONG = { text: 1_500, line: 300, condition: 400, conditions: 10, quote: 2_500 } as const;
/** What is left for everything else where a text stands above. */
const SMALLEST = 2_500;
/** What saying how many clauses are left out weighs. */
const LAST_LINE = 160;
/** A shorter piece of a quote would say nothing. */
const SHORTEST_QUOTE = 120;

/**
 * An answer in Block Kit: verdict with a mark, sentence, conditions and approver, quoted clauses, next step, whom to
 * ask, buttons. Pure. What does not fit is left out from the end of quotes, visibly; the verdict and the clauses'
 * numbers always stay. Nothing in it can ping, and only clauses link.
 */
export function renderAnswer(answer: Answer, view: View): SlackMessage {
  const above = view.streamed ? JSON.stringify(answer.text).length : 0;
  const budget = Math.max((view.size ?? SIZES[0]) - above, SMALLEST);
  const [mark, verdict] = wordsOf(answer.language).verdicts[answer.verdict];
  const text = escaped(clip(`${mark} ${verdict}: ${answer.text}`, 600));
  // Every part gets its share; where all of them are long, smaller shares.
  for (let scale = Math.min(1, budget / SIZES[0]); ; scale *= 0.7) {
    const { before, after } = frame(answer, view, scale);
    const room = budget - size([...before, ...after]);
    if (room < 0 && scale > 0.02) continue;
    return { text, blocks: [...before, ...quotes(answer, room, view.publicUrl), ...after] };
  }
}

/** Everything but the quotes. */
function frame(answer: Answer, view: View, scale: number) {
  const say = wordsOf(answer.language);
  const cut: Cut = (text, most) => fitted(text, Math.floor(most * scale));
  const line = (name: string, text: string | null) =>
    text === null || text === '' ? [] : [paragraph(bold(`${name}  `), plainly(cut(text, LONG.line)))];
  const note = (words: string) => paragraph(plainly(words, { italic: true }));
  const contact = contactOf(answer);
  const before: types.KnownBlock[] = [
    ...sharedBy(view, cut),
    ...textBlock(answer.urgent ? line(say.answer.contactFirst, contact) : []),
    header(say.verdicts[answer.verdict].join(' ')),
    ...textBlock([
      ...(view.streamed ? [] : [paragraph(plainly(cut(answer.text, LONG.text)))]),
      ...(answer.approved ? [note(say.answer.approved)] : []),
      ...(answer.writer === 'model' ? [note(say.answer.byModel)] : []),
      ...conditionList(answer.conditions, Math.ceil(LONG.conditions * scale), say, cut),
      ...line(say.answer.approver, answer.approver),
    ]),
  ];
  const after: types.KnownBlock[] = [
    ...textBlock([
      ...upcoming(answer, say).map((words) => note(cut(words, LONG.line))),
      ...line(say.answer.next, answer.next),
      ...(answer.urgent ? [] : line(say.answer.contact, contact)),
    ]),
    ...buttons(answer, view, scale),
  ];
  return { before, after };
}

type Cut = (text: string, most: number) => string;

function textBlock(elements: types.RichTextBlock['elements']): types.RichTextBlock[] {
  return elements.length === 0 ? [] : [richText(...elements)];
}

function sharedBy({ shared, locale }: View, cut: Cut): types.RichTextBlock[] {
  if (shared === undefined) return [];
  const [before, after] = wordsOf(locale).share.by;
  const who: types.RichTextUserMention = { type: 'user', user_id: shared.user };
  return [
    richText(
      paragraph(...(before === '' ? [] : [plainly(before)]), who, plainly(after)),
      quoted(cut(shared.question, LONG.text)),
    ),
  ];
}

/** How many coming changes are told. */
const MOST_CHANGES = 5;

function upcoming({ upcoming: changes = [] }: Answer, say: Words): string[] {
  return changes
    .slice(0, MOST_CHANGES)
    .map(({ clause, effectiveDate, version, labels }) =>
      say.answer.upcoming(clause, effectiveDate, version, labels.slice(0, MOST_CHANGES)),
    );
}

function conditionList(conditions: readonly string[], most: number, say: Words, cut: Cut) {
  if (conditions.length === 0) return [];
  const shown = conditions.slice(0, most);
  const rest = conditions.length - shown.length;
  // A few conditions may be longer than many.
  const items = shown.map((condition) =>
    cut(condition, Math.floor((LONG.condition * 4) / (3 + shown.length))),
  );
  return [
    paragraph(bold(say.answer.conditions)),
    bullets(rest === 0 ? items : [...items, say.answer.more(rest)]),
  ];
}

/** Clauses with their quotes for as long as there is room, then with their beginnings, then their numbers alone. */
function quotes({ citations, language }: Answer, room: number, publicUrl: string | null): types.KnownBlock[] {
  const say = wordsOf(language);
  const blocks: types.KnownBlock[] = [];
  // Kept for saying how many are left out.
  let left = room - LAST_LINE;
  for (const [index, citation] of citations.entries()) {
    const block = shownClause(citation, left, publicUrl, say);
    if (block === null) {
      const more = richText(paragraph(plainly(say.answer.more(citations.length - index))));
      return room >= LAST_LINE ? [...blocks, more] : blocks;
    }
    blocks.push(block);
    left -= size([block]);
  }
  return blocks;
}

/** As much of a clause as there is room for; null where not even its number is. */
function shownClause(
  citation: Citation,
  room: number,
  publicUrl: string | null,
  say: Words,
): types.RichTextBlock | null {
  const place = placeLine(citation, publicUrl, say);
  const cutShort = paragraph(plainly(say.answer.cut, { italic: true }));
  const whole = richText(place, quoted(citation.quote));
  if (citation.quote.length <= LONG.quote && size([whole]) <= room) return whole;
  const piece = Math.min(LONG.quote, room - size([richText(place, quoted(' '), cutShort)]));
  if (piece >= SHORTEST_QUOTE) return richText(place, quoted(fitted(citation.quote, piece)), cutShort);
  const number = richText(place);
  return size([number]) <= room ? number : null;
}

function buttons(answer: Answer, view: View, scale: number): types.KnownBlock[] {
  const say = wordsOf(view.locale);
  const { recordId, shareable } = view;
  const related = clauseIds(answer.related, Math.floor(BUTTON_VALUE * scale));
  const actions: types.Button[] = [];
  if (related.count > 0) {
    actions.push(button(ACTIONS.related, say.buttons.related(related.count), related.value));
  }
  if (answer.contact !== null && answer.contact.id !== null) {
    actions.push(
      button(ACTIONS.askPerson, say.buttons.askPerson, recordId, {
        confirm: {
          title: label(say.confirm.title),
          text: label(clip(say.confirm.askPerson(clip(answer.contact.name, 100)), 300)),
          confirm: label(say.confirm.send),
          deny: label(say.confirm.cancel),
        },
      }),
    );
  }
  if (shareable !== undefined && answer.verdict !== 'chitchat') {
    const value = JSON.stringify({
      id: recordId,
      question: fitted(shareable, Math.max(50, Math.floor(600 * scale))),
    });
    if (value.length <= BUTTON_VALUE) actions.push(button(ACTIONS.share, say.buttons.share, value));
  }
  return [
    ...(actions.length === 0 ? [] : [{ type: 'actions', elements: actions } as const]),
    ...(answer.verdict === 'chitchat' ? [] : [feedback(recordId, say)]),
  ];
}

function feedback(recordId: string, { buttons: say }: Words): types.ContextActionsBlock {
  return {
    type: 'context_actions',
    elements: [
      {
        type: 'feedback_buttons',
        action_id: ACTIONS.feedback,
        positive_button: { text: label(say.helpful), value: `up:${recordId}` },
        negative_button: { text: label(say.unhelpful), value: `down:${recordId}` },
      },
    ],
  };
}

/** As many ids of clauses as a button can carry, as JSON. */
function clauseIds(related: readonly Citation[], most: number) {
  const ids = [...new Set(related.map(({ clauseId }) => clauseId))];
  while (ids.length > 0 && JSON.stringify(ids).length > most) ids.pop();
  return { count: ids.length, value: JSON.stringify(ids) };
}

function contactOf({ contact }: Answer): string | null {
  if (contact === null) return null;
  return contact.reach === null ? contact.name : `${contact.name} ${contact.reach}`;
}
