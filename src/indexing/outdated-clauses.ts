import { basename } from 'node:path';
import type { OutdatedClause, PublishedRevision } from '../domain/revised-clause.ts';
import { type IndexPlace, storeOf } from './indexing-options.ts';

/** Every clause that publications of a knowledge folder changed in substance. */
export interface FolderRevisions {
  /** What tells the folder from others that share the data folder. */
  readonly folder: string;
  readonly clauses: readonly OutdatedClause[];
}

/** Reads what the publications changed that led to the generation serving now. */
export async function readOutdatedClauses(place: IndexPlace): Promise<FolderRevisions> {
  const store = storeOf(place);
  return { folder: basename(store.folder), clauses: outdatedClauses(await store.revisions()) };
}

/** The generations that served up to the one serving now, newest first; none that was rolled back. */
export async function generationsServed(
  place: IndexPlace,
): Promise<{ readonly folder: string; readonly generations: readonly string[] }> {
  const store = storeOf(place);
  const revisions = await store.revisions();
  return { folder: basename(store.folder), generations: revisions.map(({ generation }) => generation) };
}

/**
 * The clauses of all publications. What a publication said of versions not yet in force counts until a later one, before
 * that day, deals with the same document again. Pure.
 *
 * @param revisions newest first.
 */
export function outdatedClauses(revisions: readonly PublishedRevision[]): readonly OutdatedClause[] {
  return revisions.flatMap(({ generation, publishedAt, clauses }, index) =>
    clauses.flatMap((clause): readonly OutdatedClause[] => {
      const { clauseId, effectiveDate } = clause;
      const inForceFrom = effectiveDate === null ? null : startOf(effectiveDate);
      const replaced = revisions
        .slice(0, index)
        .some(
          (later) =>
            inForceFrom !== null &&
            later.publishedAt < inForceFrom &&
            later.documents.some((id) => clauseId.startsWith(`${id}/`)),
        );
      return replaced ? [] : [{ ...clause, generation, publishedAt, inForceFrom }];
    }),
  );
}

/** The first moment of a day by this machine's clock, as an ISO timestamp in UTC. */
function startOf(date: string): string {
  return new Date(`${date}T00:00:00`).toISOString();
}
