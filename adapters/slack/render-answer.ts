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
import { type Words, wordsOf } from './words.ts';

/**
 * Sizes to try, in what Slack counts: the limit is not documented, about 13,200 characters were seen, and characters
 * beyond ASCII may count several times.
 */
export const SIZES = [11_500, 5_000, 2_200] as const;

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
}

const LONG = { text: 1_500, line: 300, condition: 400, conditions: 10, quote: 2_500 } as const;
/** A shorter piece of a quote would say nothing. */
const SHORTEST_QUOTE = 120;

/**
 * An answer in Block Kit: verdict with a mark, sentence, conditions and approver, quoted clauses, next step, whom to
 * ask, buttons. Pure. What does not fit is left out from the end of quotes, visibly; the verdict and the clauses'
 * numbers always stay. Nothing in it can ping, and only clauses link.
 */
export function renderAnswer(answer: Answer, view: View): SlackMessage {
  const say = wordsOf(answer.language);
  const budget = view.size ?? SIZES[0];
  const scale = Math.min(1, budget / SIZES[0]);
  const cut = (text: string, most: number) => clip(text, Math.floor(most * scale));
  const [mark, verdict] = say.verdicts[answer.verdict];
  const line = (name: string, text: string | null) =>
    text === null || text === '' ? [] : [paragraph(bold(`${name}  `), plainly(cut(text, LONG.line)))];
  const contact = contactOf(answer);

  const before: types.KnownBlock[] = [
    ...sharedBy(view, cut),
    ...textBlock(answer.urgent ? line(say.answer.contactFirst, contact) : []),
    header(`${mark} ${verdict}`),
    ...textBlock([
      paragraph(plainly(cut(answer.text, LONG.text))),
      ...(answer.approved ? [paragraph(plainly(say.answer.approved, { italic: true }))] : []),
      ...(answer.writer === 'model' ? [paragraph(plainly(say.answer.byModel, { italic: true }))] : []),
      ...conditionList(answer.conditions, say, cut),
      ...line(say.answer.approver, answer.approver),
    ]),
  ];
  const after: types.KnownBlock[] = [
    ...textBlock([
      ...upcoming(answer, say),
      ...line(say.answer.next, answer.next),
      ...(answer.urgent ? [] : line(say.answer.contact, contact)),
    ]),
    ...buttons(answer, view, scale),
  ];
  const room = budget - size(before) - size(after);
  const blocks = [...before, ...quotes(answer.citations, room, view.publicUrl, say, cut), ...after];
  return { text: escaped(cut(`${mark} ${verdict}: ${answer.text}`, 600)), blocks };
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

function upcoming({ upcoming: changes = [] }: Answer, say: Words): types.RichTextSection[] {
  return changes.slice(0, MOST_CHANGES).map(({ clause, effectiveDate, version, labels }) => {
    const words = say.answer.upcoming(clause, effectiveDate, version, labels.slice(0, MOST_CHANGES));
    return paragraph(plainly(clip(words, LONG.line), { italic: true }));
  });
}

function conditionList(conditions: readonly string[], say: Words, cut: Cut) {
  if (conditions.length === 0) return [];
  const shown = conditions.slice(0, Math.max(2, cut('x'.repeat(LONG.conditions), LONG.conditions).length));
  const rest = conditions.length - shown.length;
  const items = shown.map((condition) =>
    cut(condition, Math.floor(LONG.condition * (4 / (3 + shown.length)))),
  );
  return [
    paragraph(bold(say.answer.conditions)),
    bullets(rest === 0 ? items : [...items, say.answer.more(rest)]),
  ];
}

/** Clauses with their quotes for as long as there is room, then with their beginnings, then their numbers alone. */
function quotes(
  citations: readonly Citation[],
  room: number,
  publicUrl: string | null,
  say: Words,
  cut: Cut,
): types.KnownBlock[] {
  const blocks: types.KnownBlock[] = [];
  let left = room;
  for (const [index, citation] of citations.entries()) {
    const place = placeLine(citation, publicUrl, say);
    const whole = richText(place, quoted(citation.quote));
    const spare = left - size([richText(place, quoted(''), paragraph(plainly(say.answer.cut)))]);
    const piece = Math.min(spare, LONG.quote);
    let block: types.RichTextBlock;
    if (citation.quote.length <= LONG.quote && size([whole]) <= left) block = whole;
    else if (piece >= SHORTEST_QUOTE) {
      block = richText(
        place,
        // A quote in JSON is a little longer than it is.
        quoted(cut(citation.quote, Math.floor(piece * 0.9))),
        paragraph(plainly(say.answer.cut, { italic: true })),
      );
    } else if (size([richText(place)]) + 100 <= left) block = richText(place);
    else {
      const rest = citations.length - index;
      blocks.push(richText(paragraph(plainly(say.answer.more(rest)))));
      break;
    }
    blocks.push(block);
    left -= size([block]);
  }
  return blocks;
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
    const value = JSON.stringify({ id: recordId, question: clip(shareable, Math.floor(600 * scale)) });
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
