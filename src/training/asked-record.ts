import { isGrounded } from '../domain/answer.ts';
import type { Intent, ReviewFinding } from '../domain/question-record.ts';
import type { ClauseDirectory, ClauseKey } from './clause-directory.ts';
import { isDisliked, type TrainingRecord, voiceOf } from './training-record.ts';

/**
 * What gaps need of a record, and no more: a year of whole records would not fit in memory. Everything that many records
 * have alike is kept once.
 */
export interface AskedRecord {
  readonly id: string;
  /** When it was asked, in epoch milliseconds. */
  readonly at: number;
  /** Number of the person, see `voiceOf`. */
  readonly voice: number;
  /** Whether the person is known by a pseudonym. */
  readonly known: boolean;
  /** Number of the conversation or, without one, of the known person; null with neither. */
  readonly talk: number | null;
  readonly department: string | null;
  readonly verdict: TrainingRecord['verdict'];
  readonly intent: Intent | null;
  readonly cited: readonly ClauseKey[];
  /** The clauses brought up, best first: the best one, and for `not_stated` all. */
  readonly brought: readonly ClauseKey[];
  readonly disliked: boolean;
  /** Somebody disliked it because of the clause. */
  readonly wrongClause: boolean;
  readonly handedOver: boolean;
  readonly finding: ReviewFinding | null;
  /** Clauses that a reviewer expected. */
  readonly expected: readonly ClauseKey[];
}

const NONE: readonly ClauseKey[] = [];

/** Takes from records what gaps need. */
export class RecordReader {
  readonly #directory: ClauseDirectory;
  readonly #voices = new Map<string, number>();
  readonly #talks = new Map<string, number>();
  readonly #departments = new Map<string, string>();
  readonly #single = new Map<string, readonly ClauseKey[]>();

  constructor(directory: ClauseDirectory) {
    this.#directory = directory;
  }

  read(record: TrainingRecord): AskedRecord {
    const { asker, conversation, department, review, retrieved, verdict, feedback } = record;
    const talk = conversation ?? asker;
    return {
      id: record.id,
      at: Date.parse(record.askedAt),
      voice: numbered(voiceOf(record), this.#voices),
      known: asker !== null,
      talk: talk === null ? null : numbered(talk, this.#talks),
      department: department === null ? null : this.#department(department),
      verdict,
      intent: record.intent,
      cited: this.#keys(record.cited),
      brought: this.#keys((verdict === 'not_stated' ? retrieved : retrieved.slice(0, 1)).map(clauseIdOf)),
      disliked: isDisliked(record),
      wrongClause: feedback.some(({ helpful, reason }) => !helpful && reason === 'wrong_clause'),
      handedOver: record.escalation !== null,
      finding: review?.finding ?? null,
      expected: review === null ? NONE : this.#keys(review.expectedClauses),
    };
  }

  #department(department: string): string {
    const known = this.#departments.get(department);
    if (known === undefined) this.#departments.set(department, department);
    return known ?? department;
  }

  #keys(clauseIds: readonly string[]): readonly ClauseKey[] {
    const [first, second] = clauseIds;
    if (first === undefined) return NONE;
    if (second !== undefined) return clauseIds.map((id) => this.#directory.key(id));
    // Single clauses come again and again.
    let keys = this.#single.get(first);
    if (keys === undefined) {
      keys = [this.#directory.key(first)];
      this.#single.set(first, keys);
    }
    return keys;
  }
}

const clauseIdOf = ({ clauseId }: { readonly clauseId: string }) => clauseId;

function numbered(name: string, numbers: Map<string, number>): number {
  let number = numbers.get(name);
  if (number === undefined) {
    number = numbers.size;
    numbers.set(name, number);
  }
  return number;
}

/** Whether a record was answered from a clause. */
export function isAnswered({ verdict }: { readonly verdict: TrainingRecord['verdict'] }): boolean {
  return verdict !== 'failed' && isGrounded(verdict);
}

/** How many different people asked. */
export function peopleAmong(records: readonly AskedRecord[]): number {
  const people = new Set<number>();
  for (const { voice } of records) people.add(voice);
  return people.size;
}

/** Order of asking. */
export function byTime(a: AskedRecord, b: AskedRecord): number {
  if (a.at !== b.at) return a.at - b.at;
  if (a.id === b.id) return 0;
  return a.id < b.id ? -1 : 1;
}
