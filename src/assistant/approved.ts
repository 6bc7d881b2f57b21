import { cite } from '../answering/citations.ts';
import { ClauseTree } from '../answering/clause-tree.ts';
import { readableBy } from '../domain/access.ts';
import { type Answer, type Citation, isGrounded } from '../domain/answer.ts';
import type { ApprovedAnswer, ClausePin } from '../domain/approved-answer.ts';
import { dayOf, inForce } from '../domain/in-force.ts';
import type { Clause, PolicyDocument } from '../domain/policy.ts';
import type { LoggedQuestion } from '../domain/question-record.ts';
import { normaliseText } from '../retrieval/text.ts';
import { stillPinned } from '../training/pinned-answers.ts';
import type { AssistantParts } from './parts.ts';

/** What two wordings of the same question share: case, width, spaces and punctuation do not matter. */
export function questionKey(question: string): string {
  return normaliseText(question).replace(/[^\p{L}\p{N}]+/gu, '');
}

/** The clauses that the answer of a record rests on, as they are now. */
export function pinsOf({ answer }: LoggedQuestion, clauses: readonly Clause[]): readonly ClausePin[] {
  const byId = new Map(clauses.map((clause) => [clause.id, clause]));
  return (answer?.citations ?? []).flatMap(({ clauseId, start, end }) => {
    const contentHash = byId.get(clauseId)?.contentHash;
    return contentHash === undefined ? [] : [{ clauseId, contentHash, start, end }];
  });
}

/**
 * The answer that a person approved for this very question, or the answer as read from the policy where there is none.
 * An approved answer one of whose clauses has changed, gone, or is no longer in force is suspended, and not given.
 */
export async function approvedAnswer(
  text: string,
  read: Answer,
  groups: readonly string[],
  parts: AssistantParts,
): Promise<Answer> {
  const { approved, answering } = parts;
  const found = await approved.byKey(questionKey(text), read.language);
  if (found === null) return read;
  const citations = citationsOf(found, parts);
  if (citations === null) {
    await approved.decide(found.id, 'suspended', 'kitei', reasonOf(answering.generation.id));
    return read;
  }
  if (!mayRead(citations, groups, answering.documents)) return read;
  const shown = new Set(citations.map(({ clauseId }) => clauseId));
  const related = read.related.filter(({ clauseId }) => !shown.has(clauseId));
  const own = { text: found.text, conditions: [], approver: null, approved: true, confidence: 1, related };
  const { verdict } = found;
  const [first, ...rest] = citations;
  if (!isGrounded(verdict)) return { ...read, ...own, verdict, citations };
  return first === undefined ? read : { ...read, ...own, verdict, citations: [first, ...rest] };
}

/**
 * Suspends every approved answer that rests on a clause which is not in force as it was, so that its trainer sees that
 * before anybody asks.
 * @returns how many.
 */
export async function suspendChanged({
  approved,
  answering,
  now,
}: Pick<AssistantParts, 'approved' | 'now'> & {
  readonly answering: Pick<AssistantParts['answering'], 'documents' | 'generation'>;
}): Promise<number> {
  const answers = await approved.list('approved');
  const clauses = pinnedDocuments(answers, inForce(answering.documents, dayOf(now()))).flatMap(
    (document) => document.clauses,
  );
  const broken = answers.filter((answer) => !stillPinned(answer, clauses).holds);
  for (const { id } of broken)
    await approved.decide(id, 'suspended', 'kitei', reasonOf(answering.generation.id));
  return broken.length;
}

function reasonOf(generation: string): string {
  return `A clause it rests on changed with generation ${generation}.`;
}

/** The pinned clauses as they stand in force, quoted; null where one of them is not what it was. */
function citationsOf(answer: ApprovedAnswer, { answering, now }: AssistantParts): readonly Citation[] | null {
  const tree = new ClauseTree(pinnedDocuments([answer], inForce(answering.documents, dayOf(now()))));
  const clauses = tree.documents.flatMap((document) => document.clauses);
  if (!stillPinned(answer, clauses).holds) return null;
  return answer.pins.flatMap(({ clauseId, contentHash, start, end }) => {
    // A new version of the document that leaves the clause as it was gives it another id.
    const [documentId] = clauseId.split('/');
    const clause = clauses.find(
      (other) => other.documentId === documentId && other.contentHash === contentHash,
    );
    return clause === undefined ? [] : (cite(clause, tree, { start, end }) ?? []);
  });
}

/** The documents that answers rest on: no others need be read. */
function pinnedDocuments(
  answers: readonly Pick<ApprovedAnswer, 'pins'>[],
  documents: readonly PolicyDocument[],
): readonly PolicyDocument[] {
  const pinned = new Set(
    answers.flatMap(({ pins }) => pins.map(({ clauseId }) => clauseId.split('/', 1)[0])),
  );
  return documents.filter(({ id }) => pinned.has(id));
}

/** Whether everything quoted may be read by somebody in these groups. */
function mayRead(
  citations: readonly Citation[],
  groups: readonly string[],
  documents: readonly PolicyDocument[],
): boolean {
  const readable = new Set(readableBy(documents, groups).map(({ id, version }) => `${id}/${version}`));
  return citations.every(({ document, version }) => readable.has(`${document}/${version}`));
}
