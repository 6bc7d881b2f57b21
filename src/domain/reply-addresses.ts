import type { Address } from './question.ts';

/** Where askers can be told more about an answer. Encrypted where they are stored; never shown to anybody. */
export interface ReplyAddresses {
  /** Keeps the address of a record; of two, the first. */
  put(recordId: string, address: Address, at: string): Promise<void>;
  /** Null where there is none, or where the key of encryption has changed since. */
  get(recordId: string): Promise<Address | null>;
  /** Drops the addresses of records asked before an ISO timestamp. */
  dropBefore(before: string): Promise<number>;
}
