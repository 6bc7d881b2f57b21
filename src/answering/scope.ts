import type { Clause } from '../domain/policy.ts';
import type { Retrieval, TermMatch } from '../domain/retrieval.ts';
import { type Norm, readNorms } from '../policy/norms.ts';
import { normaliseText } from '../retrieval/text.ts';
import type { ClauseTree } from './clause-tree.ts';
import { isWholeName } from './matter.ts';
import { mentions } from './mentions.ts';

/** Whether the policy covers somebody or something, and the sentence that says so. */
export interface ScopeFinding {
  /** `needs_person` where the clause turns on what the question leaves open. */
  readonly verdict: 'applies' | 'does_not_apply' | 'needs_person';
  readonly clause: Clause;
  readonly start: number;
  readonly end: number;
  /** idf-weighted share of the question's words that the sentence has (0–1). */
  readonly support: number;
}

/** Span in a clause's text. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/** A sentence of scope with the proviso after it, and the words of the question that they have. */
interface ScopeSentence {
  readonly clause: Clause;
  readonly norm: Norm;
  readonly proviso: Norm | null;
  readonly named: readonly TermMatch[];
}

const EXCLUDES =
  /適用(?:し|され)(?:ない|ません)|適用せず|対象と(?:は)?(?:し(?:ない|ません)|せず)|含め(?:ない|ず|ません)|対象外|含まない|除く(?:ものとする)?。?$|do(?:es)? not (?:apply|cover|extend)|not covered|out of scope|excluded|except for|is exempt|are exempt/i;
/** Sends the reader to another text. */
const ELSEWHERE =
  /(?:に|で)定める[^。]{0,24}(?:に|ところに)よる|\b(?:governed|bound) by (?:the terms of )?(?:their|another|a separate)\b/i;
/** A question about what lacks something, or about a numbered part: only a clause that names it can answer. */
const LACKS = /以外|ではない|でない|のない|なしの|\bother than\b|\bapart from\b|\bwithout\b/i;
const NUMBERED = /第?([0-9]+)(?:条|章|節)|\b(?:part|section|chapter|article|annex)s? ([0-9]+(?:\.[0-9]+)*)/i;
const TURNS_ITSELF = /^(?<before>.*?),? except (?:that|for)\b|(?:を除き|を除いて)、?(?<after>.*)$/is;
const LIMITS = /に限り|に限って|のみ(?:に)?適用|\bonly\b/i;
/** How many clauses a question's topic is read from, and what share of the rarest word's idf a word needs to name a case. */
const TOPICS = 2;
const TELLING = 0.5;
/** Words of a question about scope that every scope clause has. */
const ASKS = /^(?:適用|対象|範囲|該当|規程|規定|appl|cover|scope|rule|polic)/;
const TURNS = /この限りで(?:は)?(?:ない|ありません)|^ただし|\bexcept\b|\bhowever\b/i;

/**
 * Finds the sentence of a scope or definition clause that names what is asked about. A list of what is covered is
 * closed: what it does not name is no finding. A limit (「4及び5に限り」) or a proviso (「5(3)については、この限りでない」)
 * is held against the clause that the rest of the question is about.
 */
export function findScope(question: string, retrieval: Retrieval, tree: ClauseTree): ScopeFinding | null {
  const total = retrieval.terms.reduce((sum, term) => sum + term.idf, 0) || 1;
  // 「Xの関係以外にも」 asks about what the clause does not name.
  if (LACKS.test(question)) return null;
  let best: (ScopeFinding & { readonly weight: number }) | null = null;
  for (const { clause, matches } of retrieval.ranked) {
    if (!speaksOfScope(clause, tree)) continue;
    const language = tree.document(clause)?.language ?? 'ja';
    const norms = readNorms(clause.text, language);
    for (const [i, norm] of norms.entries()) {
      if (norm.role === 'exception' && i > 0) continue;
      const sentence = clause.text.slice(norm.start, norm.end);
      if (clause.kind === 'definition' && !/含む|含み|include|whether or not/i.test(sentence)) continue;
      const next = norms[i + 1];
      const proviso = next !== undefined && TURNS.test(clause.text.slice(next.start, next.end)) ? next : null;
      const end = proviso?.end ?? norm.end;
      const words = normaliseText(clause.text.slice(norm.start, end));
      const named = matches.filter((match) => !ASKS.test(match.term.surface) && mentions(words, match));
      const weight = named.reduce((sum, match) => sum + match.term.idf, 0);
      if (
        !named.some((match) => isWholeName(match, named, retrieval.terms, question)) ||
        (best !== null && weight <= best.weight)
      )
        continue;
      const sentences = { clause, norm, proviso, named };
      const covered = isCovered(sentences, question, retrieval, tree);
      best = {
        verdict: covered === null ? 'needs_person' : covered ? 'applies' : 'does_not_apply',
        clause,
        start: norm.start,
        end,
        support: weight / total,
        weight,
      };
    }
  }
  return best;
}

