import type { IndexGeneration, KnowledgeProblem } from '../domain/generation.ts';
import type { Contact, Vocabulary } from '../domain/knowledge.ts';
import type { Clause, PolicyDocument } from '../domain/policy.ts';
import type { ClauseIndex } from '../domain/retrieval.ts';
import { explain, KiteiError } from '../errors.ts';
import { GenerationStore } from '../storage/generation-store.ts';
import type { WriterLock } from '../storage/writer-lock.ts';
import { buildGeneration } from './build-generation.ts';
import { generationFolder } from './data-folder.ts';
import { publishGeneration } from './publish-generation.ts';
import { readKnowledge } from './read-knowledge.ts';
import { DEFAULT_KEEP, DEFAULT_WAIT_MS, type IndexingOptions } from './reindex.ts';
import {
  isUpToDate,
  loadGeneration,
  readServing,
  type Serving,
  type ServingContent,
} from './serving-generation.ts';

/** Where the knowledge is, where generations are kept, and how to work on them. */
export type OpenGenerationOptions = IndexingOptions;

/** A generation in memory, ready to answer. Immutable: a question in flight keeps the one it began with. */
export interface OpenGeneration {
  readonly generation: IndexGeneration;
  /** All versions, those not yet in force included; see `inForce`. */
  readonly documents: readonly PolicyDocument[];
  /** The clauses of all documents, in order. */
  readonly clauses: readonly Clause[];
  readonly index: ClauseIndex;
  readonly vocabulary: Vocabulary;
  readonly contacts: readonly Contact[];
  /** What the keeper of the knowledge folder should put right. */
  readonly problems: readonly KnowledgeProblem[];
  /** What went wrong on the way here without stopping it, in words for the admin. */
  readonly warnings: readonly string[];
}

/**
 * Opens the generation for a knowledge folder: the one on the disk where the source files are unchanged, otherwise a new
 * one, built from it and published. What does not stop the answering is a warning: a damaged generation, a disk that
 * cannot be written (the new generation then serves from memory), a folder that cannot be indexed as it is now (the
 * generation before then serves).
 *
 * @throws KiteiError `knowledge.missing`, `knowledge.invalid` or `policy.empty` where there is no earlier generation to
 * fall back on; the signal's reason when aborted.
 */
export async function openGeneration(options: OpenGenerationOptions): Promise<OpenGeneration> {
  const store = new GenerationStore(generationFolder(options.dataDir, options.knowledgeDir));
  const serving = await readServing(store);
  const ready = await openIfUpToDate(serving, options);
  if (ready !== null) return ready;
  try {
    return await renew(store, serving, options);
  } catch (cause) {
    if (options.signal?.aborted || serving.current === null) throw cause;
    const warning = `The knowledge folder as it is now cannot be indexed, so the generation before it serves. ${explain(cause)}`;
    return open(serving.current, [...serving.warnings, warning]);
  }
}

/** Builds from the folder as it is now and publishes, or serves from memory where the disk does not allow that. */
async function renew(
  store: GenerationStore,
  serving: Serving,
  options: OpenGenerationOptions,
): Promise<OpenGeneration> {
  const { lock, obstacle } = await lockOrObstacle(store, options);
  try {
    // While this process waited, another may have built what is needed.
    const latest = lock === null ? serving : await readServing(store);
    const ready = await openIfUpToDate(latest, options);
    if (ready !== null) return ready;

    const { knowledgeDir, onProgress, signal, keep = DEFAULT_KEEP } = options;
    onProgress?.({ stage: 'reading', done: 0, total: 1 });
    const knowledge = await readKnowledge(knowledgeDir, latest.current?.content ?? null);
    const previous = latest.current;
    const built = await buildGeneration(knowledge, { knowledgeDir, previous, onProgress, signal });
    const warnings = [...latest.warnings];
    try {
      if (obstacle !== null) throw obstacle;
      const { damaged } = latest;
      const publication = await publishGeneration(store, built, { keep, damaged, onProgress, signal });
      warnings.push(...publication.warnings);
    } catch (cause) {
      if (!isStorageFailure(cause)) throw cause;
      warnings.push(
        `The new index serves from memory only and will be built again next time. ${explain(cause)}`,
      );
    }
    return open(built, warnings);
  } finally {
    await lock?.release().catch(() => undefined);
  }
}

async function lockOrObstacle(
  store: GenerationStore,
  { waitMs = DEFAULT_WAIT_MS, onProgress, signal }: OpenGenerationOptions,
): Promise<{ readonly lock: WriterLock | null; readonly obstacle: KiteiError | null }> {
  const onWait = (holder: string) => onProgress?.({ stage: 'waiting', done: 0, total: 1, holder });
  try {
    return { lock: await store.lock({ waitMs, onWait, signal }), obstacle: null };
  } catch (cause) {
    if (!isStorageFailure(cause)) throw cause;
    return { lock: null, obstacle: cause };
  }
}

async function openIfUpToDate(
  { current, warnings }: Serving,
  { knowledgeDir }: OpenGenerationOptions,
): Promise<OpenGeneration | null> {
  if (current === null || !(await isUpToDate(current, knowledgeDir))) return null;
  try {
    return open(current, warnings);
  } catch (error) {
    if (error instanceof KiteiError && error.code === 'index.corrupt') return null;
    throw error;
  }
}

function open(serving: ServingContent, warnings: readonly string[]): OpenGeneration {
  const { contacts, problems } = serving.content;
  const { documents, vocabulary, index } = loadGeneration(serving);
  const { clauses } = index;
  return {
    generation: serving.generation,
    documents,
    clauses,
    index,
    vocabulary,
    contacts,
    problems,
    warnings,
  };
}

function isStorageFailure(error: unknown): error is KiteiError {
  const codes = ['index.busy', 'index.unwritable', 'index.corrupt'];
  return error instanceof KiteiError && codes.includes(error.code);
}
