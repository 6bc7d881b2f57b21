import type { IndexGeneration, KnowledgeProblem } from '../domain/generation.ts';
import type { Contact, Vocabulary } from '../domain/knowledge.ts';
import type { Clause, PolicyDocument } from '../domain/policy.ts';
import type { ClauseIndex } from '../domain/retrieval.ts';
import type { Watch } from '../storage/pointer-watch.ts';
import { holdsVectorsBy } from './build-generation.ts';
import { openInTables } from './index-in-tables.ts';
import { type IndexingOptions, type IndexPlace, storeOf } from './indexing-options.ts';
import {
  type LoadingOptions,
  loadGeneration,
  readServing,
  type ServingContent,
} from './serving-generation.ts';

/** Which generation to open, and how it searches. */
export type ServingOptions = IndexPlace & Pick<IndexingOptions, 'embedder'> & Pick<LoadingOptions, 'warn'>;

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

/** Opens a generation where the search looks for it: in tables where there are such, else in memory. */
export async function openServed(
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
