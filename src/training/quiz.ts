import { isGrounded, type Verdict } from '../domain/answer.ts';
import type { Clause, Language, PolicyDocument } from '../domain/policy.ts';
import type { LoggedQuestion } from '../domain/question-record.ts';
import { loadMorphology } from '../retrieval/morphology.ts';
import { ClauseDirectory, type ClauseName } from './clause-directory.ts';
import { randomNumbers, shuffled } from './random.ts';
import { isDisliked } from './training-record.ts';
import { WordReader, wordingKey } from './wording.ts';
import { WordingSafety } from './wording-safety.ts';

/** One question of a quiz. Nothing in it tells who asked, or when. */
export interface QuizItem {
  /** As somebody asked it, redacted. */
  readonly question: string;
  readonly language: Language;
  /** What is chosen from: rulings, or clauses. */
  readonly choices: readonly QuizChoice[];
  /** Place of the right choice, from 0. */
  readonly right: number;
  /** The clause that decides, and its words. */
  readonly clause: ClauseName;
  readonly quote: string;
}

export type QuizChoice =
  | { readonly kind: 'verdict'; readonly verdict: Verdict }
  | { readonly kind: 'clause'; readonly clause: ClauseName };

/** How a quiz is made. */
export interface QuizOptions {
  readonly documents: readonly PolicyDocument[];
  /** ISO date or timestamp: which versions count as in force. */
  readonly now: string;
  readonly smallestGroup: number;
  /** The same seed and log give the same quiz. */
  readonly seed: number;
  /** How many items; 10 unless told. */
  readonly items?: number;
  /** Only questions in this language. */
  readonly language?: Language;
}

const ITEMS = 10;
const CHOICES = 4;
/** The rulings between which people must choose. */
const RULINGS = ['allowed', 'allowed_conditional', 'not_allowed', 'required'] as const;

/**
 * A quiz from real questions whose answer stands in a clause: ruled by a clause that is still in force in the same words,
 * not disliked by anybody, not found wrong by a reviewer, in a wording that is safe to show (`WordingSafety`). Answers
 * confirmed by a reviewer come first, then those found helpful, each clause once; fewer items than asked for where the
 * log has no more. Records are held in memory only as far as they qualify.
 */
export async function makeQuiz(
  records: AsyncIterable<LoggedQuestion> | Iterable<LoggedQuestion>,
  options: QuizOptions,
): Promise<readonly QuizItem[]> {
  const directory = new ClauseDirectory(options.documents, options.now);
  const candidates = new Map<string, Candidate>();
  const safety = new WordingSafety(new WordReader(await loadMorphology()), options.smallestGroup);
  for await (const record of records) {
    safety.add(record);
    const candidate = candidateOf(record, directory, options);
    if (candidate === null) continue;
    const key = wordingKey(candidate.question);
    const rival = candidates.get(key);
    if (rival === undefined || candidate.rank < rival.rank) candidates.set(key, candidate);
  }
  const random = randomNumbers(options.seed);
  // Sorted before it is drawn, so that the order of the log does not matter.
  const sorted = [...candidates.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, candidate]) => candidate);
  const drawn = shuffled(sorted, random).sort((a, b) => a.rank - b.rank);
  const items: QuizItem[] = [];
  const used = new Set<string>();
  for (const candidate of drawn) {
    if (items.length === (options.items ?? ITEMS)) break;
    if (used.has(candidate.clause.id) || !safety.isSafe(candidate.question)) continue;
    const item = itemOf(candidate, directory, random);
    if (item === null) continue;
    used.add(candidate.clause.id);
    items.push(item);
  }
  return items;
}

interface Candidate {
  readonly question: string;
  readonly language: Language;
  readonly verdict: Verdict;
  readonly clause: Clause;
  readonly quote: string;
  /** Clauses that came near and were not cited: good wrong answers. */
  readonly near: readonly string[];
  /** 0 confirmed by a reviewer, 1 found helpful, 2 neither. */
  readonly rank: number;
}

function candidateOf(
  record: LoggedQuestion,
  directory: ClauseDirectory,
  { language }: QuizOptions,
): Candidate | null {
  const { answer, question, review, verdict, feedback } = record;
  if (question === null || answer === null || verdict === 'failed' || !isGrounded(verdict)) return null;
  if (record.followUpOf !== null || isDisliked(record) || (review !== null && review.finding !== 'correct'))
    return null;
  if (language !== undefined && record.language !== language) return null;
  const citation = answer.citations[0];
  if (citation === undefined) return null;
  const clause = directory.current(directory.key(citation.clauseId));
  if (clause === undefined || !clause.text.includes(citation.quote)) return null;
  const helpful = feedback.length > 0;
  const rank = review !== null ? 0 : helpful ? 1 : 2;
  const near = record.retrieved.map(({ clauseId }) => clauseId).filter((id) => !record.cited.includes(id));
  return { question, language: record.language, verdict, clause, quote: citation.quote, near, rank };
}

/** An item with its choices in a drawn order; null where there are not enough wrong answers. */
function itemOf(candidate: Candidate, directory: ClauseDirectory, random: () => number): QuizItem | null {
  const { question, language, verdict, clause, quote } = candidate;
  const ruling = RULINGS.find((one) => one === verdict);
  const right = directory.name(directory.key(clause.id));
  const wrong: QuizChoice[] =
    ruling !== undefined
      ? RULINGS.filter((one) => one !== ruling).map((one) => ({ kind: 'verdict', verdict: one }))
      : wrongClauses(candidate, directory, random).map((other) => ({
          kind: 'clause',
          clause: directory.name(directory.key(other.id)),
        }));
  if (wrong.length === 0) return null;
  const answer: QuizChoice =
    ruling !== undefined ? { kind: 'verdict', verdict: ruling } : { kind: 'clause', clause: right };
  // Rulings stand in one order everywhere; clauses are mixed, or the right one would always be the first.
  const choices =
    ruling !== undefined
      ? RULINGS.map((one): QuizChoice => ({ kind: 'verdict', verdict: one }))
      : shuffled([answer, ...wrong.slice(0, CHOICES - 1)], random);
  const at = choices.findIndex((choice) =>
    choice.kind === 'verdict' ? choice.verdict === ruling : choice.clause.key === right.key,
  );
  return { question, language, choices, right: at, clause: right, quote };
}

/** Clauses that came near first, then others of the same document; each heading once, the right one never. */
function wrongClauses(
  { clause, near }: Candidate,
  directory: ClauseDirectory,
  random: () => number,
): Clause[] {
  const close = near.flatMap((id) => directory.current(directory.key(id)) ?? []);
  const others = directory.clauses.filter(
    ({ documentId, kind, text }) => documentId === clause.documentId && kind === clause.kind && text !== '',
  );
  const heading = (one: Clause) => directory.name(directory.key(one.id)).title;
  const seen = new Set([heading(clause)]);
  return [...close, ...shuffled(others, random)].filter((one) => {
    const title = heading(one);
    if (title === '' || seen.has(title)) return false;
    seen.add(title);
    return true;
  });
}
