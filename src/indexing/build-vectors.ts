import type { Clause } from '../domain/policy.ts';
import { embedTexts } from '../models/embed-texts.ts';
import type { Embedder } from '../models/embedder.ts';
import type { VectorMemory } from '../models/vector-memory.ts';
import { embeddedText, sideBySide } from '../retrieval/clause-vectors.ts';
import { bySegment } from './build-segments.ts';
import type { ProgressListener } from './progress.ts';
import { encodeSegmentVectors, vectorsOf } from './segment-vectors.ts';
import type { SourceDocument } from './source-document.ts';

/** An embedding model and what is kept of it. */
export interface Embedding {
  readonly embedder: Embedder;
  readonly memory: VectorMemory;
}

/** The vectors of a generation. */
export interface BuiltVectors {
  /** Length of each vector. */
  readonly dimensions: number;
  /** By file name; those of segments that did not change are the very bytes of the generation before. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** Vectors of an earlier generation that may be taken over: by the same model, of segments that did not change. */
export interface EarlierVectors {
  readonly dimensions: number;
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Names of the segments that are the same as before. */
  readonly unchanged: ReadonlySet<string>;
}

export interface VectorBuildOptions {
  readonly onProgress?: ProgressListener | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Makes the vectors of documents, segment by segment. Nothing is embedded that the memory knows.
 * @throws KiteiError `model.unreachable`, `model.missing` or `model.corrupt`.
 */
export async function buildSegmentVectors(
  documents: readonly SourceDocument[],
  { embedder, memory }: Embedding,
  earlier: EarlierVectors | null,
  { onProgress, signal }: VectorBuildOptions = {},
): Promise<BuiltVectors> {
  const before = memory.probe;
  const files = new Map<string, Uint8Array>();
  const anew: { readonly name: string; readonly clauses: readonly Clause[] }[] = [];
  for (const [segment, own] of bySegment(documents)) {
    const name = vectorsOf(segment);
    const known = earlier?.unchanged.has(segment) ? earlier.files.get(name) : undefined;
    if (known !== undefined) files.set(name, known);
    else anew.push({ name, clauses: own.flatMap((document) => document.open().clauses) });
  }
  const { vectors } = await embedTexts(
    anew.flatMap(({ clauses }) => clauses.map(embeddedText)),
    embedder.embeddings,
    memory,
    { signal, onProgress: (done, total) => onProgress?.({ stage: 'embedding', done, total }) },
  );
  const dimensions = vectors[0]?.length ?? earlier?.dimensions ?? 0;
  const isOtherModel = memory.probe !== before || dimensions !== earlier?.dimensions;
  if (files.size > 0 && isOtherModel) {
    // The model behind the name is another one by now: nothing that it gave before is comparable.
    return buildSegmentVectors(documents, { embedder, memory }, null, { onProgress, signal });
  }
  let at = 0;
  for (const { name, clauses } of anew) {
    const rows = vectors.slice(at, at + clauses.length);
    at += clauses.length;
    const hashes = clauses.map(({ contentHash }) => contentHash);
    const values = sideBySide(rows, dimensions);
    const head = { embedder: embedder.id, dimensions, hashes, graph: null };
    files.set(name, encodeSegmentVectors({ ...head, values }));
  }
  return { dimensions, files };
}
