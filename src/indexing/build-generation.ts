import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import type { IndexedDocument } from '../domain/generation.ts';
import type { PolicyDocument } from '../domain/policy.ts';
import { buildSearchIndex, type SearchIndex } from '../retrieval/search-index.ts';
import type { GenerationStore } from '../storage/generation-store.ts';
import { type SealedGeneration, sealGeneration } from '../storage/manifest.ts';
import { builderFingerprint } from './builder-fingerprint.ts';
import { decodeContent, encodeContent, type GenerationContent } from './generation-content.ts';
import type { ProgressListener } from './progress.ts';
import type { Knowledge } from './read-knowledge.ts';
import { loadIndexOf, type ServingContent } from './serving-generation.ts';

/** A generation in memory, not yet written anywhere. */
export interface BuiltGeneration extends ServingContent {
  readonly sealed: SealedGeneration;
  readonly index: SearchIndex;
}

export interface BuildOptions {
  readonly knowledgeDir: string;
  /** The generation before, whose analysed clauses are taken over where they are unchanged. */
  readonly previous: ServingContent | null;
  readonly onProgress?: ProgressListener | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** The search index holds no vectors. */
const EMBEDDER = 'none';

/** Builds a generation in memory; only clauses that `previous` does not hold are analysed. */
export async function buildGeneration(knowledge: Knowledge, options: BuildOptions): Promise<BuiltGeneration> {
  const { knowledgeDir, previous, onProgress, signal } = options;
  const { documents, problems, vocabulary, contacts, sources } = knowledge;
  const known = previous === null ? null : await reusableIndex(previous);
  const index = await buildSearchIndex(
    documents.flatMap((document) => document.clauses),
    {
      vocabulary,
      ...(known === null ? {} : { previous: known }),
      onProgress(done, total) {
        signal?.throwIfAborted();
        onProgress?.({ stage: 'analysing', done, total });
      },
    },
  );
  signal?.throwIfAborted();
  const content: GenerationContent = {
    documents,
    problems,
    vocabulary,
    contacts,
    provenance: {
      knowledgeDir: resolve(knowledgeDir),
      builder: builderFingerprint(),
      knowledgeSha256: knowledgeSha256(knowledge),
      sources,
    },
    search: index.files(),
  };
  const sealed = sealGeneration({
    builtAt: new Date(),
    embedder: EMBEDDER,
    documents: documents.map(describeDocument),
    files: encodeContent(content),
  });
  return { generation: sealed.generation, content, sealed, index };
}

/** What publishing needs to know besides the generation. */
export interface PublishOptions {
  /** How many generations to keep, the new one included. */
  readonly keep: number;
  /** Ids of damaged generations, which are removed. */
  readonly damaged: ReadonlySet<string>;
  readonly onProgress?: ProgressListener | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** How publishing went. */
export interface Publication {
  readonly seconds: { readonly write: number; readonly check: number };
  readonly warnings: readonly string[];
}

/**
 * Writes a generation beside the old ones, reads it back and loads it as a check, and only then lets it serve.
 * The caller holds the store's lock.
 *
 * @returns seconds spent writing and checking, and what went wrong after the switch.
 * @throws KiteiError `index.unwritable` or `index.corrupt`; the generation that served before then still does.
 */
export async function publishGeneration(
  store: GenerationStore,
  built: BuiltGeneration,
  { keep, damaged, onProgress, signal }: PublishOptions,
): Promise<Publication> {
  const start = performance.now();
  onProgress?.({ stage: 'writing', done: 0, total: 1 });
  const staged = await store.stage(built.sealed);
  const written = performance.now();
  let checked: number;
  try {
    signal?.throwIfAborted();
    onProgress?.({ stage: 'checking', done: 0, total: 1 });
    const { generation, files } = await staged.readBack();
    await loadIndexOf({ generation, content: decodeContent(files) });
    checked = performance.now();
    signal?.throwIfAborted();
    await staged.publish();
  } catch (cause) {
    await staged.discard().catch(() => undefined);
    throw cause;
  }
  const warnings: string[] = [];
  await store.prune(built.generation.id, keep, damaged).catch((error: Error) => {
    warnings.push(`Older index generations could not be removed. ${error.message}`);
  });
  const end = performance.now();
  const seconds = { write: (written - start + end - checked) / 1000, check: (checked - written) / 1000 };
  return { seconds, warnings };
}

/** sha256 (hex) of everything that decides what a generation answers. */
export function knowledgeSha256({ documents, problems, vocabulary, contacts }: Knowledge): string {
  return createHash('sha256')
    .update(JSON.stringify({ documents, problems, vocabulary, contacts }))
    .digest('hex');
}

/** The line of the manifest for a document. */
export function describeDocument(document: PolicyDocument): IndexedDocument {
  const { id, version, title, effectiveDate, source, clauses } = document;
  return { id, version, title, effectiveDate, ...source, clauses: clauses.length };
}

/** The search index of the generation before, or null where its analysis cannot be relied on. */
async function reusableIndex(previous: ServingContent): Promise<SearchIndex | null> {
  if (previous.content.provenance.builder !== builderFingerprint()) return null;
  // An index that cannot be loaded costs time, not the rebuild.
  return loadIndexOf(previous).catch(() => null);
}