/**
 * Whether a sentence of scope, read with its proviso, covers what is asked about: outright, for the clauses it is limited
 * to (「第3条に限り」), or for all but those it excepts. Null where that turns on what the question leaves open.
 */
function isCovered(
  { clause, norm, proviso, named }: ScopeSentence,
  question: string,
  retrieval: Retrieval,
  tree: ClauseTree,
): boolean | null {
  const sentence = clause.text.slice(norm.start, norm.end);
  const refers = hasReference(clause, norm.start, norm.end);
  const turn = refers ? TURNS_ITSELF.exec(sentence) : null;
  const main = turn?.groups?.before ?? turn?.groups?.after ?? sentence;
  const excluded = EXCLUDES.test(main);
  if (!excluded && ELSEWHERE.test(sentence)) return null;
  const limited = refers && LIMITS.test(sentence);
  if (!limited && turn === null && (!excluded || proviso === null)) return !excluded;
  const words = clause.text.slice(norm.start, proviso?.end ?? norm.end);
  const topics = topicClauses(question, retrieval, tree, clause, normaliseText(words));
  if (limited || turn !== null) {
    const reached = refersTo(clause, norm, topics, tree);
    return limited || reached === null ? reached : reached === excluded;
  }
  if (proviso === null) return false;
  if (!hasReference(clause, proviso.start, proviso.end))
    return speaksBeyond(sentence, named, retrieval) ? null : false;
  // Asked about nothing but whom the sentence names, the proviso only qualifies; it is quoted with it.
  const asksOnlyWho =
    topics?.length === 0 && named.every((match) => mentions(normaliseText(sentence), match));
  return asksOnlyWho ? false : refersTo(clause, proviso, topics, tree);
}

function speaksOfScope(clause: Clause, tree: ClauseTree): boolean {
  if (clause.kind === 'scope' || clause.kind === 'definition') return true;
  const language = tree.document(clause)?.language ?? 'ja';
  // 「対象とする脅威」 over a list of threats has the word and rules on nothing; the sentence must say it.
  if (readNorms(clause.text, language).some(({ force }) => force === 'scope')) return true;
  return [...tree.lineage(clause)].some((above) => above.kind === 'scope');
}

/**
 * What the question is about apart from the person it names: the clause it names by number, else the best clauses that
 * are no scope clauses and have a word of it that the scope sentence lacks.
 */
function topicClauses(
  question: string,
  retrieval: Retrieval,
  tree: ClauseTree,
  scope: Clause,
  sentence: string,
): readonly Clause[] | null {
  const number = NUMBERED.exec(question);
  if (number !== null) {
    const digits = number[1] ?? number[2] ?? '';
    const labels = [digits, `第${digits}条`, `第${digits}章`, `第${digits}節`];
    const named = tree.document(scope)?.clauses.find(({ label }) => labels.includes(label));
    return named === undefined ? null : [named];
  }
  return retrieval.ranked
    .filter(
      ({ clause, matches }) =>
        clause.documentId === scope.documentId &&
        !speaksOfScope(clause, tree) &&
        clause.modality !== 'none' &&
        matches.some((match) => !ASKS.test(match.term.surface) && !mentions(sentence, match)),
    )
    .slice(0, TOPICS)
    .map(({ clause }) => clause);
}

function hasReference(clause: Clause, from: number, to: number): boolean {
  return clause.references.some(
    (reference) => reference.kind === 'internal' && reference.start >= from && reference.end <= to,
  );
}

/** Whether what the question is about stands below a clause that the span refers to; null where its clauses disagree. */
function refersTo(
  clause: Clause,
  { start, end }: Span,
  topics: readonly Clause[] | null,
  tree: ClauseTree,
): boolean | null {
  const targets = clause.references
    .filter((reference) => reference.kind === 'internal' && reference.start >= start && reference.end <= end)
    .flatMap((reference) => reference.targets);
  const reached = (topics ?? []).map((topic) =>
    [...tree.lineage(topic)].some((above) => targets.includes(above.label)),
  );
  const [first = null] = reached;
  return reached.every((one) => one === first) ? first : null;
}

/** Whether the question names a case beside the one that the sentence speaks of, which a proviso may be about. */
function speaksBeyond(sentence: string, named: readonly TermMatch[], { terms }: Retrieval): boolean {
  const rarest = Math.max(0, ...terms.map((term) => term.idf));
  const words = normaliseText(sentence);
  return terms.some(
    (term) =>
      term.idf >= TELLING * rarest &&
      !ASKS.test(term.surface) &&
      !(term.act && /[ぁ-ん]$/.test(term.surface)) &&
      !named.some((match) => match.term === term && mentions(words, match)),
  );
}
