import { setImmediate as turn } from 'node:timers/promises';
import type { Clause } from '../domain/policy.ts';
import { loadMorphology, NO_MORPHOLOGY } from './morphology.ts';
import { hasJapanese } from './text.ts';
import { TokenStore } from './token-store.ts';

/** Clauses analysed before other work of the process has its turn, so that a server that reindexes goes on answering. */
const AT_A_TIME = 20;

/** Called as clauses are analysed. */
export type ProgressListener = (done: number, total: number) => void;

/** Clauses analysed. */
export interface Analysis {
  readonly tokens: TokenStore;
  /** How many were not known before. */
  readonly fresh: number;
}

/**
 * The tokens of clauses, in their order: taken over from the first of the `known` stores that has a clause, and analysed
 * only where none has it. The tokens are the same either way.
 */
export async function analyseClauses(
  clauses: readonly Clause[],
  known: readonly TokenStore[] = [],
  onProgress: ProgressListener = () => {},
): Promise<Analysis> {
  const isFresh = ({ contentHash }: Clause) => !known.some((store) => store.has(contentHash));
  const morphology = clauses.some((clause) => isFresh(clause) && isJapanese(clause))
    ? await loadMorphology()
    : NO_MORPHOLOGY;
  const tokens = new TokenStore();
  let fresh = 0;
  for (const [at, clause] of clauses.entries()) {
    const { contentHash } = clause;
    if (tokens.has(contentHash)) continue;
    const source = known.find((store) => store.has(contentHash));
    if (source !== undefined) {
      tokens.adopt(contentHash, source);
      continue;
    }
    tokens.add(clause, morphology);
    if (++fresh % AT_A_TIME === 0) {
      onProgress(at + 1, clauses.length);
      await turn();
    }
  }
  // Most segments have fewer clauses than that.
  if (fresh > 0) await turn();
  onProgress(clauses.length, clauses.length);
  return { tokens, fresh };
}

function isJapanese({ title, headingPath, text }: Clause): boolean {
  return hasJapanese(title) || hasJapanese(text) || headingPath.some(hasJapanese);
}
