import type { KnowledgeProblem } from '../domain/generation.ts';
import type { SearchTableShelf } from '../domain/search-tables.ts';
import type { GenerationStore } from '../storage/generation-store.ts';
import { type Finding, finding } from './finding.ts';

/** Whether every byte of the generation that serves is what its checksum says; before anything repairs it. */
export async function checkIndex(store: Pick<GenerationStore, 'read'>): Promise<readonly Finding[]> {
  const { serving, refused } = await store.read();
  const damaged = refused.map(({ error }) =>
    // An earlier one serves meanwhile, and the next build replaces it.
    finding('index', serving === null ? 'failed' : 'warning', 'index.damaged', { message: error.message }),
  );
  if (damaged.length > 0) return damaged;
  if (serving === null) return [finding('index', 'warning', 'index.none')];
  const { id, documents } = serving.generation;
  const files = serving.files.size;
  return [finding('index', 'passed', 'index.intact', { id, files, documents: documents.length })];
}

/** Whether the generation that serves can be searched in tables. */
export async function checkTables(
  store: Pick<GenerationStore, 'read'>,
  tables: Pick<SearchTableShelf, 'open' | 'canHoldVectors'>,
  withVectors: boolean,
): Promise<readonly Finding[]> {
  const { serving } = await store.read();
  const found: Finding[] = [];
  if (serving !== null)
    found.push(
      (await tables.open(serving.generation.id)) === null
        ? finding('index', 'warning', 'index.lacks_tables')
        : finding('index', 'passed', 'index.in_tables'),
    );
  if (withVectors && !(await tables.canHoldVectors()))
    found.push(finding('index', 'failed', 'index.lacks_pgvector'));
  return found;
}

/** What the documents themselves are like. */
export function documentFindings(
  documents: number,
  problems: readonly KnowledgeProblem[],
): readonly Finding[] {
  if (problems.length === 0) return [finding('documents', 'passed', 'documents.read', { documents })];
  return problems.map(({ path, message, remedy }) =>
    finding('documents', 'warning', 'documents.problem', { path, message, remedy }),
  );
}
