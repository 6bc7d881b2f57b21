/**
 * What a search keeps of one index generation outside memory. What keys and bytes mean is the search's own business.
 * Methods fail with KiteiError `index.unwritable` where the database does not do its part.
 */
export interface SearchTables {
  /** The lists under some keys, those that there are, in one round trip. */
  lists(keys: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>>;
  /** What is read once, when the index is opened; null where there is no such part. */
  part(name: string): Promise<Uint8Array | null>;
  /** Rows of the vectors nearest to a unit vector, nearest first; among many rows the search may miss some. */
  nearest(
    vector: Float32Array,
    limit: number,
  ): Promise<readonly { readonly row: number; readonly cosine: number }[]>;
}

/** The content of search tables. */
export interface SearchTableContent {
  readonly parts: ReadonlyMap<string, Uint8Array>;
  /** Each key once. */
  readonly lists: Iterable<readonly [key: string, bytes: Uint8Array]>;
  /** Unit vectors side by side, row by row; null where there are none. */
  readonly vectors: { readonly dimensions: number; readonly values: Float32Array } | null;
}

/** The search tables of index generations, in a database that several servers share. */
export interface SearchTableShelf {
  /** The tables of a generation; null where they were not written, or not to their end. */
  open(generation: string): Promise<SearchTables | null>;
  /**
   * Writes the tables of a generation unless they are there; of two processes the second waits.
   */
  write(generation: string, content: SearchTableContent): Promise<void>;
  /** Whether the database can hold vectors. */
  canHoldVectors(): Promise<boolean>;
  /** Removes the tables of all other generations. */
  keepOnly(generations: ReadonlySet<string>): Promise<void>;
}
