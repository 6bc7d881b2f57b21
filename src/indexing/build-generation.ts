import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import type { IndexedDocument, IndexGeneration } from '../domain/generation.ts';
import { KiteiError } from '../errors.ts';
import type { Embedder } from '../models/embedder.ts';
import { makeSupplementFiles } from '../retrieval/index-supplements.ts';
import { mergeTokenStores } from '../retrieval/token-store.ts';
import { type SealedGeneration, sealGeneration } from '../storage/manifest.ts';
import { type BuiltSegments, buildSegments } from './build-segments.ts';
import { type BuiltVectors, buildSegmentVectors, type Embedding } from './build-vectors.ts';
import { builderFingerprint } from './builder-fingerprint.ts';
import { decodeContent, encodeContent, type GenerationContent } from './generation-content.ts';
import type { ProgressListener } from './progress.ts';
import type { Knowledge } from './read-knowledge.ts';
import type { Segment } from './segment.ts';
import type { ServingContent } from './serving-generation.ts';
import { describeDocument } from './source-document.ts';

/** A generation in memory, not yet written anywhere. */
export interface BuiltGeneration extends ServingContent {
  readonly sealed: SealedGeneration;
}

export interface BuildOptions {
  readonly knowledgeDir: string;
  /** The generation before, of which what did not change is taken over. */
  readonly previous: ServingContent | null;
  /** Makes the vectors of the clauses; none where it is left out. */
  readonly embedding?: Embedding | null | undefined;
  /**
   * Told that the model could not embed the clauses, and the generation holds no vectors; where it is left out, the
   * build fails.
   */
  readonly onWithoutVectors?: ((failure: unknown) => void) | undefined;
  readonly onProgress?: ProgressListener | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Stands for the embedder where a generation holds no vectors. */
const NO_EMBEDDER = 'none';

/** Supplements made from all clauses serve until so large a share of them has come anew. */
const SUPPLEMENTS_SERVE = 0.1;

/**
 * Builds a generation in memory. The work follows what changed since `previous`; the result is the one that building
 * from nothing gives, but for what only saves time (`BridgeGraph`).
 */
export async function buildGeneration(knowledge: Knowledge, options: BuildOptions): Promise<BuiltGeneration> {
  const { knowledgeDir, onProgress, signal } = options;
  const { documents, sources } = knowledge;
  const previous = isReusable(options.previous) ? options.previous : null;
  const segments = await buildSegments(documents, previous?.content ?? null, (done, total) => {
    signal?.throwIfAborted();
    onProgress?.({ stage: 'analysing', done, total });
  });
  signal?.throwIfAborted();
  const clauses = documents.reduce((sum, { clauseCount }) => sum + clauseCount, 0);
  const since = (previous?.content.provenance.analysedSince ?? 0) + segments.analysed;
  const keep = previous !== null && since <= clauses * SUPPLEMENTS_SERVE;
  const supplements = keep
    ? previous.content.supplements
    : await makeSupplements(segments, previous?.content);
  signal?.throwIfAborted();
  const provenance = {
    knowledgeDir: resolve(knowledgeDir),
    builder: builderFingerprint(),
    knowledgeSha256: knowledgeSha256(knowledge),
    sources,
    documents: documents.map(({ key, fingerprint }) => ({ key, fingerprint })),
    analysedSince: keep ? since : 0,
  };
  const vectors = await vectorsOrNone(knowledge, segments.files, { ...options, previous });
  signal?.throwIfAborted();
  const files = encodeContent(knowledge, provenance, segments.files, supplements, vectors?.files);
  const described = documents.map(describeDocument);
  return sealed(files, described, vectors, options.embedding, previous, segments.made);
}

/**
 * The generation that serves, with the vectors of another embedder; nothing else of it changes, whatever the knowledge
 * folder holds by now.
 * @throws KiteiError `model.unreachable`, `model.missing` or `model.corrupt`.
 */
export async function withVectors(
  current: ServingContent,
  embedding: Embedding,
  options: Pick<BuildOptions, 'onProgress' | 'signal'> = {},
): Promise<BuiltGeneration> {
  const { documents, vectors: old } = current.content;
  const vectors = await buildSegmentVectors(documents, embedding, null, options);
  const others = [...current.stored.files].filter(([name]) => !old.has(name));
  const files = new Map([...others, ...vectors.files]);
  return sealed(files, current.generation.documents, vectors, embedding, current);
}

/** Whether a generation holds vectors by this embedder; true where there is none to hold them by. */
export function holdsVectorsBy(embedder: Embedder | null | undefined, generation: IndexGeneration): boolean {
  return embedder === null || embedder === undefined || generation.embedder === embedder.id;
}

function sealed(
  files: ReadonlyMap<string, Uint8Array>,
  documents: readonly IndexedDocument[],
  vectors: BuiltVectors | null,
  embedding: Embedding | null | undefined,
  base: ServingContent | null,
  made: ReadonlyMap<string, Segment> = new Map(),
): BuiltGeneration {
  const sealed = sealGeneration({
    builtAt: new Date(),
    embedder: vectors === null ? NO_EMBEDDER : (embedding?.embedder.id ?? NO_EMBEDDER),
    ...(vectors !== null && { dimensions: vectors.dimensions }),
    documents,
    files,
    base: base?.stored ?? null,
  });
  const { generation, entries } = sealed;
  const stored = { generation, entries, files };
  return { generation, stored, content: decodeContent(stored, made), sealed };
}

async function vectorsOrNone(
  { documents }: Knowledge,
  segments: ReadonlyMap<string, Uint8Array>,
  { previous, embedding, onWithoutVectors, onProgress, signal }: BuildOptions,
): Promise<BuiltVectors | null> {
  if (embedding === null || embedding === undefined) return null;
  const before =
    previous !== null && holdsVectorsBy(embedding.embedder, previous.generation) ? previous : null;
  const earlier = before && {
    dimensions: before.generation.dimensions ?? 0,
    files: before.content.vectors,
    unchanged: new Set(
      [...segments].flatMap(([name, bytes]) =>
        before.content.segments.get(name)?.bytes === bytes ? [name] : [],
      ),
    ),
  };
  try {
    return await buildSegmentVectors(documents, embedding, earlier, { onProgress, signal });
  } catch (failure) {
    const isOfModel = failure instanceof KiteiError && failure.code.startsWith('model.');
    if (!isOfModel || onWithoutVectors === undefined) throw failure;
    onWithoutVectors(failure);
    return null;
  }
}

/** sha256 (hex) of everything that decides what a generation answers. */
export function knowledgeSha256({ documents, problems, vocabularies, contacts }: Knowledge): string {
  const fingerprints = documents.map(({ fingerprint }) => fingerprint);
  return createHash('sha256')
    .update(JSON.stringify({ fingerprints, problems, vocabularies, contacts }))
    .digest('hex');
}

/** Whether the code that runs now would have made a generation as it is. */
function isReusable(previous: ServingContent | null): previous is ServingContent {
  return previous?.content.provenance.builder === builderFingerprint();
}

async function makeSupplements(
  { files, made }: BuiltSegments,
  previous: GenerationContent | undefined,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const stores = [...files.keys()].map(
    (name) => (made.get(name) ?? previous?.segments.get(name)?.open())?.tokens,
  );
  const { lexicons } = mergeTokenStores(stores.filter((store) => store !== undefined));
  return makeSupplementFiles(lexicons.words, previous?.supplements);
}
