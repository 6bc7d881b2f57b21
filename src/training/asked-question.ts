import type { Language } from '../domain/policy.ts';
import { type AskedRecord, byTime, isAnswered, RecordReader } from './asked-record.ts';
import type { ClauseDirectory, ClauseKey } from './clause-directory.ts';
import { type SparseVector, scaledTo, sparseVector } from './sparse-centroids.ts';
import { isAboutPolicy, type TrainingRecord, type TrainingRecords } from './training-record.ts';
import { type Word, type WordReader, wordingKey } from './wording.ts';

/**
 * How much clauses say about what was asked: cited by a ruling, cited where none was given, only brought up (then all of
 * them together: two questions that bring up the same clauses in the same order are about the same).
 */
const TRUST = { ruled: 1, cited: 0.7, retrieved: 0.75 } as const;
/** How many of the clauses brought up are looked at. */
const BROUGHT_UP = 10;

/** One question as worded, with every time it was asked. */
export interface AskedQuestion {
  readonly key: string;
  /** As first worded; null where the wording was dropped. */
  readonly wording: string | null;
  readonly words: readonly Word[];
  /** Clauses with weights; the length of the vector is how far they are to be trusted (0–1). */
  readonly clauses: SparseVector;
  /** Whether a ruling cited the clauses; else they only came near. */
  readonly ruled: boolean;
  readonly language: Language;
  readonly followsUp: boolean;
  /** In the order of asking. */
  readonly records: readonly AskedRecord[];
}

/** What records are read with. */
export interface Reading {
  readonly words: WordReader;
  readonly directory: ClauseDirectory;
}

/**
 * Folds records of the same question into one, in the order of first asking. What a question is about is read from its
 * first record, so that asking it again changes nothing. Small talk, refusals, matters of no policy and failures are
 * left out, unless a reviewer says that they should have been answered.
 */
export async function foldQuestions(
  records: TrainingRecords,
  { words, directory }: Reading,
): Promise<AskedQuestion[]> {
  const reader = new RecordReader(directory);
  const byText = new Map<string, string>();
  const folded = new Map<string, Fold>();
  for await (const record of records) {
    if (!isAboutPolicy(record)) continue;
    const key = foldingKey(record, byText, directory);
    let fold = folded.get(key);
    if (fold === undefined) {
      fold = new Fold(key);
      folded.set(key, fold);
    }
    fold.add(record, reader.read(record), directory);
  }
  const questions = [...folded.values()].map((fold) => fold.question(words));
  return questions.sort((a, b) => byTime(a.records[0] as AskedRecord, b.records[0] as AskedRecord));
}

/** A question while its records are being collected; the first record by time decides what it is about. */
class Fold {
  readonly #key: string;
  readonly #records: AskedRecord[] = [];
  #first: AskedRecord | undefined;
  #about: Omit<AskedQuestion, 'key' | 'words' | 'records'> | undefined;

  constructor(key: string) {
    this.#key = key;
  }

  add(record: TrainingRecord, asked: AskedRecord, directory: ClauseDirectory): void {
    this.#records.push(asked);
    if (this.#first !== undefined && byTime(asked, this.#first) >= 0) return;
    this.#first = asked;
    this.#about = {
      wording: record.question,
      clauses: clauseVector(record, asked, directory),
      ruled: isRuled(record),
      language: record.language,
      followsUp: record.followUpOf !== null,
    };
  }

  question(words: WordReader): AskedQuestion {
    if (this.#about === undefined) throw new TypeError('A question without records.');
    const { wording } = this.#about;
    return {
      ...this.#about,
      key: this.#key,
      words: wording === null ? [] : words.read(wording),
      records: this.#records.length === 1 ? this.#records : this.#records.sort(byTime),
    };
  }
}

/** The key a record is folded under; one without wording, or read together with the one before, also by its clauses. */
function foldingKey(record: TrainingRecord, byText: Map<string, string>, directory: ClauseDirectory): string {
  const { question, followUpOf, cited, retrieved } = record;
  let key = question === null ? '' : byText.get(question);
  if (key === undefined) {
    key = wordingKey(question ?? '');
    byText.set(question ?? '', key);
  }
  if (key !== '' && followUpOf === null) return key;
  const clauses = cited.length > 0 ? cited : retrieved.slice(0, 2).map(({ clauseId }) => clauseId);
  return `${key}@${clauses.map((id) => directory.key(id)).join(' ')}`;
}

function isRuled({ cited, verdict }: TrainingRecord): boolean {
  return cited.length > 0 && isAnswered({ verdict });
}

/** Clauses brought up count by their scores, cited ones alike. */
function clauseVector(record: TrainingRecord, asked: AskedRecord, directory: ClauseDirectory): SparseVector {
  const { cited, retrieved } = record;
  if (cited.length > 0) {
    const keys = new Set(asked.cited).size === asked.cited.length ? asked.cited : [...new Set(asked.cited)];
    const trust = isRuled(record) ? TRUST.ruled : TRUST.cited;
    return sharedAlike(keys, trust);
  }
  const scores = new Map<ClauseKey, number>();
  for (const { clauseId, score } of retrieved.slice(0, BROUGHT_UP)) {
    const key = directory.key(clauseId);
    if (score > 0 && !scores.has(key)) scores.set(key, score);
  }
  return scaledTo(TRUST.retrieved, sparseVector([...scores.keys()], [...scores.values()]));
}

function sharedAlike(keys: readonly ClauseKey[], length: number): SparseVector {
  return { dimensions: keys, weights: keys.map(() => length / Math.sqrt(keys.length)), length };
}
