/** Says who came first; shared by all processes on one database. */
export interface Claims {
  /**
   * Claims keys for the caller: true where none of them was claimed within its time to live, in which case all are
   * claimed now, at once; false leaves everything as it was.
   * @param work the piece of work they are claimed for: it may claim again what it has claimed, after the process has
   * ended that began it.
   */
  claim(keys: readonly string[], ttlMs: number, work?: string): Promise<boolean>;
}

/**
 * What a channel must remember beyond a restart: installations with their tokens, conversation references, people's
 * choices. Neither keys nor values can be read where they are stored without the installation's secret.
 */
export interface ChannelState {
  /**
   * @param kind such as `slack.installation`.
   * @param person the platform's id of whom it is about, e.g. `slack:T1:U1`: it goes when they are forgotten.
   */
  put(kind: string, key: string, value: unknown, person?: string): Promise<void>;
  /** Null where there is none, or where the key of encryption has changed since. */
  get(kind: string, key: string): Promise<unknown>;
  delete(kind: string, key: string): Promise<void>;
  /** Drops everything about a person. */
  forget(person: string): Promise<void>;
  /** In order. */
  keys(kind: string): Promise<readonly string[]>;
}
