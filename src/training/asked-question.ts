import type { Language } from '../domain/policy.ts';
import { normaliseText } from '../retrieval/text.ts';
import { type AskedRecord, byTime, isAnswered, RecordReader } from './asked-record.ts';
import type { ClauseDirectory, ClauseKey } from './clause-directory.ts';
import { LongWork } from './long-work.ts';
import { type SparseVector, scaledTo, sparseVector } from './sparse-centroids.ts';
import { isAboutPolicy, type TrainingRecord, type TrainingRecords } from './training-record.ts';
import { keyOfNormalised, type Word, type WordReader } from './wording.ts';

/**
 * How much clauses say about what was asked: cited by a ruling, cited where none was given, only brought up (then all of
 * them together: two questions that bring up the same clauses in the same order are about the same).
 */
const TRUST = { ruled: 1, cited: 0.7, retrieved: 0.75 } as const;
const NOTHING = sparseVector([], []);
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
  work = new LongWork(),
): Promise<AskedQuestion[]> {
  const reader = new RecordReader(directory);
  const vectors = new ClauseVectors(directory);
  const byText = new Map<string, Fold>();
  const folded = new Map<string, Fold>();
  for await (const record of records) {
    if (!isAboutPolicy(record)) continue;
    const asked = reader.read(record);
    const { question, followUpOf } = record;
    const isWhole = question !== null && followUpOf === null;
    let fold = isWhole ? byText.get(question) : undefined;
    let normalised: string | undefined;
    if (fold === undefined) {
      normalised = normaliseText(question ?? '');
      const letters = keyOfNormalised(normalised);
      const key = isWhole ? letters : `${letters}@${subjectOf(asked)}`;
      fold = folded.get(key) ?? new Fold(key);
      folded.set(key, fold);
      if (isWhole) byText.set(question, fold);
    }
    if (!fold.add(record, asked, vectors) || question === null) continue;
    fold.words = words.readNormalised(normalised ?? normaliseText(question));
  }
  await work.pause();
  const questions = [...folded.values()];
  for (const { records } of questions) {
    if (records.length > 1) records.sort(byTime);
    await work.pause();
  }
  return questions.sort((a, b) => byTime(a.records[0] as AskedRecord, b.records[0] as AskedRecord));
}

/** What tells wordings that say only part of it apart: the clauses cited, or the two that came nearest. */
function subjectOf({ cited, brought }: AskedRecord): string {
  return (cited.length > 0 ? cited : brought.slice(0, 2)).join(' ');
}

/** A question while its records are being collected. The first record by time decides what it is about. */
class Fold implements AskedQuestion {
  readonly key: string;
  readonly records: AskedRecord[] = [];
  wording: string | null = null;
  words: readonly Word[] = [];
  clauses: SparseVector = NOTHING;
  ruled = false;
  language: Language = 'ja';
  followsUp = false;
  #first: AskedRecord | undefined;

  constructor(key: string) {
    this.key = key;
  }

  /** @returns whether it is the first by time, so that the question is about what this record is about. */
  add(record: TrainingRecord, asked: AskedRecord, vectors: ClauseVectors): boolean {
    this.records.push(asked);
    if (this.#first !== undefined && byTime(asked, this.#first) >= 0) return false;
    this.#first = asked;
    this.wording = record.question;
    this.clauses = vectors.of(record, asked);
    this.ruled = isRuled(record);
    this.language = record.language;
    this.followsUp = record.followUpOf !== null;
    return true;
  }
}

function isRuled({ cited, verdict }: TrainingRecord): boolean {
  return cited.length > 0 && isAnswered({ verdict });
}

/** The clauses of records as vectors; those of a single clause, which come again and again, are made once. */
class ClauseVectors {
  readonly #directory: ClauseDirectory;
  readonly #single = new Map<ClauseKey, SparseVector>();

  constructor(directory: ClauseDirectory) {
    this.#directory = directory;
  }

  /** Clauses brought up count by their scores, cited ones alike. */
  of(record: TrainingRecord, { cited }: AskedRecord): SparseVector {
    if (cited.length === 0) return this.#broughtUp(record);
    const [only] = cited;
    if (only === undefined || cited.length > 1 || !isRuled(record)) {
      return alike([...new Set(cited)], isRuled(record) ? TRUST.ruled : TRUST.cited);
    }
    let vector = this.#single.get(only);
    if (vector === undefined) {
      vector = alike(cited, TRUST.ruled);
      this.#single.set(only, vector);
    }
    return vector;
  }

  #broughtUp({ retrieved }: TrainingRecord): SparseVector {
    const scores = new Map<ClauseKey, number>();
    for (const { clauseId, score } of retrieved.slice(0, BROUGHT_UP)) {
      const key = this.#directory.key(clauseId);
      if (score > 0 && !scores.has(key)) scores.set(key, score);
    }
    return scaledTo(TRUST.retrieved, sparseVector([...scores.keys()], [...scores.values()]));
  }
}

function alike(keys: readonly ClauseKey[], length: number): SparseVector {
  return { dimensions: keys, weights: keys.map(() => length / Math.sqrt(keys.length)), length };
}
