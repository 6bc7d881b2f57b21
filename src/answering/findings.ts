import type { Clause, Language } from '../domain/policy.ts';
import type { RankedClause, Retrieval, TermMatch } from '../domain/retrieval.ts';
import { type Norm, readNorms } from '../policy/norms.ts';
import { normaliseText } from '../retrieval/text.ts';
import type { ClauseTree } from './clause-tree.ts';

/** A sentence of a clause, and how much of the question it speaks of. */
export interface WeighedNorm extends Norm {
  readonly clause: Clause;
  /** Sum of the idf of the question's words that the sentence has. */
  readonly weight: number;
}

/** What one retrieved clause says about the question. */
export interface Finding {
  readonly ranked: RankedClause;
  /** The clause that was found. */
  readonly clause: Clause;
  /** The sentence that decides: of the clause itself, or of the clause above whose list it continues. */
  readonly rule: WeighedNorm | null;
  /** An exception to the rule in the same clause or right below it. */
  readonly exception: WeighedNorm | null;
  /** The question speaks of the case that the exception makes. */
  readonly exceptionMet: boolean;
  /** Share (idf-weighted, 0–1) of the question's words that the rule, its exception and its headings have. */
  readonly support: number;
}

/** Reads the norms of each retrieved clause with the question in view, in rank order. */
export function readFindings(retrieval: Retrieval, tree: ClauseTree, limit: number): readonly Finding[] {
  const total = retrieval.terms.reduce((sum, term) => sum + term.idf, 0) || 1;
  return retrieval.ranked.slice(0, limit).map((ranked) => readFinding(ranked, tree, total));
}

function readFinding(ranked: RankedClause, tree: ClauseTree, total: number): Finding {
  const { clause } = ranked;
  const language = tree.document(clause)?.language ?? 'ja';
  const own = weigh(clause, ranked.matches, language);
  const inherited = own.some(rules) ? [] : inheritedNorms(clause, ranked.matches, tree, language);
  const norms = [...inherited, ...own];
  const rule =
    strongest(norms.filter((norm) => norm.role === 'rule' && rules(norm))) ?? inherited[0] ?? own[0] ?? null;
  const below =
    rule?.clause === clause
      ? tree
          .children(clause)
          .flatMap((child) =>
            weigh(child, ranked.matches, language).filter((norm) => norm.role === 'exception'),
          )
      : [];
  const exceptions = [...norms, ...below].filter((norm) => norm.role === 'exception' && norm !== rule);
  const exception = strongest(exceptions);
  const exceptionMet = exception !== null && speaksOf(exception, rule, ranked.matches);
  const heading = normaliseText([clause.title, ...clause.headingPath].join(' '));
  const supported = ranked.matches.filter(
    (match) =>
      mentions(heading, match) ||
      (rule !== null && mentions(sentenceOf(rule), match)) ||
      (exception !== null && mentions(sentenceOf(exception), match)) ||
      mentions(normaliseText(clause.text), match),
  );
  return {
    ranked,
    clause,
    rule,
    exception,
    exceptionMet,
    support: sumOfIdf(supported) / total,
  };
}

function rules(norm: Norm): boolean {
  return norm.force !== 'none' && norm.force !== 'definition';
}

/** A line of a list takes its force from the sentence above that introduces the list. */
function inheritedNorms(
  clause: Clause,
  matches: readonly TermMatch[],
  tree: ClauseTree,
  language: Language,
): readonly WeighedNorm[] {
  for (const above of tree.lineage(clause)) {
    if (above === clause) continue;
    const norms = weigh(above, matches, language);
    const opening = norms.filter((norm) => norm.introducesList && rules(norm)).at(-1);
    if (opening) return [opening];
    if (norms.some((norm) => rules(norm))) return [];
  }
  return [];
}

function weigh(clause: Clause, matches: readonly TermMatch[], language: Language): readonly WeighedNorm[] {
  return readNorms(clause.text, language).map((norm) => {
    const sentence = normaliseText(clause.text.slice(norm.start, norm.end));
    return { ...norm, clause, weight: sumOfIdf(matches.filter((match) => mentions(sentence, match))) };
  });
}

/** The heaviest; of equals the first. */
function strongest(norms: readonly WeighedNorm[]): WeighedNorm | null {
  let best: WeighedNorm | null = null;
  for (const norm of norms) if (best === null || norm.weight > best.weight) best = norm;
  return best;
}

/** The question has a word that the exception has and the rule has not. */
function speaksOf(exception: WeighedNorm, rule: WeighedNorm | null, matches: readonly TermMatch[]): boolean {
  const within = sentenceOf(exception);
  const without = rule === null ? '' : sentenceOf(rule);
  return matches.some((match) => mentions(within, match) && !mentions(without, match));
}

function sentenceOf(norm: WeighedNorm): string {
  return normaliseText(norm.clause.text.slice(norm.start, norm.end));
}

/** Whether a normalised text has the clause's word that a match names, inflected or not. */
export function mentions(text: string, match: TermMatch): boolean {
  return [match.as, match.term.term, match.term.surface].some(
    (word) => word !== '' && text.includes(stem(word)),
  );
}

/** A Japanese word without its inflected kana ending (「持ち帰る」 → 「持ち帰」); other words as they are. */
function stem(word: string): string {
  const cut = word.replace(/[ぁ-ん]$/u, '');
  return /\p{Script=Han}/u.test(cut) ? cut : word;
}

function sumOfIdf(matches: readonly TermMatch[]): number {
  return matches.reduce((sum, match) => sum + match.term.idf, 0);
}
