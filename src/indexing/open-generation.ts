import type { IndexGeneration, KnowledgeProblem } from '../domain/generation.ts';
import type { Contact, Vocabulary } from '../domain/knowledge.ts';
import type { Clause, PolicyDocument } from '../domain/policy.ts';
import type { ClauseIndex } from '../domain/retrieval.ts';
import { explain, KiteiError } from '../errors.ts';
import { GenerationStore } from '../storage/generation-store.ts';
import type { Watch } from '../storage/pointer-watch.ts';
import type { WriterLock } from '../storage/writer-lock.ts';
import { buildGeneration } from './build-generation.ts';
import { generationFolder } from './data-folder.ts';
import { DEFAULT_KEEP, DEFAULT_WAIT_MS, type IndexingOptions, KITEI_ITSELF } from './indexing-options.ts';
import { publishGeneration, receiptOf } from './publish-generation.ts';
import { readKnowledge } from './read-knowledge.ts';
import {
  isUpToDate,
  loadGeneration,
  readServing,
  type Serving,
  type ServingContent,
  whyWithdrawn,
} from './serving-generation.ts';
import { stampSources } from './source-stamps.ts';

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
  /** False for one that serves from memory because the disk refused it. */
  readonly isPublished: boolean;
  /** Loads what the first question would otherwise wait for. */
  prepare(): Promise<void>;
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
    return openContent(serving.current, [...serving.warnings, warning]);
  }
}

/**
 * Opens the generation that serves, whatever the knowledge folder holds by now; null where there is none. What was passed
 * over on the way is a warning.
 * @throws KiteiError `index.corrupt`.
 */
export async function openServing({
  dataDir,
  knowledgeDir,
}: Pick<OpenGenerationOptions, 'dataDir' | 'knowledgeDir'>): Promise<OpenGeneration | null> {
  const store = new GenerationStore(generationFolder(dataDir, knowledgeDir));
  const { current, warnings } = await readServing(store);
  return current === null ? null : openContent(current, warnings);
}

/** Calls `onSwitch` within two seconds of another generation beginning to serve, whichever process let it. */
export function watchServing(
  { dataDir, knowledgeDir }: Pick<OpenGenerationOptions, 'dataDir' | 'knowledgeDir'>,
  onSwitch: () => void,
): Watch {
  return new GenerationStore(generationFolder(dataDir, knowledgeDir)).watch(onSwitch);
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

    const { knowledgeDir, onProgress, signal, keep = DEFAULT_KEEP, by = KITEI_ITSELF } = options;
    onProgress?.({ stage: 'reading', done: 0, total: 1 });
    const knowledge = await readKnowledge(knowledgeDir, latest.current?.content ?? null);
    const previous = latest.current;
    const built = await buildGeneration(knowledge, { knowledgeDir, previous, onProgress, signal });
    const warnings = [...latest.warnings];
    let isPublished = true;
    try {
      if (obstacle !== null) throw obstacle;
      const { damaged } = latest;
      const receipt = { ...receiptOf(built, previous), by };
      const publication = await publishGeneration(store, built, {
        receipt,
        keep,
        damaged,
        onProgress,
        signal,
      });
      warnings.push(...publication.warnings);
    } catch (cause) {
      if (!isStorageFailure(cause)) throw cause;
      isPublished = false;
      warnings.push(
        `The new index serves from memory only and will be built again next time. ${explain(cause)}`,
      );
    }
    return { ...openContent(built, warnings), isPublished };
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
  { current, warnings, withdrawn }: Serving,
  { knowledgeDir }: OpenGenerationOptions,
): Promise<OpenGeneration | null> {
  if (current === null) return null;
  const isFresh = await isUpToDate(current, knowledgeDir);
  const rolledBack =
    isFresh || withdrawn.length === 0 ? null : whyWithdrawn({ withdrawn }, await stampSources(knowledgeDir));
  if (!isFresh && rolledBack === null) return null;
  try {
    return openContent(current, rolledBack === null ? warnings : [...warnings, rolledBack]);
  } catch (error) {
    if (error instanceof KiteiError && error.code === 'index.corrupt') return null;
    throw error;
  }
}

/** Brings a generation into memory. */
export function openContent(serving: ServingContent, warnings: readonly string[]): OpenGeneration {
  const { contacts, problems } = serving.content;
  const { documents, vocabulary, index } = loadGeneration(serving);
  const { clauses } = index;
  const prepare = () => index.prepare();
  return {
    generation: serving.generation,
    documents,
    clauses,
    index,
    isPublished: true,
    prepare,
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
