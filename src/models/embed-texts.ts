import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { KiteiError } from '../errors.ts';
import { type EmbeddingsLike, unitVector } from './embedder.ts';
import { failedCall } from './model-failure.ts';
import type { VectorMemory } from './vector-memory.ts';

/** How texts are embedded. */
export interface EmbeddingOptions {
  /** Told after each batch how many of the texts that were not known yet are embedded. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Waits so many milliseconds, for tests. */
  readonly wait?: ((milliseconds: number) => Promise<void>) | undefined;
}

/** What came of it. */
export interface EmbeddedTexts {
  /** A unit vector for each text, in their order. */
  readonly vectors: readonly Float32Array[];
  /** How many texts the model was asked for. */
  readonly fresh: number;
}

/** Texts sent at once. */
const BATCH = 64;
/** Shows whether the model behind a name is still the one that made the vectors kept. */
const PROBE = 'The embedding model that Kitei knows. 規程の埋め込みモデル。';
/** Two runs of one model differ by rounding only. */
const SAME_MODEL = 0.99;
/** Seconds between tries where the server is busy; where it does not answer at all, the first two only. */
const WAITS = [0.5, 1, 2, 4, 8, 16];
const WAITS_UNANSWERED = 2;
/** However long a busy server wants to be left alone, it is asked again after this. */
const LONGEST_WAIT_MS = 60_000;
/** A text the model refuses is cut in half as long as it has more than so many characters. */
const LEAST_CUT = 200;

/**
 * Embeds texts, those that `memory` knows not again, in batches that are kept one by one: whatever ends the work early,
 * what was embedded is not embedded again. A busy server is asked again after a while; a batch it refuses is sent in
 * halves, and a text that is too long for the model by its first half.
 *
 * @throws KiteiError `model.unreachable`, or `model.corrupt` for vectors that are none or of another length than before;
 * the signal's reason when aborted.
 */
export async function embedTexts(
  texts: readonly string[],
  embeddings: Pick<EmbeddingsLike, 'embedDocuments'>,
  memory: VectorMemory,
  { onProgress, signal, wait = (ms) => sleep(ms, undefined, { signal }) }: EmbeddingOptions = {},
): Promise<EmbeddedTexts> {
  const keys = texts.map(keyOf);
  const byKey = new Map(keys.map((key, i) => [key, texts[i] as string]));
  const missing = () => [...byKey].filter(([key, text]) => text !== '' && memory.get(key) === undefined);
  const ask = (batch: readonly string[]) =>
    patiently(() => embeddings.embedDocuments([...batch]), wait, signal);
  let unknown = missing();
  if (unknown.length > 0) {
    const probe = unitVector((await ask([PROBE]))[0] ?? []);
    if (memory.probe === null || !isAlike(memory.probe, probe)) {
      await memory.restart(probe);
      unknown = missing();
    }
    for (let from = 0; from < unknown.length; from += BATCH) {
      signal?.throwIfAborted();
      onProgress?.(from, unknown.length);
      const batch = unknown.slice(from, from + BATCH);
      const vectors = await embedBatch(
        batch.map(([, text]) => text),
        ask,
      );
      await memory.keep(batch.map(([key], i) => [key, unitVector(vectors[i] ?? [], probe.length)] as const));
    }
    onProgress?.(unknown.length, unknown.length);
  }
  const nothing = new Float32Array(memory.probe?.length ?? 0);
  return { vectors: keys.map((key) => memory.get(key) ?? nothing), fresh: unknown.length };
}

/** Under what a text's vector is kept: sha256 (hex) of the text. */
function keyOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function isAlike(one: Float32Array, other: Float32Array): boolean {
  if (one.length !== other.length) return false;
  return one.reduce((sum, value, i) => sum + value * (other[i] as number), 0) >= SAME_MODEL;
}

type Ask = (batch: readonly string[]) => Promise<number[][]>;

async function embedBatch(batch: readonly string[], ask: Ask): Promise<number[][]> {
  try {
    const vectors = await ask(batch);
    if (vectors.length !== batch.length) {
      throw new KiteiError(
        'model.corrupt',
        `The embedding model gave ${vectors.length} vectors for ${batch.length} texts.`,
        'Check the embedding model and its server.',
      );
    }
    return vectors;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    if (batch.length > 1) {
      const half = Math.ceil(batch.length / 2);
      return [
        ...(await embedBatch(batch.slice(0, half), ask)),
        ...(await embedBatch(batch.slice(half), ask)),
      ];
    }
    const [text = ''] = batch;
    if (text.length <= LEAST_CUT) throw error;
    return embedBatch([text.slice(0, Math.ceil(text.length / 2))], ask);
  }
}

/** Servers that cannot take so much at once say so in one of these ways. */
function isRefusal(error: unknown): boolean {
  const { status } = failedCall(error);
  return status === 400 || status === 413 || status === 422;
}

async function patiently<T>(
  work: () => Promise<T>,
  wait: (milliseconds: number) => Promise<void>,
  signal?: AbortSignal,
): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    signal?.throwIfAborted();
    try {
      return await work();
    } catch (error) {
      const { status, retryAfterMs } = failedCall(error);
      const seconds = WAITS[attempt];
      const isWorthIt = status === null ? attempt < WAITS_UNANSWERED : status === 429 || status >= 500;
      if (!isWorthIt || seconds === undefined || isFinal(error)) throw error;
      await wait(Math.min(LONGEST_WAIT_MS, retryAfterMs ?? seconds * 1000));
    }
  }
}

/** A package or a folder that is missing does not appear by waiting. */
function isFinal(error: unknown): boolean {
  return error instanceof KiteiError && error.code !== 'model.unreachable';
}
