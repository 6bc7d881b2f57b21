import type { Clause, Language } from './policy.ts';

/** How a question's word was found in a clause, strongest first. */
export type MatchKind = 'exact' | 'vocabulary' | 'synonym' | 'fuzzy';

/** One content word of the question, as analysed. */
export interface QueryTerm {
  /** The word as typed. */
  readonly surface: string;
  /** Normalised base form or stem used in the index. */
  readonly term: string;
  /** `ln(1 + (N − df + 0.5) / (df + 0.5))` over the clauses; a word that no clause has keeps the highest. */
  readonly idf: number;
  /** Where it first stands in the normalised question, in UTF-16 units. */
  readonly start: number;
  /** Names something done: a verb, or a noun that 「する」 makes one. False in English, whose words are not analysed. */
  readonly act: boolean;
}

/** A content word of the question that a clause (its headings included) has, and by which route. */
export interface TermMatch {
  readonly term: QueryTerm;
  readonly kind: MatchKind;
  /** The clause's own word that matched. */
  readonly as: string;
  /** True where the question's word names something done and the clause's a mere thing (「LINE交換」 and 「ＳＮＳ」). */
  readonly thing?: boolean;
}

/**
 * A word of the question that the clause does not have, and the clause's word that is nearest to it in meaning. It
 * brings the clause forward; it is no evidence, and no verdict may rest on it.
 */
export interface WordBridge {
  readonly term: QueryTerm;
  /** The clause's word, in its dictionary form. */
  readonly as: string;
  /** How far it stands for the question's word, 0–1. */
  readonly similarity: number;
}

/** A clause with the evidence that brought it up. */
export interface RankedClause {
  readonly clause: Clause;
  /** Fused score; comparable within one question only. */
  readonly score: number;
  /**
   * Share, weighted by idf, of the question's content words that the clause or its heading path has
   * (0–1; exact and vocabulary count fully, synonyms and fuzzy matches in part). The gate for answering.
   */
  readonly coverage: number;
  readonly matches: readonly TermMatch[];
  /** Words of the question bridged to words of the clause; never among `matches`, never in `coverage`. */
  readonly bridges?: readonly WordBridge[];
  /** Score by channel before fusion, for explanation (`words`, `characters`, `vectors`, `number`, …). */
  readonly channels: Readonly<Record<string, number>>;
}

/** What the index found for one question. */
export interface Retrieval {
  readonly language: Language;
  readonly terms: readonly QueryTerm[];
  /** Best first: what to show. */
  readonly ranked: readonly RankedClause[];
  /** The same search by the words alone, bridges left out, best first: what a decision may rest on. */
  readonly byEvidence: readonly RankedClause[];
  /** Clauses named by number in the question (「7の(3)」), best reading first. */
  readonly numbered: readonly Clause[];
}

/** Options that narrow or switch channels of a search. */
export interface RetrieveOptions {
  /** How many clauses to return; 20 unless told. */
  readonly limit?: number;
  /** Only clauses of these documents. */
  readonly documents?: readonly string[];
  /** Only clauses of document versions for which this holds, e.g. those in force. */
  readonly clauses?: (version: Pick<Clause, 'documentId' | 'documentVersion'>) => boolean;
  /** Channels left out, for measuring what each is worth (`vectors`, `synonyms`, …). */
  readonly without?: readonly string[];
}

/** Anything that finds clauses for a question: the port that answering works on. */
export interface ClauseIndex {
  retrieve(question: string, options?: RetrieveOptions): Promise<Retrieval>;
}
