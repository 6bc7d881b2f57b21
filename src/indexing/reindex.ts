import type { ClauseChanges, PublicationCheck, ReindexReceipt } from '../domain/generation.ts';
import { KiteiError } from '../errors.ts';
import { buildGeneration, holdsVectorsBy, knowledgeSha256, withVectors } from './build-generation.ts';
import { builderFingerprint } from './builder-fingerprint.ts';
import { DEFAULT_WAIT_MS, type IndexingOptions, KITEI_ITSELF, storeOf } from './indexing-options.ts';
import { withKeptVectors } from './kept-vectors.ts';
import { publishGeneration, receiptOf } from './publish-generation.ts';
import { type Knowledge, readKnowledge } from './read-knowledge.ts';
import { type OpenGeneration, openContent } from './served-content.ts';
import { readServing, type ServingContent, whyWithdrawn } from './serving-generation.ts';
import { sourcesSha256 } from './source-stamps.ts';

/** A generation that was built and does not serve yet, beside the one that does. */
export interface Draft {
  readonly before: OpenGeneration | null;
  readonly after: OpenGeneration;
  readonly changes: readonly ClauseChanges[];
}

export interface ReindexOptions extends IndexingOptions {
  /** The folder that is read in the place of `knowledgeDir`, and holds what that will hold; itself unless told. */
  readonly readFrom?: string | undefined;
  /** Build, from nothing, even when nothing changed. */
  readonly force?: boolean | undefined;
  /** Looks at what was built before it serves; a check that failed, or an error, keeps it from serving. */
  readonly review?: ((draft: Draft) => Promise<readonly PublicationCheck[]>) | undefined;
}

/**
 * Reads the knowledge folder and, where anything differs from the current generation, builds and publishes a new one.
 * A failure at any point leaves the generation that served before in its place; so does an embedding model that cannot
 * be used. Where nothing but the embedder differs, only vectors are made.
 *
 * @throws KiteiError `knowledge.missing`, `knowledge.invalid`, `policy.empty`, `index.busy` (another process is still
 * building after `waitMs`), `index.unwritable`, `model.unreachable`, `model.missing`, `model.corrupt` or
 * `publication.refused`; the signal's reason when aborted.
 */
export async function reindex(options: ReindexOptions): Promise<ReindexReceipt> {
  const { knowledgeDir, embedder, force = false, by = KITEI_ITSELF, onProgress, signal } = options;
  const store = storeOf(options);
  const lock = await store.lock({
    waitMs: options.waitMs ?? DEFAULT_WAIT_MS,
    onWait: (holder) => onProgress?.({ stage: 'waiting', done: 0, total: 1, holder }),
    signal,
  });
  try {
    const started = performance.now();
    onProgress?.({ stage: 'reading', done: 0, total: 1 });
    const serving = await readServing(store);
    const { current, warnings, damaged } = serving;
    const knowledge = await readKnowledge(options.readFrom ?? knowledgeDir, current?.content ?? null, {
      anew: force,
    });
    signal?.throwIfAborted();
    const read = performance.now();
    const seconds = { read: (read - started) / 1000, analyse: 0, write: 0, check: 0 };

    const rolledBack = whyWithdrawn(serving, knowledge.sources);
    const isKnown =
      rolledBack !== null || (warnings.length === 0 && current !== null && holds(current, knowledge));
    if (rolledBack === null && current !== null) requireLeave(current, knowledge, options);
    // What was rolled back comes again with the next generation, so none is made of documents that stand in for it.
    const lacksVectors =
      current !== null && rolledBack === null && !holdsVectorsBy(embedder, current.generation);
    if (current !== null && !force && isKnown && !lacksVectors) {
      return {
        outcome: 'unchanged',
        generation: current.generation.id,
        previous: current.generation.id,
        documents: current.generation.documents,
        changes: [],
        problems: knowledge.problems,
        warnings: rolledBack === null ? warnings : [...warnings, rolledBack],
        seconds,
      };
    }

    const previous = force ? null : current;
    const built = await withKeptVectors(store.folder, embedder, (embedding) =>
      previous !== null && isKnown && embedding !== null
        ? withVectors(previous, embedding, { onProgress, signal })
        : buildGeneration(knowledge, { knowledgeDir, previous, embedding, onProgress, signal }),
    );
    const analyse = (performance.now() - read) / 1000;
    const told = await receiptOf(built, current);
    const checks = await reviewed(built, current, told.changes, options);
    const receipt = { ...told, by, checks };
    const publication = await publishGeneration(store, built, { ...options, receipt, damaged });
    return {
      outcome: 'built',
      generation: built.generation.id,
      previous: receipt.previous,
      documents: receipt.documents,
      changes: receipt.changes,
      problems: knowledge.problems,
      warnings: [...warnings, ...publication.warnings],
      seconds: { ...seconds, analyse, ...publication.seconds },
    };
  } finally {
    await lock.release();
  }
}

async function reviewed(
  built: ServingContent,
  current: ServingContent | null,
  changes: readonly ClauseChanges[],
  { review }: ReindexOptions,
): Promise<readonly PublicationCheck[]> {
  if (review === undefined) return [];
  // Without the embedder: vectors change no answer, and a rehearsal asks thousands of questions.
  const before = current === null ? null : openContent(current, []);
  const checks = await review({ before, after: openContent(built, []), changes });
  const failed = checks.filter(({ outcome }) => outcome === 'failed');
  if (failed.length === 0) return checks;
  throw new KiteiError(
    'publication.refused',
    `The new index was not published: ${failed.map(({ name, detail }) => `${name} (${detail})`).join('; ')}.`,
    'Put the documents right, or publish all the same: with the changed answers acknowledged (--acknowledge), and with a reason where golden questions fail (--override). The generation before it serves.',
  );
}

/**
 * Where changes are published after review, lets through only what nobody changed, and what is reviewed.
 * @throws KiteiError `publication.refused`.
 */
function requireLeave({ content }: ServingContent, { sources }: Knowledge, options: ReindexOptions): void {
  if (options.publishing !== 'review' || options.review !== undefined) return;
  if (sourcesSha256(sources) === sourcesSha256(content.provenance.sources)) return;
  throw new KiteiError(
    'publication.refused',
    'The knowledge folder has changed, and here changes are published after review (KITEI_PUBLISH=review).',
    'See what differs with `kitei diff` and which answers change with `kitei publish --rehearse`; then `kitei publish`.',
  );
}

/** Whether a generation was built from exactly this knowledge by the code that runs now. */
function holds({ content }: ServingContent, knowledge: Knowledge): boolean {
  const { builder, knowledgeSha256: sha256 } = content.provenance;
  return builder === builderFingerprint() && sha256 === knowledgeSha256(knowledge);
}
