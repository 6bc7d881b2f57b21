import type { ReindexReceipt } from '../domain/generation.ts';
import { GenerationStore } from '../storage/generation-store.ts';
import { buildGeneration, knowledgeSha256 } from './build-generation.ts';
import { builderFingerprint } from './builder-fingerprint.ts';
import { clauseChanges } from './clause-changes.ts';
import { generationFolder } from './data-folder.ts';
import type { ProgressListener } from './progress.ts';
import { publishGeneration } from './publish-generation.ts';
import { type Knowledge, readKnowledge } from './read-knowledge.ts';
import { readServing, type ServingContent } from './serving-generation.ts';

/** Where the knowledge is, where generations are kept, and how to work on them. */
export interface IndexingOptions {
  readonly knowledgeDir: string;
  readonly dataDir: string;
  /** How many generations to keep on the disk; 3 unless told. */
  readonly keep?: number | undefined;
  /** How long to wait for another process that is building, in milliseconds; two minutes unless told. */
  readonly waitMs?: number | undefined;
  readonly onProgress?: ProgressListener | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface ReindexOptions extends IndexingOptions {
  /** Build, from nothing, even when nothing changed. */
  readonly force?: boolean | undefined;
}

export const DEFAULT_KEEP = 3;
export const DEFAULT_WAIT_MS = 120_000;

/**
 * Reads the knowledge folder and, where anything differs from the current generation, builds and publishes a new one.
 * A failure at any point leaves the generation that served before in its place.
 *
 * @throws KiteiError `knowledge.missing`, `knowledge.invalid`, `policy.empty`, `index.busy` (another process is still
 * building after `waitMs`) or `index.unwritable`; the signal's reason when aborted.
 */
export async function reindex(options: ReindexOptions): Promise<ReindexReceipt> {
  const { knowledgeDir, dataDir, force = false, onProgress, signal } = options;
  const store = new GenerationStore(generationFolder(dataDir, knowledgeDir));
  const lock = await store.lock({
    waitMs: options.waitMs ?? DEFAULT_WAIT_MS,
    onWait: (holder) => onProgress?.({ stage: 'waiting', done: 0, total: 1, holder }),
    signal,
  });
  try {
    const started = performance.now();
    onProgress?.({ stage: 'reading', done: 0, total: 1 });
    const { current, warnings, damaged } = await readServing(store);
    const knowledge = await readKnowledge(knowledgeDir, current?.content ?? null, { anew: force });
    signal?.throwIfAborted();
    const read = performance.now();
    const seconds = { read: (read - started) / 1000, analyse: 0, write: 0, check: 0 };

    if (current !== null && warnings.length === 0 && !force && holds(current, knowledge)) {
      return {
        outcome: 'unchanged',
        generation: current.generation.id,
        previous: current.generation.id,
        documents: current.generation.documents,
        changes: [],
        problems: knowledge.problems,
        warnings,
        seconds,
      };
    }

    const previous = force ? null : current;
    const built = await buildGeneration(knowledge, { knowledgeDir, previous, onProgress, signal });
    const analyse = (performance.now() - read) / 1000;
    const keep = options.keep ?? DEFAULT_KEEP;
    const publication = await publishGeneration(store, built, { keep, damaged, onProgress, signal });
    return {
      outcome: 'built',
      generation: built.generation.id,
      previous: current?.generation.id ?? null,
      documents: built.generation.documents,
      changes: clauseChanges(current?.content.documents ?? [], knowledge.documents),
      problems: knowledge.problems,
      warnings: [...warnings, ...publication.warnings],
      seconds: { ...seconds, analyse, ...publication.seconds },
    };
  } finally {
    await lock.release();
  }
}

/** Whether a generation was built from exactly this knowledge by the code that runs now. */
function holds({ content }: ServingContent, knowledge: Knowledge): boolean {
  const { builder, knowledgeSha256: sha256 } = content.provenance;
  return builder === builderFingerprint() && sha256 === knowledgeSha256(knowledge);
}
