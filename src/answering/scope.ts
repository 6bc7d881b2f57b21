import type { Clause } from '../domain/policy.ts';
import type { Retrieval } from '../domain/retrieval.ts';
import { readNorms } from '../policy/norms.ts';
import { normaliseText } from '../retrieval/text.ts';
import type { ClauseTree } from './clause-tree.ts';
import { isWholeName } from './matter.ts';
import { mentions } from './mentions.ts';

/** Whether the policy covers somebody or something, and the sentence that says so. */
export interface ScopeFinding {
  readonly verdict: 'applies' | 'does_not_apply';
  readonly clause: Clause;
  readonly start: number;
  readonly end: number;
  /** idf-weighted share of the question's words that the sentence has (0–1). */
  readonly support: number;
}

const EXCLUDES =
  /適用(?:し|され)(?:ない|ません)|適用せず|対象と(?:は)?(?:し(?:ない|ません)|せず)|含め(?:ない|ず|ません)|対象外|含まない|除く(?:ものとする)?。?$|do(?:es)? not (?:apply|cover|extend)|not covered|out of scope|excluded|except for|is exempt|are exempt/i;
const LIMITS = /に限り|に限って|のみ(?:に)?適用|\bonly\b/i;
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
  if (/以外|other than|apart from/i.test(question)) return null;
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
      const reaches = (from: number, to: number) =>
        refersTo(clause, from, to, topicClause(retrieval, tree, clause), tree);
      const limited = LIMITS.test(sentence) && hasReference(clause, norm.start, norm.end);
      const turnsItself =
        /except that|except for|を除き|を除いて/i.test(sentence) &&
        hasReference(clause, norm.start, norm.end);
      const excluded = EXCLUDES.test(sentence);
      const covered =
        limited || (excluded && turnsItself)
          ? reaches(norm.start, norm.end)
          : excluded
            ? proviso !== null && reaches(proviso.start, proviso.end)
            : true;
      best = {
        verdict: covered ? 'applies' : 'does_not_apply',
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

function speaksOfScope(clause: Clause, tree: ClauseTree): boolean {
  if (clause.kind === 'scope' || clause.kind === 'definition') return true;
  const language = tree.document(clause)?.language ?? 'ja';
  // 「対象とする脅威」 over a list of threats has the word and rules on nothing; the sentence must say it.
  if (readNorms(clause.text, language).some(({ force }) => force === 'scope')) return true;
  return [...tree.lineage(clause)].some((above) => above.kind === 'scope');
}

/** What the question is about apart from the person it names: the best clause that is no scope clause. */
function topicClause(retrieval: Retrieval, tree: ClauseTree, scope: Clause): Clause | null {
  return (
    retrieval.ranked.find(
      ({ clause }) =>
        clause.documentId === scope.documentId && !speaksOfScope(clause, tree) && clause.modality !== 'none',
    )?.clause ?? null
  );
}

function hasReference(clause: Clause, from: number, to: number): boolean {
  return clause.references.some(
    (reference) => reference.kind === 'internal' && reference.start >= from && reference.end <= to,
  );
}

function refersTo(clause: Clause, from: number, to: number, topic: Clause | null, tree: ClauseTree): boolean {
  if (topic === null) return false;
  const targets = clause.references
    .filter((reference) => reference.kind === 'internal' && reference.start >= from && reference.end <= to)
    .flatMap((reference) => reference.targets);
  return [...tree.lineage(topic)].some((above) => targets.includes(above.label));
}
