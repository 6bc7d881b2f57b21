import type { BridgedWord } from '../domain/answer.ts';
import type { RankedClause } from '../domain/retrieval.ts';

/** Which words of the question were bridged to which in the clauses shown, nearest first. */
export function bridgedWords(
  ranked: readonly RankedClause[],
  shown: ReadonlySet<string>,
): readonly BridgedWord[] {
  const found = new Map<string, BridgedWord>();
  for (const { clause, bridges = [] } of ranked) {
    if (!shown.has(clause.id)) continue;
    for (const { term, as, similarity } of bridges) {
      const key = JSON.stringify([term.surface, as]);
      const clauseIds = [...(found.get(key)?.clauseIds ?? []), clause.id];
      found.set(key, { word: term.surface, as, similarity, clauseIds });
    }
  }
  return [...found.values()].sort((a, b) => b.similarity - a.similarity);
}
