import type { Clause, PolicyDocument } from '../../src/domain/policy.ts';
import { KiteiError } from '../../src/errors.ts';
import { documentsAmong, namedClauses } from '../../src/training/named-clauses.ts';

/**
 * The clause that is meant by an id or a number, in every version where it is a number.
 * @throws KiteiError `config.invalid` where there is none, or several documents have one.
 */
export function clausesMeant(named: string, documents: readonly PolicyDocument[]): readonly Clause[] {
  const found = namedClauses(named, documents);
  const among = documentsAmong(found);
  if (among.length === 1) return found;
  if (among.length === 0) {
    throw new KiteiError(
      'config.invalid',
      `There is no clause ${named}.`,
      '`kitei clauses` shows the numbers.',
    );
  }
  throw new KiteiError(
    'config.invalid',
    `Several documents have a clause ${named}.`,
    `Name one of ${among.map((documentId) => `${documentId}/${named}`).join(', ')}.`,
  );
}
