/** What an inspection of the audit log found. */
export interface AuditInspection {
  /** Entries that were read; up to the first fault where there is one. */
  readonly entries: number;
  /** Hash of the last entry, to be kept where nobody who can write the database can write; 64 zeros for an empty log. */
  readonly head: string;
  /** Null where the chain holds. */
  readonly fault: AuditFault | null;
}

/** Where a chain breaks, and how. */
export interface AuditFault {
  /** Number of the entry; null where one is missed that was the last, or where none has the head that was asked for. */
  readonly seq: number | null;
  /**
   * `altered`: the entry is not what was written. `missing`: an entry before it is gone, or one was put in. `head`: no
   * entry has the hash that was the last once, so that the end was cut off or all of it written anew.
   */
  readonly kind: 'altered' | 'missing' | 'head';
}

/** The audit log as a chain: each entry holds the hash of itself and of the one before. */
export interface AuditChain {
  /**
   * Reads all of it.
   * @param head a hash that was its last once; it must be there still.
   */
  inspect(head?: string): Promise<AuditInspection>;
}
