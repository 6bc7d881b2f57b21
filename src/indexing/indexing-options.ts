import type { SearchTableShelf } from '../domain/search-tables.ts';
import type { Embedder } from '../models/embedder.ts';
import { GenerationStore } from '../storage/generation-store.ts';
import { generationFolder } from './data-folder.ts';
import type { ProgressListener } from './progress.ts';

/** Where the knowledge is, where generations are kept, and how to work on them. */
export interface IndexingOptions {
  readonly knowledgeDir: string;
  readonly dataDir: string;
  /** Where generations are kept that several servers share; in the data folder unless told. */
  readonly store?: GenerationStore | undefined;
  /** Where the search looks clauses up; in memory where it is left out. */
  readonly tables?: SearchTableShelf | undefined;
  /** `review`: what the folder holds does not serve until somebody publishes it; `auto` unless told. */
  readonly publishing?: 'auto' | 'review' | undefined;
  /** How many generations to keep on the disk; 3 unless told. */
  readonly keep?: number | undefined;
  /** How long to wait for another process that is building, in milliseconds; two minutes unless told. */
  readonly waitMs?: number | undefined;
  /** Who publishes, for the receipt; `kitei` unless told. */
  readonly by?: string | undefined;
  /** Makes vectors of the clauses; none where it is left out. */
  readonly embedder?: Embedder | null | undefined;
  readonly onProgress?: ProgressListener | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Where a knowledge folder and its index are. */
export type IndexPlace = Pick<IndexingOptions, 'knowledgeDir' | 'dataDir' | 'store' | 'tables'>;

/** The generations of an index. */
export function storeOf({ store, knowledgeDir, dataDir }: IndexPlace): GenerationStore {
  return store ?? new GenerationStore(generationFolder(dataDir, knowledgeDir));
}

export const DEFAULT_KEEP = 3;
export const DEFAULT_WAIT_MS = 120_000;
/** Who publishes where nobody asked for it. */
export const KITEI_ITSELF = 'kitei';
