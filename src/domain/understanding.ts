import type { Language } from './policy.ts';
import type { RankedClause } from './retrieval.ts';

/** A question with what was asked before it, redacted. */
export interface AskedQuestion {
  readonly text: string;
  /** The same as it is searched for: a follow-up with what it leaves out. */
  readonly resolved: string;
  readonly language: Language;
  /** The questions before it in the same conversation, oldest first. */
  readonly earlier: readonly string[];
}

/** Says a question in other words, in one language, to search by. What it says is no evidence of anything. */
export interface QueryRewriter {
  /** Some wordings, perhaps none. */
  wordings(asked: AskedQuestion, into: Language, signal: AbortSignal): Promise<readonly string[]>;
}

/** Judges how well passages answer a question. */
export interface Reranker {
  /** A number for each passage, higher for a better one; comparable within one question only. */
  relevance(question: string, passages: readonly string[], signal: AbortSignal): Promise<readonly number[]>;
}

/** What a ranking goes by. */
export interface RankingRequest {
  readonly asked: AskedQuestion;
  /** What the asker's own words found, best first. */
  readonly found: readonly RankedClause[];
  /** The same search with other words. */
  readonly search: (wording: string) => Promise<readonly RankedClause[]>;
  /** Languages of the documents that are searched. */
  readonly documentLanguages: ReadonlySet<Language>;
  /** Parts left out, by the names of `UNDERSTANDING_PARTS`, for measuring. */
  readonly without: readonly string[];
}

/**
 * Finds more clauses to show, and orders them better, than the words of a question do. It has no say in what is answered:
 * it is handed nothing but clauses to show and gives back nothing else, while verdict, conditions, approver and quotes
 * come from what the asker's own words found.
 */
export interface Understanding {
  /**
   * Ranks the clauses to show. Never rejects, and gives `found` back as it is where nothing is switched on, or a model
   * fails, answers with what it was not asked for, or takes too long.
   */
  rank(request: RankingRequest): Promise<readonly RankedClause[]>;
}

/** What may be switched on and off by itself. */
export const UNDERSTANDING_PARTS = ['rewriting', 'translation', 'reranking'] as const;
export type UnderstandingPart = (typeof UNDERSTANDING_PARTS)[number];
