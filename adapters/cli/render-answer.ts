import stringWidth from 'string-width';
import type { Answer, Citation, Verdict } from '../../src/domain/answer.ts';
import { PLAIN, printable, type Style } from './terminal.ts';
import type { Words } from './words.ts';
import { wordsOf } from './words-of.ts';
import { beginning, wrap } from './wrap.ts';

/** Columns of a related clause's beginning. */
const BEGINNING = 40;

/** How an answer is laid out. */
export interface Layout {
  /** Terminal columns; infinite for no wrapping. */
  readonly width: number;
  readonly style: Style;
}

/**
 * An answer as text, in the words of its own language: verdict, sentence, conditions and approver, quoted
 * clauses, next step, whom to ask, related clauses. Pure. The verdict can be told without colours. When
 * something must be reported now, the contact comes before everything else.
 */
export function renderAnswer(
  answer: Answer,
  layout: Layout = { width: Number.POSITIVE_INFINITY, style: PLAIN },
): string {
  const { style, width } = layout;
  const say = wordsOf(answer.language);
  const [mark, label] = say.verdicts[answer.verdict];
  const head = [
    ...(answer.urgent ? row(say.answer.contactFirst, contact(answer), layout) : []),
    ...wrap(`${mark} ${label}`, width).map((line) => emphasis(answer.verdict, style)(style.bold(line))),
    ...wrap(printable(answer.text), width),
    ...(answer.approved ? wrap(say.answer.approved, width).map(style.dim) : []),
  ];
  const rows = [
    ...answer.conditions.flatMap((condition) => row(say.answer.conditions, condition, layout)),
    ...row(say.answer.approver, answer.approver, layout),
  ];
  const quotes = answer.citations.map((citation) => quoted(citation, say, layout));
  const upcoming = (answer.upcoming ?? []).flatMap(({ clause, effectiveDate, version, labels }) =>
    wrap(printable(say.answer.upcoming(clause, effectiveDate, version, labels)), width).map(style.yellow),
  );
  const onwards = [
    ...row(say.answer.next, answer.next, layout),
    ...(answer.urgent ? [] : row(say.answer.contact, contact(answer), layout)),
  ];
  const related =
    answer.related.length === 0
      ? []
      : [
          ...wrap(say.answer.related, width).map(style.dim),
          ...answer.related.flatMap((citation) => indent(nearby(citation, say), '  ', width)),
        ];
  return [head, rows, ...quotes, upcoming, onwards, related]
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n');
}

function quoted(citation: Citation, say: Words, { width, style }: Layout): string[] {
  return [
    ...wrap(place(citation, say), width).map((line) => style.bold(line)),
    ...indent(citation.quote, `${style.dim('│')} `, width),
  ];
}

function place(citation: Citation, say: Words): string {
  // A schedule or a history may be called by its title alone.
  const title = citation.title === citation.clause ? '' : citation.title;
  const clause = say.answer.clause(citation.clause, title);
  return printable(
    `${clause} — ${citation.documentTitle}, ${say.answer.version(citation.version, citation.page)}`,
  );
}

/** A related clause: where it stands, and how it begins where it has no title. */
function nearby(citation: Citation, say: Words): string {
  const begins = citation.title === '' ? `: ${beginning(citation.quote, BEGINNING)}` : '';
  return `${place(citation, say)}${begins}`;
}

/** "label  text", continued under the text; nothing where there is no text. */
function row(label: string, text: string | null, { width, style }: Layout): string[] {
  if (text === null || text === '') return [];
  const lead = `${label}  `;
  const space = ' '.repeat(stringWidth(lead));
  return indent(text, space, width).map((line, index) =>
    index === 0 ? style.cyan(lead) + line.slice(space.length) : line,
  );
}

function indent(text: string, by: string, width: number): string[] {
  return wrap(printable(text), Math.max(20, width - stringWidth(by))).map((line) => by + line);
}

function contact({ contact }: Answer): string | null {
  if (contact === null) return null;
  return contact.reach === null ? contact.name : `${contact.name} ${contact.reach}`;
}

function emphasis(verdict: Verdict, style: Style): (text: string) => string {
  if (verdict === 'allowed') return style.green;
  if (verdict === 'not_allowed') return style.red;
  if (verdict === 'allowed_conditional' || verdict === 'required') return style.yellow;
  return (text) => text;
}
