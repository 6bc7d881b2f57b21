import { isGrounded, type Verdict } from '../domain/answer.ts';
import type { Clause, Language, PolicyDocument } from '../domain/policy.ts';
import type { LoggedQuestion } from '../domain/question-record.ts';
import { loadMorphology } from '../retrieval/morphology.ts';
import { ClauseDirectory, type ClauseName } from './clause-directory.ts';
import { randomNumbers, shuffled } from './random.ts';
import { isDisliked } from './training-record.ts';
import { WordReader, wordingKey } from './wording.ts';
import { WordingSafety } from './wording-safety.ts';

/** One question of a quiz: which clause answers it. Nothing in it tells who asked, or when. */
export interface QuizItem {
  /** As somebody asked it, redacted. */
  readonly question: string;
  readonly choices: readonly QuizChoice[];
  /** Place of the right choice, from 0. */
  readonly right: number;
  /** The clause that answers, its words, and what it rules. */
  readonly clause: ClauseName;
  readonly quote: string;
  readonly verdict: Verdict;
}

/** A clause to choose. */
export interface QuizChoice {
  readonly clause: ClauseName;
  /** How it begins, where it has no heading; else null. */
  readonly opening: string | null;
}

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
  /** Questions, clauses and choices are all in this language. */
  readonly language: Language;
}

const ITEMS = 10;
const CHOICES = 4;
/** How much of a clause without a heading is shown for one, in characters. */
const OPENING = 40;

/**
 * A quiz from real questions whose answer is a citation: of a clause that is still in force in the same words, not
 * disliked by anybody, not found wrong by a reviewer, in a wording that is safe to show (`WordingSafety`). Answers
 * confirmed by a reviewer come first, then those found helpful, each clause once; fewer items than asked for where the
 * log has no more. Wrong choices are clauses that came near, then neighbours of the right one. Records are held in
 * memory only as far as they qualify.
 */
export async function makeQuiz(
  records: AsyncIterable<LoggedQuestion> | Iterable<LoggedQuestion>,
  options: QuizOptions,
): Promise<readonly QuizItem[]> {
  const inLanguage = options.documents.filter(({ language }) => language === options.language);
  const directory = new ClauseDirectory(inLanguage, options.now);
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
  if (record.language !== language) return null;
  const citation = answer.citations[0];
  if (citation === undefined) return null;
  const clause = directory.current(directory.key(citation.clauseId));
  if (clause === undefined || !clause.text.includes(citation.quote)) return null;
  const helpful = feedback.length > 0;
  const rank = review !== null ? 0 : helpful ? 1 : 2;
  const near = record.retrieved.map(({ clauseId }) => clauseId).filter((id) => !record.cited.includes(id));
  return { question, verdict, clause, quote: citation.quote, near, rank };
}

/** An item with its choices in a drawn order; null where there are not enough wrong answers. */
function itemOf(candidate: Candidate, directory: ClauseDirectory, random: () => number): QuizItem | null {
  const { question, verdict, clause, quote } = candidate;
  const wrong = wrongClauses(candidate, directory, random).slice(0, CHOICES - 1);
  if (wrong.length === 0) return null;
  const right = choiceOf(clause, directory);
  const choices = shuffled([right, ...wrong], random);
  return { question, choices, right: choices.indexOf(right), clause: right.clause, quote, verdict };
}

/** Clauses that came near first, then the neighbours in the same document; each heading once, the right one never. */
function wrongClauses(
  { clause, near }: Candidate,
  directory: ClauseDirectory,
  random: () => number,
): QuizChoice[] {
  const close = near.flatMap((id) => directory.current(directory.key(id)) ?? []);
  const others = directory.clauses.filter(
    ({ documentId, kind }) => documentId === clause.documentId && kind === clause.kind,
  );
  const neighbours = shuffled(others, random).sort((a, b) => sharedPath(b, clause) - sharedPath(a, clause));
  const seen = new Set([shownAs(choiceOf(clause, directory))]);
  return [...close, ...neighbours].flatMap((one) => {
    const choice = choiceOf(one, directory);
    const shown = shownAs(choice);
    if (one.text === '' || seen.has(shown)) return [];
    seen.add(shown);
    return [choice];
  });
}

/** How many of the headings above them two clauses share. */
function sharedPath({ headingPath: a }: Clause, { headingPath: b }: Clause): number {
  const apart = a.findIndex((heading, depth) => heading !== b[depth]);
  return apart === -1 ? a.length : apart;
}

function choiceOf(clause: Clause, directory: ClauseDirectory): QuizChoice {
  const name = directory.name(directory.key(clause.id));
  if (name.title !== '') return { clause: name, opening: null };
  const text = clause.text.replace(/\s+/g, ' ');
  return {
    clause: name,
    opening: text.length <= OPENING ? text : `${[...text].slice(0, OPENING).join('')}…`,
  };
}

function shownAs({ clause, opening }: QuizChoice): string {
  return opening ?? clause.title;
}
