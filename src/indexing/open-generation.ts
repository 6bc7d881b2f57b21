import { explain, KiteiError } from '../errors.ts';
import type { GenerationStore } from '../storage/generation-store.ts';
import type { WriterLock } from '../storage/writer-lock.ts';
import { buildGeneration } from './build-generation.ts';
import { DEFAULT_WAIT_MS, type IndexingOptions, KITEI_ITSELF, storeOf } from './indexing-options.ts';
import { withKeptVectors } from './kept-vectors.ts';
import { publishGeneration, receiptOf } from './publish-generation.ts';
import { readKnowledge } from './read-knowledge.ts';
import { type OpenGeneration, openContent, openServed } from './served-content.ts';
import {
  isUpToDate,
  readServing,
  type Serving,
  type ServingContent,
  whyWithdrawn,
} from './serving-generation.ts';
import { sourcesUnchanged, stampSources } from './source-stamps.ts';

/** Where the knowledge is, where generations are kept, and how to work on them. */
export interface OpenGenerationOptions extends IndexingOptions {
  /** Told what goes wrong while questions are asked, in words for the admin. */
  readonly warn?: ((message: string) => void) | undefined;
}

/**
 * Opens the generation for a knowledge folder: the one on the disk where the source files are unchanged, otherwise a new
 * one, built from it and published. (Of generations that several servers share, the one that serves is opened although
 * this server's files differ: a server that starts does not publish over the heads of the others;
 * the same where publishing takes a review.)
 * What does not stop the answering is a warning: a damaged generation, a disk that
 * cannot be written (the new generation then serves from memory), a folder that cannot be indexed as it is now (the
 * generation before then serves), an embedding model that cannot be used (the new generation then holds no vectors). A
 * generation that lacks nothing but vectors is opened as it is: making them all takes long, see `completeVectors`.
 *
 * @throws KiteiError `knowledge.missing`, `knowledge.invalid` or `policy.empty` where there is no earlier generation to
 * fall back on; the signal's reason when aborted.
 */
export async function openGeneration(options: OpenGenerationOptions): Promise<OpenGeneration> {
  const store = storeOf(options);
  const serving = await readServing(store);
  const ready = await openIfUpToDate(serving, options);
  if (ready !== null) return ready;
  try {
    return await renew(store, serving, options);
  } catch (cause) {
    if (options.signal?.aborted || serving.current === null) throw cause;
    const warning = `The knowledge folder as it is now cannot be indexed, so the generation before it serves. ${explain(cause)}`;
    return openServed(serving.current, [...serving.warnings, warning], options);
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

    const { knowledgeDir, embedder, onProgress, signal, by = KITEI_ITSELF } = options;
    onProgress?.({ stage: 'reading', done: 0, total: 1 });
    const knowledge = await readKnowledge(knowledgeDir, latest.current?.content ?? null);
    const previous = latest.current;
    const warnings = [...latest.warnings];
    // Documents as they are now without vectors are worth more than documents that have been replaced with them.
    const onWithoutVectors = (failure: unknown) =>
      warnings.push(`The new index holds no vectors, and questions go by words alone. ${explain(failure)}`);
    const vectorFolder = lock === null ? null : store.folder;
    const built = await withKeptVectors(vectorFolder, embedder, (embedding) =>
      buildGeneration(knowledge, {
        knowledgeDir,
        previous,
        embedding,
        onWithoutVectors,
        onProgress,
        signal,
      }),
    );
    let isPublished = true;
    try {
      if (obstacle !== null) throw obstacle;
      const { damaged } = latest;
      const receipt = { ...(await receiptOf(built, previous)), by };
      const publication = await publishGeneration(store, built, { ...options, receipt, damaged });
      warnings.push(...publication.warnings);
    } catch (cause) {
      if (!isStorageFailure(cause)) throw cause;
      isPublished = false;
      warnings.push(
        `The new index serves from memory only and will be built again next time. ${explain(cause)}`,
      );
    }
    return isPublished
      ? await openServed(built, warnings, options)
      : openContent(built, warnings, options, false);
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

const SHARED_DIFFERS =
  'The knowledge folder of this server is not what the servers publish together, which serves. `kitei reindex` publishes this one.';
const AWAITS_REVIEW =
  'The knowledge folder has changed since it was published, and what was published serves. `kitei diff` shows what differs, `kitei publish` publishes it.';

/** Why the generation that serves is not replaced although the folder has changed; null where it is. */
async function whyUnpublished(
  { content }: ServingContent,
  { store, publishing, knowledgeDir }: OpenGenerationOptions,
): Promise<string | null> {
  if (store === undefined && publishing !== 'review') return null;
  if (await sourcesUnchanged(knowledgeDir, content.provenance.sources)) return null;
  return publishing === 'review' ? AWAITS_REVIEW : SHARED_DIFFERS;
}

async function openIfUpToDate(
  { current, warnings, withdrawn }: Serving,
  options: OpenGenerationOptions,
): Promise<OpenGeneration | null> {
  if (current === null) return null;
  const { knowledgeDir } = options;
  const isFresh = await isUpToDate(current, knowledgeDir);
  const reason =
    (isFresh || withdrawn.length === 0
      ? null
      : whyWithdrawn({ withdrawn }, await stampSources(knowledgeDir))) ??
    (isFresh ? null : await whyUnpublished(current, options));
  if (!isFresh && reason === null) return null;
  try {
    return await openServed(current, reason === null ? warnings : [...warnings, reason], options);
  } catch (error) {
    if (error instanceof KiteiError && error.code === 'index.corrupt') return null;
    throw error;
  }
}

function isStorageFailure(error: unknown): error is KiteiError {
  const codes = ['index.busy', 'index.unwritable', 'index.corrupt'];
  return error instanceof KiteiError && codes.includes(error.code);
}
