import { isGrounded } from '../domain/answer.ts';
import type { ClauseDirectory, ClauseKey } from './clause-directory.ts';
import {
  type AskedRecord,
  byTime,
  isAboutPolicy,
  type TrainingRecord,
  type TrainingRecords,
  voiceOf,
} from './training-record.ts';
import { type Word, type WordReader, wordingKey } from './wording.ts';

/** How much a clause says about what was asked: cited by a ruling, cited where none was given, only brought up. */
const TRUST = { ruled: 1, cited: 0.7, retrieved: 0.4 } as const;
/** How many of the clauses brought up are looked at. */
const BROUGHT_UP = 5;

/** One question as worded, with every time it was asked. */
export interface AskedQuestion {
  readonly key: string;
  /** As first worded; null where the wording was dropped. */
  readonly wording: string | null;
  readonly words: readonly Word[];
  /** Clauses with weights whose squares sum to the square of how far they are to be trusted (0–1). */
  readonly clauses: ReadonlyMap<ClauseKey, number>;
  readonly followsUp: boolean;
  /** Oldest first. */
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
export async function foldQuestions(records: TrainingRecords, reading: Reading): Promise<AskedQuestion[]> {
  const byText = new Map<string, string>();
  const folded = new Map<string, AskedRecord[]>();
  for await (const record of records) {
    if (!isAboutPolicy(record)) continue;
    const key = foldingKey(record, byText, reading.directory);
    const same = folded.get(key);
    const asked = { record, at: Date.parse(record.askedAt), voice: voiceOf(record) };
    if (same === undefined) folded.set(key, [asked]);
    else same.push(asked);
  }
  return [...folded]
    .map(([key, all]) => readQuestion(key, all.sort(byTime), reading))
    .sort((a, b) => byTime(a.records[0] as AskedRecord, b.records[0] as AskedRecord));
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

function readQuestion(
  key: string,
  records: readonly AskedRecord[],
  { words, directory }: Reading,
): AskedQuestion {
  const first = (records[0] as AskedRecord).record;
  const wording = records.find(({ record }) => record.question !== null)?.record.question ?? null;
  return {
    key,
    wording,
    words: wording === null ? [] : words.read(wording),
    clauses: clauseWeights(first, directory),
    followsUp: first.followUpOf !== null,
    records,
  };
}

function clauseWeights({ cited, verdict, retrieved }: TrainingRecord, directory: ClauseDirectory) {
  if (cited.length > 0) {
    const trust = verdict !== 'failed' && isGrounded(verdict) ? TRUST.ruled : TRUST.cited;
    return scaled(new Map(cited.map((id) => [directory.key(id), 1])), trust);
  }
  const best = retrieved[0]?.score ?? 0;
  if (best <= 0) return new Map<ClauseKey, number>();
  const shares = retrieved.slice(0, BROUGHT_UP).map(({ clauseId, score }) => {
    const share = Math.max(0, score / best);
    return [directory.key(clauseId), share * share] as const;
  });
  return scaled(new Map(shares), TRUST.retrieved);
}

/** The same directions with the given length. */
function scaled(weights: Map<ClauseKey, number>, length: number): Map<ClauseKey, number> {
  const norm = Math.hypot(...weights.values());
  for (const [key, weight] of weights) weights.set(key, (weight / norm) * length);
  return weights;
}
