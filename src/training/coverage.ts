import { isGrounded } from '../domain/answer.ts';
import type { PolicyDocument } from '../domain/policy.ts';
import { ClauseDirectory, type ClauseKey, type ClauseName } from './clause-directory.ts';
import { DepartmentCounter } from './department-counts.ts';
import { type DepartmentFigures, hideSmallGroups } from './small-groups.ts';
import { isDisliked, type TrainingRecord, type TrainingRecords } from './training-record.ts';

/** How often a clause was asked about. */
export interface ClauseCoverage extends ClauseName {
  /** Questions that cite it or, where none was cited, that it came nearest to. */
  readonly asked: number;
  /** … of them answered from it. */
  readonly answered: number;
  /** … of them given no ruling. */
  readonly withheld: number;
  /** … of them with a thumbs-down. */
  readonly disliked: number;
  /** Different people, as far as they are known. */
  readonly people: number;
  readonly departments: DepartmentFigures;
  /** False for a clause that no version in force has any more. */
  readonly inForce: boolean;
}

/** What was asked about the policies, clause by clause. */
export interface CoverageReport {
  readonly questions: number;
  /** Most asked first. */
  readonly clauses: readonly ClauseCoverage[];
  /** Clauses in force that have words of their own and that nobody asked about, in document order. */
  readonly neverAsked: readonly ClauseName[];
}

/** What coverage is read with. */
export interface CoverageOptions {
  /** All document versions served. */
  readonly documents: readonly PolicyDocument[];
  /** ISO date or timestamp: which versions count as in force. */
  readonly now: string;
  readonly smallestGroup: number;
}

/** Counts by clause. Reads the records once and keeps none of them. */
export async function clauseCoverage(
  records: TrainingRecords,
  options: CoverageOptions,
): Promise<CoverageReport> {
  const directory = new ClauseDirectory(options.documents, options.now);
  const counters = new Map<ClauseKey, ClauseCounter>();
  let questions = 0;
  for await (const record of records) {
    questions++;
    for (const key of new Set(subjectOf(record).map((id) => directory.key(id)))) {
      let counter = counters.get(key);
      if (counter === undefined) {
        counter = new ClauseCounter();
        counters.set(key, counter);
      }
      counter.add(record);
    }
  }
  const clauses = [...counters].map(([key, counter]) => ({
    ...directory.name(key),
    ...counter.figures(options.smallestGroup),
    inForce: directory.current(key) !== undefined,
  }));
  return {
    questions,
    clauses: clauses.sort((a, b) => b.asked - a.asked || (a.key < b.key ? -1 : 1)),
    neverAsked: directory.clauses
      .filter(({ id, kind, text }) => {
        const readable = kind !== 'front_matter' && kind !== 'history' && kind !== 'chapter';
        return readable && text !== '' && !counters.has(directory.key(id));
      })
      .map(({ id }) => directory.name(directory.key(id))),
  };
}

function subjectOf({ cited, verdict, retrieved }: TrainingRecord): readonly string[] {
  if (cited.length > 0) return cited;
  return verdict === 'not_stated' ? retrieved.slice(0, 1).map(({ clauseId }) => clauseId) : [];
}

class ClauseCounter {
  #asked = 0;
  #answered = 0;
  #disliked = 0;
  readonly #people = new Set<string>();
  readonly #departments = new DepartmentCounter();

  add(record: TrainingRecord): void {
    this.#asked++;
    if (record.verdict !== 'failed' && isGrounded(record.verdict)) this.#answered++;
    if (isDisliked(record)) this.#disliked++;
    if (record.asker !== null) this.#people.add(record.asker);
    this.#departments.add(record.department, record.asker);
  }

  figures(smallestGroup: number) {
    return {
      asked: this.#asked,
      answered: this.#answered,
      withheld: this.#asked - this.#answered,
      disliked: this.#disliked,
      people: this.#people.size,
      departments: hideSmallGroups(this.#departments.counts, smallestGroup),
    };
  }
}
