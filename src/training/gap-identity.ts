import { createHash } from 'node:crypto';
import type { AskedQuestion } from './asked-question.ts';

/** Clauses trusted less than this say too little to name a group by. */
const TRUSTED = 0.65;

/**
 * Gives ids to groups as they begin. A group is named by its anchor: the clause its first question was answered from,
 * or, where no clause was, that question's words. Groups with the same anchor are numbered, so questions asked later
 * never change an id.
 */
export class GapIds {
  readonly #used = new Map<string, number>();

  /** The id of a group that begins with a question: 10 hexadecimal digits. */
  next(first: AskedQuestion): string {
    const anchor = anchorOf(first);
    const nth = (this.#used.get(anchor) ?? 0) + 1;
    this.#used.set(anchor, nth);
    return createHash('sha256').update(`${anchor}#${nth}`).digest('hex').slice(0, 10);
  }
}

function anchorOf({ clauses, words, key }: AskedQuestion): string {
  if (clauses.length >= TRUSTED && clauses.dimensions.length > 0) return `clause ${clauses.dimensions[0]}`;
  const nouns = words.filter(({ noun }) => noun);
  const terms = (nouns.length > 0 ? nouns : words).map(({ term }) => term);
  return terms.length > 0 ? `words ${[...new Set(terms)].sort().join(' ')}` : `question ${key}`;
}
