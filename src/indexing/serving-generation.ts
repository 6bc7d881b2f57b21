import type { IndexGeneration, Withdrawal } from '../domain/generation.ts';
import type { Vocabulary } from '../domain/knowledge.ts';
import type { PolicyDocument } from '../domain/policy.ts';
import { KiteiError } from '../errors.ts';
import type { Embedder } from '../models/embedder.ts';
import { loadSearchIndex, type SearchIndex } from '../retrieval/search-index.ts';
import { mergeTokenStores } from '../retrieval/token-store.ts';
import type { GenerationStore } from '../storage/generation-store.ts';
import type { StoredGeneration } from '../storage/manifest.ts';
import { builderFingerprint } from './builder-fingerprint.ts';
import { decodeContent, type GenerationContent } from './generation-content.ts';
import { mergeVocabularies } from './knowledge-files.ts';
import { mergeSegmentVectors } from './segment-vectors.ts';
import { type SourceStamp, sourcesSha256, sourcesUnchanged } from './source-stamps.ts';

/** A generation read from the store, its documents and search index not yet in memory. */
export interface ServingContent {
  readonly generation: IndexGeneration;
  readonly stored: StoredGeneration;
  readonly content: GenerationContent;
}

/** The generation that a store serves, and what was passed over to get there. */
export interface Serving {
  readonly current: ServingContent | null;
  /** Why newer generations are not served, in words for the admin. */
  readonly warnings: readonly string[];
  /** Ids of generations that turned out damaged. */
  readonly damaged: ReadonlySet<string>;
  /** Newer generations that were rolled back, newest first. */
  readonly withdrawn: readonly Withdrawal[];
}

/** Reads the generation to serve; damaged ones are passed over with a warning. */
export async function readServing(store: GenerationStore): Promise<Serving> {
  const { serving, refused, withdrawn } = await store.read();
  const warnings = refused.map(({ error }) => error.message);
  const damaged = new Set(refused.flatMap(({ id }) => (id === null ? [] : [id])));
  if (serving === null) return { current: null, warnings, damaged, withdrawn };
  const { generation } = serving;
  try {
    const current = { generation, stored: serving, content: decodeContent(serving) };
    return { current, warnings, damaged, withdrawn };
  } catch (error) {
    return {
      current: null,
      warnings: [...warnings, (error as Error).message],
      damaged: damaged.add(generation.id),
      withdrawn,
    };
  }
}

/** Whether a generation holds the knowledge folder as it is now, built by the code that runs now. */
export async function isUpToDate({ content }: ServingContent, knowledgeDir: string): Promise<boolean> {
  const { builder, sources } = content.provenance;
  return builder === builderFingerprint() && (await sourcesUnchanged(knowledgeDir, sources));
}

/** Says why a knowledge folder is not indexed although it changed; null where it is not what was rolled back. */
export function whyWithdrawn(
  { withdrawn }: Pick<Serving, 'withdrawn'>,
  sources: readonly SourceStamp[],
): string | null {
  if (withdrawn.length === 0) return null;
  const sha256 = sourcesSha256(sources);
  const withdrawal = withdrawn.find((other) => other.sourcesSha256 === sha256);
  if (withdrawal === undefined) return null;
  const { generation, withdrawnAt, by, reason, instead } = withdrawal;
  return `The documents as they are now were published as generation ${generation} and rolled back by ${by} at ${withdrawnAt} (${reason}). Generation ${instead} serves until they change or \`kitei reindex --force\` publishes them again.`;
}

/** A generation in memory. */
export interface LoadedGeneration {
  readonly documents: readonly PolicyDocument[];
  readonly vocabulary: Vocabulary;
  readonly index: SearchIndex;
}

/** What searches beside the words of a generation. */
export interface LoadingOptions {
  /** Embeds questions; the vectors of a generation that another embedder made are left aside. */
  readonly embedder?: Embedder | null | undefined;
  readonly warn?: ((message: string) => void) | undefined;
}

/**
 * Brings a generation's documents and search index into memory.
 * @throws KiteiError `index.corrupt`.
 */
export function loadGeneration(
  { generation, content }: ServingContent,
  { embedder, warn }: LoadingOptions = {},
): LoadedGeneration {
  try {
    const documents = content.documents.map((document) => document.open());
    const vocabulary = mergeVocabularies(content.vocabularies.shared, content.vocabularies.own);
    const segments = [...content.segments].sort(([one], [other]) => (one < other ? -1 : 1));
    const clauses = documents.flatMap((document) => document.clauses);
    const tokens = mergeTokenStores(segments.map(([, segment]) => segment.open().tokens));
    const index = loadSearchIndex(
      { clauses, tokens, files: content.supplements, vocabulary },
      embedder?.id === generation.embedder
        ? {
            embedder,
            vectors: mergeSegmentVectors(content.vectors, clauses, generation),
            ...(warn && { warn }),
          }
        : {},
    );
    return { documents, vocabulary, index };
  } catch (cause) {
    throw new KiteiError(
      'index.corrupt',
      `The search index of generation ${generation.id} cannot be loaded: ${(cause as Error).message}`,
      'Run `kitei reindex --force` to build a new one.',
      cause,
    );
  }
}
