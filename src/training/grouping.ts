import type { AskedQuestion } from './asked-question.ts';
import { SparseCentroids } from './sparse-centroids.ts';
import { TermWeights } from './term-weights.ts';

/**
 * How near a question is to a group: `1 − (1 − W·words)(1 − C·clauses)`, words and clauses being cosines to the
 * group's centroid (noisy-or: either may carry it alone, both together carry further).
 */
const WORDS = 0.9;
const CLAUSES = 0.7;
/** From here on a question belongs to a group, and two groups are one. */
const NEAR = 0.5;
const SAME = 0.62;

/** Questions about the same thing. */
export interface QuestionGroup {
  /** In the order of first asking, those of groups joined later at the end. */
  readonly questions: readonly AskedQuestion[];
}

/** All groups, in the order of their first questions. */
export interface Grouping {
  readonly groups: readonly QuestionGroup[];
  /** How rare a word is among the questions; the rarer the higher. */
  readonly rarity: (term: string) => number;
}

/**
 * Groups questions by a single pass in the order of asking: each joins the nearest group or begins one, and words are
 * weighted by how rare they have been so far (single-pass clustering with incremental idf, as in topic detection and
 * tracking: Allan, Papka and Lavrenko 1998; Yang, Pierce and Carbonell 1998). Compared with agglomerative clustering it
 * gives up some quality for a promise that matters more here: what is asked later never moves an earlier question to
 * another group. Groups that turn out to be about the same thing are then joined, the later to the earlier. Questions
 * meet only groups that share a word or a clause with them.
 *
 * Deterministic; a log with records appended gives the same groups with more questions, or groups joined.
 */
export function groupQuestions(questions: readonly AskedQuestion[]): Grouping {
  const weights = new TermWeights();
  const words = new SparseCentroids();
  const clauses = new SparseCentroids();
  const groups: AskedQuestion[][] = [];
  for (const question of questions) {
    const vector = weights.next(question.words);
    const trust = Math.hypot(...question.clauses.values());
    const nearest = best(words.cosines(vector), clauses.cosines(question.clauses), trust, NEAR);
    const group = nearest ?? groups.push([]) - 1;
    (groups[group] as AskedQuestion[]).push(question);
    words.add(group, vector);
    clauses.add(group, question.clauses);
  }
  return { groups: join(groups, words, clauses), rarity: (term) => weights.rarity(term) };
}

/** Joins groups whose centroids are near, each to the earliest one that is near enough. */
function join(groups: AskedQuestion[][], words: SparseCentroids, clauses: SparseCentroids): QuestionGroup[] {
  const joined: AskedQuestion[][] = [];
  const earlierWords = new SparseCentroids();
  const earlierClauses = new SparseCentroids();
  groups.forEach((questions, group) => {
    const wordVector = words.centroid(group);
    const clauseVector = clauses.centroid(group);
    const trust = Math.hypot(...clauseVector.values());
    const unit = new Map([...wordVector]);
    const norm = Math.hypot(...unit.values());
    if (norm > 0) for (const [term, weight] of unit) unit.set(term, weight / norm);
    const nearest = best(earlierWords.cosines(unit), earlierClauses.cosines(clauseVector), trust, SAME);
    const at = nearest ?? joined.push([]) - 1;
    (joined[at] as AskedQuestion[]).push(...questions);
    earlierWords.add(at, wordVector, questions.length);
    earlierClauses.add(at, clauseVector, questions.length);
  });
  return joined.map((questions) => ({ questions }));
}

/** The nearest group at or above a likeness; the earliest of equals. */
function best(
  words: ReadonlyMap<number, number>,
  clauses: ReadonlyMap<number, number>,
  trust: number,
  least: number,
): number | null {
  let nearest: number | null = null;
  let highest = least;
  const consider = (group: number) => {
    const near =
      1 -
      (1 - WORDS * (words.get(group) ?? 0)) * (1 - CLAUSES * Math.min(1, trust) * (clauses.get(group) ?? 0));
    if (near > highest || (near === highest && (nearest === null || group < nearest))) {
      highest = near;
      nearest = group;
    }
  };
  for (const group of words.keys()) consider(group);
  for (const group of clauses.keys()) if (!words.has(group)) consider(group);
  return nearest;
}
