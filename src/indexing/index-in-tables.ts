import type { PolicyDocument } from '../domain/policy.ts';
import type { SearchTableContent, SearchTableShelf } from '../domain/search-tables.ts';
import { encodeTables } from '../retrieval/index-tables.ts';
import { TableIndex } from '../retrieval/table-index.ts';
import { TextFile } from '../storage/text-file.ts';
import { DocumentsOnDisk } from './documents-on-disk.ts';
import { mergeVocabularies } from './knowledge-files.ts';
import { mergeSegmentVectors } from './segment-vectors.ts';
import { type LoadingOptions, loadGeneration, type ServingContent } from './serving-generation.ts';

/** Writes the tables of a generation unless they are there, which takes the whole index into memory. */
export async function writeTables(shelf: SearchTableShelf, serving: ServingContent): Promise<void> {
  if ((await shelf.open(serving.generation.id)) !== null) return;
  await shelf.write(serving.generation.id, await tablesOf(serving));
}

async function tablesOf(serving: ServingContent): Promise<SearchTableContent> {
  const { generation, content } = serving;
  const { index } = loadGeneration(serving);
  const { clauses } = index;
  const vectors =
    generation.dimensions === undefined ? null : mergeSegmentVectors(content.vectors, clauses, generation);
  return encodeTables(clauses, index.tokens, await index.invert(), vectors);
}

/** Opens a generation that is searched by its tables, its clauses on the disk; tables that are missing are written. */
export async function openInTables(
  shelf: SearchTableShelf,
  folder: string,
  serving: ServingContent,
  { embedder, warn }: LoadingOptions,
) {
  const { generation, content } = serving;
  await writeTables(shelf, serving);
  const tables = await shelf.open(generation.id);
  if (tables === null)
    throw new TypeError(`The tables of ${generation.id} were removed while it was opened.`);
  const onDisk = new DocumentsOnDisk(new TextFile(folder));
  const byKey = new Map<string, PolicyDocument>();
  // A segment at a time: what was read of it is garbage before the next is.
  for (const segment of content.segments.values()) {
    for (const document of segment.decode().documents) byKey.set(keyOf(document), onDisk.put(document));
    // A server that opens a new index goes on answering.
    await new Promise((resolve) => setImmediate(resolve));
  }
  const documents = content.documents.map((document) => byKey.get(keyOf(document)) as PolicyDocument);
  const vocabulary = mergeVocabularies(content.vocabularies.shared, content.vocabularies.own);
  const index = await TableIndex.open({
    tables,
    documents,
    clauseCounts: content.documents.map(({ clauseCount }) => clauseCount),
    supplements: content.supplements,
    vocabulary,
    embedder: embedder?.id === generation.embedder ? embedder : null,
    warn,
  });
  return { documents, vocabulary, index };
}

function keyOf({ id, version }: Pick<PolicyDocument, 'id' | 'version'>): string {
  return `${id}\n${version}`;
}
