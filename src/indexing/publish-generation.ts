import type { PublicationReceipt } from '../domain/generation.ts';
import { revisedClauses } from '../revision/revised-clauses.ts';
import type { GenerationStore } from '../storage/generation-store.ts';
import type { BuiltGeneration } from './build-generation.ts';
import { clauseChanges } from './clause-changes.ts';
import { checkFiles } from './generation-content.ts';
import { writeTables } from './index-in-tables.ts';
import { DEFAULT_KEEP, type IndexingOptions } from './indexing-options.ts';
import type { ServingContent } from './serving-generation.ts';
import type { SourceDocument } from './source-document.ts';

/** What publishing needs to know besides the generation. */
export interface PublishOptions extends Pick<IndexingOptions, 'keep' | 'tables' | 'onProgress' | 'signal'> {
  readonly receipt: PublicationReceipt;
  /** Ids of damaged generations, which are removed. */
  readonly damaged: ReadonlySet<string>;
}

/** How publishing went. */
export interface Publication {
  readonly seconds: { readonly write: number; readonly check: number };
  readonly warnings: readonly string[];
}

/**
 * Writes a generation beside the old ones, reads back and decodes what is new in it as a check, and only then lets it
 * serve. The caller holds the store's lock.
 *
 * @returns seconds spent writing and checking, and what went wrong after the switch.
 * @throws KiteiError `index.unwritable` or `index.corrupt`; the generation that served before then still does.
 */
export async function publishGeneration(
  store: GenerationStore,
  built: BuiltGeneration,
  { receipt, damaged, keep = DEFAULT_KEEP, tables, onProgress, signal }: PublishOptions,
): Promise<Publication> {
  const start = performance.now();
  onProgress?.({ stage: 'writing', done: 0, total: 1 });
  const staged = await store.stage(built.sealed);
  const written = performance.now();
  let checked: number;
  try {
    signal?.throwIfAborted();
    onProgress?.({ stage: 'checking', done: 0, total: 1 });
    checkFiles((await staged.readBack()).files);
    if (tables !== undefined) await writeTables(tables, built);
    checked = performance.now();
    signal?.throwIfAborted();
    await staged.publish(receipt);
  } catch (cause) {
    await staged.discard().catch(() => undefined);
    throw cause;
  }
  const warnings: string[] = [];
  await removeOlder().catch((error: Error) => {
    warnings.push(`Older index generations could not be removed. ${error.message}`);
  });
  const end = performance.now();
  const seconds = { write: (written - start + end - checked) / 1000, check: (checked - written) / 1000 };
  return { seconds, warnings };

  async function removeOlder(): Promise<void> {
    await store.prune(built.generation.id, keep, damaged);
    await tables?.keepOnly(new Set(await store.ids()));
  }
}

/** The receipt of a generation about to be published, as far as the generations tell it; nobody checked anything yet. */
export async function receiptOf(
  { generation, content }: ServingContent,
  previous: ServingContent | null,
): Promise<Omit<PublicationReceipt, 'by'>> {
  const { documents, problems } = content;
  const before = previous?.content.documents ?? [];
  const now = new Date();
  return {
    generation: generation.id,
    previous: previous?.generation.id ?? null,
    publishedAt: now.toISOString(),
    documents: generation.documents,
    clauses: documents.reduce((sum, { clauseCount }) => sum + clauseCount, 0),
    changes: clauseChanges(before, documents),
    problems,
    checks: [],
    revision: await revisionOf(before, documents, now),
  };
}

/** Which clauses change in substance; only documents of which a version differs are read. */
async function revisionOf(
  before: readonly SourceDocument[],
  after: readonly SourceDocument[],
  now: Date,
): Promise<NonNullable<PublicationReceipt['revision']>> {
  const old = new Set(before.map(({ fingerprint }) => fingerprint));
  const current = new Set(after.map(({ fingerprint }) => fingerprint));
  const differing = new Set([
    ...before.filter(({ fingerprint }) => !current.has(fingerprint)).map(({ id }) => id),
    ...after.filter(({ fingerprint }) => !old.has(fingerprint)).map(({ id }) => id),
  ]);
  const opened = (documents: readonly SourceDocument[]) =>
    documents.filter(({ id }) => differing.has(id)).map((document) => document.open());
  // Where nothing served before, nobody was told anything.
  const clauses = before.length === 0 ? [] : await revisedClauses(opened(before), opened(after), now);
  return { documents: [...differing], clauses };
}
