import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { makeSupplementFiles } from '../retrieval/index-supplements.ts';
import { mergeTokenStores } from '../retrieval/token-store.ts';
import { type SealedGeneration, sealGeneration } from '../storage/manifest.ts';
import { type BuiltSegments, buildSegments } from './build-segments.ts';
import { builderFingerprint } from './builder-fingerprint.ts';
import { decodeContent, encodeContent, type GenerationContent } from './generation-content.ts';
import type { ProgressListener } from './progress.ts';
import type { Knowledge } from './read-knowledge.ts';
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
  readonly onProgress?: ProgressListener | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** The search index holds no vectors. */
const EMBEDDER = 'none';

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
  const files = encodeContent(knowledge, provenance, segments.files, supplements);
  const sealed = sealGeneration({
    builtAt: new Date(),
    embedder: EMBEDDER,
    documents: documents.map(describeDocument),
    files,
    base: previous?.stored ?? null,
  });
  const { generation, entries } = sealed;
  const stored = { generation, entries, files };
  return { generation, stored, content: decodeContent(stored, segments.made), sealed };
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
