import type { ApprovedAnswer, ClausePin } from '../domain/approved-answer.ts';
import type { Clause } from '../domain/policy.ts';

/** Whether an approved answer still rests on what it was approved on. */
export type PinCheck =
  | { readonly holds: true }
  /** The pins whose clause has changed or gone. */
  | { readonly holds: false; readonly broken: readonly ClausePin[] };

/**
 * An answer stands as long as every clause it is pinned to is in force in the same words and at the same place: the
 * document holds a clause of that content hash. A new version of the document that leaves the clause as it was gives it
 * another id and breaks nothing.
 *
 * @param clauses the clauses in force.
 */
export function stillPinned({ pins }: Pick<ApprovedAnswer, 'pins'>, clauses: readonly Clause[]): PinCheck {
  const inForce = new Set(clauses.map(({ documentId, contentHash }) => `${documentId} ${contentHash}`));
  const broken = pins.filter(({ clauseId, contentHash }) => {
    const [documentId] = clauseId.split('/');
    return !inForce.has(`${documentId} ${contentHash}`);
  });
  return broken.length === 0 ? { holds: true } : { holds: false, broken };
}
