import { inForce } from '../domain/in-force.ts';
import type { Clause, PolicyDocument } from '../domain/policy.ts';

/**
 * The clauses that people mean by an id (`documentId/version/label`), by a number, or by `documentId/number`: of every
 * version of the document where it is no id. Several documents may have the number.
 */
export function namedClauses(named: string, documents: readonly PolicyDocument[]): readonly Clause[] {
  const clauses = documents.flatMap((document) => document.clauses);
  const one = clauses.find(({ id }) => id === named);
  if (one !== undefined) return [one];
  return clauses.filter(({ label, documentId }) => label === named || `${documentId}/${label}` === named);
}

/** Of versions of one clause the one in force on a day, or else the last. */
export function versionInForce(
  versions: readonly Clause[],
  documents: readonly PolicyDocument[],
  asOf: string,
): Clause | undefined {
  const current = new Set(inForce(documents, asOf).flatMap(({ clauses }) => clauses.map(({ id }) => id)));
  return versions.find(({ id }) => current.has(id)) ?? versions.at(-1);
}

/** Ids of the documents that clauses are of. */
export function documentsAmong(clauses: readonly Clause[]): readonly string[] {
  return [...new Set(clauses.map(({ documentId }) => documentId))];
}
