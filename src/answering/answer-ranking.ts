import type { Clause } from '../domain/policy.ts';
import type { Intent } from '../domain/question-record.ts';
import type { RankedClause, Retrieval } from '../domain/retrieval.ts';
import { STATES_NO_RULE } from './ruling.ts';

/** What a clause that has none of the question's words keeps of its score; found on development sets. */
const FLOOR = 0.6;
/** What a clause that rules on nothing keeps of its score where a ruling is asked for; found on the same sets. */
const SILENT = 0.85;
/** Intents that ask what may, must or should be done. */
const ASKS_FOR_A_RULE: ReadonlySet<Intent> = new Set([
  'permission',
  'duty',
  'approver',
  'incident',
  'sanction',
]);

/**
 * Ranks again with an eye to breadth: a clause that speaks of every part of a question (「USBを」「家に」「持ち帰る」)
 * goes before one that says one part of it at length; and to what is asked: a definition or a purpose says nothing of
 * what may be done. Scores stay comparable within the question.
 */
export function rankForAnswer(retrieval: Retrieval, intent: Intent): Retrieval {
  const asksForRule = ASKS_FOR_A_RULE.has(intent);
  const rerank = (ranked: readonly RankedClause[]): readonly RankedClause[] =>
    ranked
      .map((found) => {
        const silent = asksForRule && isSilent(found.clause) ? SILENT : 1;
        return { ...found, score: found.score * (FLOOR + found.coverage) * silent };
      })
      .sort((one, other) => other.score - one.score);
  return { ...retrieval, ranked: rerank(retrieval.ranked), byEvidence: rerank(retrieval.byEvidence) };
}

function isSilent({ kind, modality }: Clause): boolean {
  return modality === 'none' || STATES_NO_RULE.has(kind);
}
