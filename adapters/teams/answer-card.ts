import type { Answer, Citation, Verdict } from '../../src/domain/answer.ts';
import {
  type CardAttachment,
  type CardElement,
  card,
  container,
  line,
  paragraphs,
  row,
  run,
} from './card-elements.ts';
import { cutTo } from './cut.ts';
import type { Words } from './words.ts';

/** What an answer's card is made for. */
export interface CardPlace {
  readonly recordId: string;
  readonly say: Words;
  /** Where a clause can be read in full; null where it cannot. */
  readonly clauseUrl: (citation: Citation) => string | null;
  /** In a dialog there is no message around the card: the sentence stands in it, and buttons submit the dialog. */
  readonly dialog: boolean;
}

/** Which parts of an answer are shown; parts that would make a message too long are left out whole, and named. */
export interface Shown {
  readonly conditions: boolean;
  readonly citations: ReadonlySet<Citation>;
  readonly related: ReadonlySet<Citation>;
}

/** Clauses named where they are left out. */
const MOST_NAMED = 10;

/** Verdict, conditions, approver, quotes, next step, contact, and the related clauses folded away. Pure. */
export function answerCard(answer: Answer, place: CardPlace, shown: Shown): CardAttachment {
  const { say, dialog } = place;
  const [mark, label] = say.verdicts[answer.verdict];
  const contact = contactOf(answer);
  const related = answer.related.filter((citation) => shown.related.has(citation));
  const body = [
    ...(answer.urgent && contact !== null
      ? [container(row(say.answer.contactFirst, contact), { style: 'attention', bleed: true })]
      : []),
    line([run(`${mark} ${label}`, { weight: 'Bolder', size: 'Medium', color: colorOf(answer.verdict) })]),
    ...(answer.approved ? [line([run(say.answer.approved, { isSubtle: true })], { spacing: 'Small' })] : []),
    ...(dialog ? paragraphs(answer.text) : []),
    ...(shown.conditions
      ? answer.conditions.flatMap((condition) => row(say.answer.conditions, condition))
      : []),
    ...row(say.answer.approver, answer.approver),
    ...answer.citations.flatMap((citation, index) =>
      shown.citations.has(citation) ? [quoted(citation, index + 1, place)] : [],
    ),
    ...leftOut(answer, shown, say),
    ...(answer.upcoming ?? []).map(({ clause, effectiveDate, version, labels }) =>
      line([run(say.answer.upcoming(clause, effectiveDate, version, labels), { color: 'Warning' })]),
    ),
    ...row(say.answer.next, answer.next),
    ...(answer.urgent ? [] : row(say.answer.contact, contact)),
    ...(related.length === 0
      ? []
      : [
          container(
            related.map((citation) => quoted(citation, null, place)),
            { id: 'related', isVisible: false },
          ),
        ]),
  ];
  return card(body, actions(answer, related.length, place), {
    lang: answer.language,
    fallbackText: cutTo(`${mark} ${label}: ${answer.text}`, 500),
  });
}

/** Where a clause stands: number and title, document, version. */
export function placeOf(citation: Citation, say: Words): string {
  // A schedule or a history may be called by its title alone.
  const title = citation.title === citation.clause ? '' : citation.title;
  const { clause, version } = say.answer;
  return `${clause(citation.clause, title)} — ${citation.documentTitle}, ${version(citation.version, citation.page)}`;
}

export function contactOf({ contact }: Answer): string | null {
  if (contact === null) return null;
  return contact.reach === null ? contact.name : `${contact.name} ${contact.reach}`;
}

function quoted(citation: Citation, number: number | null, { say, clauseUrl }: CardPlace): CardElement {
  const url = clauseUrl(citation);
  const head = `${number === null ? '' : `[${number}] `}${placeOf(citation, say)}`;
  return container(
    [
      line([run(head, { weight: 'Bolder' })]),
      ...paragraphs(citation.quote),
      ...(url === null
        ? []
        : [
            line([run(say.answer.open, { selectAction: { type: 'Action.OpenUrl', url } })], {
              spacing: 'Small',
            }),
          ]),
    ],
    { style: number === null ? 'default' : 'emphasis', separator: true },
  );
}

function leftOut(answer: Answer, shown: Shown, say: Words): CardElement[] {
  const missing = answer.citations.filter((citation) => !shown.citations.has(citation));
  const names = missing.slice(0, MOST_NAMED).map((citation) => cutTo(placeOf(citation, say), 120));
  if (missing.length > MOST_NAMED) names.push('…');
  if (!shown.conditions) names.unshift(say.answer.conditions);
  return [
    ...(names.length === 0 ? [] : [line([run(say.answer.leftOut(names), { isSubtle: true })])]),
    ...(shown.related.size < answer.related.length
      ? [line([run(say.answer.relatedLeftOut, { isSubtle: true })])]
      : []),
  ];
}

function actions(answer: Answer, related: number, { recordId, say, dialog }: CardPlace): CardElement[] {
  const data = { kitei: 'escalate', recordId };
  const title = say.answer.askPerson;
  return [
    ...(related === 0
      ? []
      : [
          {
            type: 'Action.ToggleVisibility',
            title: say.answer.related(related),
            targetElements: ['related'],
          },
        ]),
    ...((answer.contact?.id ?? null) === null
      ? []
      : [
          dialog
            ? { type: 'Action.Submit', title, data }
            : { type: 'Action.Execute', title, verb: 'escalate', data },
        ]),
  ];
}

/** A second sign beside the mark, never the only one. */
function colorOf(verdict: Verdict): string {
  if (verdict === 'allowed') return 'Good';
  if (verdict === 'not_allowed') return 'Attention';
  if (verdict === 'allowed_conditional' || verdict === 'required') return 'Warning';
  return 'Default';
}
