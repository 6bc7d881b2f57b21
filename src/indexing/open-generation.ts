import type { IndexGeneration, KnowledgeProblem } from '../domain/generation.ts';
import type { Contact, Vocabulary } from '../domain/knowledge.ts';
import type { Clause, PolicyDocument } from '../domain/policy.ts';
import type { ClauseIndex } from '../domain/retrieval.ts';
import { explain, KiteiError } from '../errors.ts';
import type { GenerationStore } from '../storage/generation-store.ts';
import type { Watch } from '../storage/pointer-watch.ts';
import type { WriterLock } from '../storage/writer-lock.ts';
import { buildGeneration, holdsVectorsBy, withVectors } from './build-generation.ts';
import { openInTables } from './index-in-tables.ts';
import {
  DEFAULT_KEEP,
  DEFAULT_WAIT_MS,
  type IndexingOptions,
  type IndexPlace,
  KITEI_ITSELF,
  storeOf,
} from './indexing-options.ts';
import { withKeptVectors } from './kept-vectors.ts';
import { publishGeneration, receiptOf } from './publish-generation.ts';
import { readKnowledge } from './read-knowledge.ts';
import {
  isUpToDate,
  type LoadingOptions,
  loadGeneration,
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

/** Which generation to open, and how it searches. */
export type ServingOptions = IndexPlace & Pick<OpenGenerationOptions, 'embedder' | 'warn'>;

/** A generation in memory, ready to answer. Immutable: a question in flight keeps the one it began with. */
export interface OpenGeneration {
  readonly generation: IndexGeneration;
  /** All versions, those not yet in force included; see `inForce`. */
  readonly documents: readonly PolicyDocument[];
  /** The clauses of all documents, in order; read anew where they are not in memory. */
  readonly clauses: readonly Clause[];
  readonly index: ClauseIndex;
  /** False for one that serves from memory because the disk refused it. */
  readonly isPublished: boolean;
  /** True where an embedder is wanted and the generation holds no vectors by it: questions go by words alone. */
  readonly lacksVectors: boolean;
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

/**
 * Makes the vectors that the serving generation lacks and publishes it with them; it serves as it is until they are
 * complete, and nothing else of it changes. Does nothing where it lacks none, or where newer documents were rolled back.
 * @returns true where vectors were made.
 * @throws KiteiError `model.unreachable`, `model.missing`, `model.corrupt`, `index.busy` or `index.unwritable`.
 */
export async function completeVectors(options: OpenGenerationOptions): Promise<boolean> {
  const { embedder, waitMs = DEFAULT_WAIT_MS, keep = DEFAULT_KEEP, by = KITEI_ITSELF, signal } = options;
  const store = storeOf(options);
  const lock = await store.lock({ waitMs, signal });
  try {
    const { current, damaged, withdrawn } = await readServing(store);
    if (current === null || holdsVectorsBy(embedder, current.generation) || withdrawn.length > 0)
      return false;
    await withKeptVectors(store.folder, embedder, async (embedding) => {
      if (embedding === null) return;
      const built = await withVectors(current, embedding, options);
      const receipt = { ...(await receiptOf(built, current)), by };
      const { onProgress, tables } = options;
      await publishGeneration(store, built, { receipt, keep, damaged, tables, onProgress, signal });
    });
    return true;
  } finally {
    await lock.release();
  }
}

/**
 * Opens the generation that serves, whatever the knowledge folder holds by now; null where there is none. What was passed
 * over on the way is a warning.
 * @throws KiteiError `index.corrupt`.
 */
export async function openServing(options: ServingOptions): Promise<OpenGeneration | null> {
  const store = storeOf(options);
  const { current, warnings } = await readServing(store);
  return current === null ? null : openServed(current, warnings, options);
}

/** Calls `onSwitch` within two seconds of another generation beginning to serve, whichever process let it. */
export function watchServing(place: IndexPlace, onSwitch: () => void): Watch {
  return storeOf(place).watch(onSwitch);
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

    const { knowledgeDir, embedder, onProgress, signal, keep = DEFAULT_KEEP, by = KITEI_ITSELF } = options;
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
      const publication = await publishGeneration(store, built, {
        receipt,
        keep,
        damaged,
        tables: options.tables,
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

/** Opens a generation where the search looks for it: in tables where there are such, else in memory. */
async function openServed(
  serving: ServingContent,
  warnings: readonly string[],
  options: ServingOptions,
): Promise<OpenGeneration> {
  const { tables } = options;
  if (tables === undefined) return openContent(serving, warnings, options);
  const loaded = await openInTables(tables, storeOf(options).folder, serving, options);
  return opened(serving, loaded, warnings, options);
}

/** Brings a generation into memory. */
export function openContent(
  serving: ServingContent,
  warnings: readonly string[],
  options: LoadingOptions = {},
  isPublished = true,
): OpenGeneration {
  return opened(serving, loadGeneration(serving, options), warnings, options, isPublished);
}

/** What is taken from the generation is small: its files are garbage from here on. */
function opened(
  { generation, content: { contacts, problems } }: ServingContent,
  { documents, vocabulary, index }: Loaded,
  warnings: readonly string[],
  { embedder }: LoadingOptions,
  isPublished = true,
): OpenGeneration {
  const prepare = () => index.prepare();
  return {
    generation,
    documents,
    index,
    get clauses() {
      return documents.flatMap((document) => document.clauses);
    },
    isPublished,
    lacksVectors: !holdsVectorsBy(embedder, generation),
    prepare,
    vocabulary,
    contacts,
    problems,
    warnings,
  };
}

/** A generation's documents and search, wherever they are. */
interface Loaded extends Pick<OpenGeneration, 'documents' | 'vocabulary'> {
  readonly index: ClauseIndex & { prepare(): Promise<void> };
}

function isStorageFailure(error: unknown): error is KiteiError {
  const codes = ['index.busy', 'index.unwritable', 'index.corrupt'];
  return error instanceof KiteiError && codes.includes(error.code);
}
