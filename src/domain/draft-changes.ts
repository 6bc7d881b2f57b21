/** A change of the knowledge folder that somebody wants and nobody is served yet. */
export interface DraftChange {
  /** Path below the knowledge folder, with `/`. */
  readonly path: string;
  /** sha256 (hex) of the new content; null where the file is to go. */
  readonly sha256: string | null;
  /** sha256 (hex) of the file in the knowledge folder when it was first changed here; null where there was none. */
  readonly base: string | null;
  readonly by: string;
  /** ISO timestamp, UTC. */
  readonly at: string;
}

/** Where changes wait; all servers of one database see the same ones. */
export interface DraftChanges {
  /** Sorted by path. */
  list(): Promise<readonly DraftChange[]>;
  find(path: string): Promise<DraftChange | null>;
  /** The new content of a path; null where there is none. */
  content(path: string): Promise<Uint8Array | null>;
  /** Of two changes of one path the later counts. */
  put(change: DraftChange, content: Uint8Array | null): Promise<void>;
  /** Gives up the change of a path; of all where none is named. */
  discard(path?: string): Promise<void>;
}
