import type { Retrieval } from '../domain/retrieval.ts';
import type { ClauseTree } from './clause-tree.ts';
import { type Finding, readFindings } from './findings.ts';
import type { QuestionReading } from './question-reading.ts';
import { gatherRelevance, type RelevanceEvidence, relevance } from './relevance.ts';
import { type Ruling, rule, STATES_NO_RULE } from './ruling.ts';

/** How many clauses from the top are weighed against each other. */
const WEIGHED = 8;

/** A retrieved clause with what it would rule and how likely it is to decide the question. */
export interface Candidate {
  readonly finding: Finding;
  readonly ruling: Ruling;
  readonly evidence: RelevanceEvidence;
  /** 0–1, see `relevance`. */
  readonly relevance: number;
}

/** Weighs the first few clauses against each other, in rank order. */
export function weighCandidates(
  reading: QuestionReading,
  retrieval: Retrieval,
  tree: ClauseTree,
): readonly Candidate[] {
  const read = readFindings(reading.text, retrieval, tree, WEIGHED).map((finding) => ({
    finding,
    ruling: rule(reading, finding),
  }));
  return gatherRelevance(reading.text, retrieval, read).map((evidence, i) => ({
    ...(read[i] as (typeof read)[number]),
    evidence,
    relevance: relevance(evidence),
  }));
}

/** The candidate to answer from. */
export function mostPromising(candidates: readonly Candidate[]): Candidate {
  return candidates.reduce((best, other) => (promise(other) > promise(best) ? other : best));
}

/** A clause that is silent on what was asked gives way to one nearly as close that speaks, a definition sooner. */
function promise({ relevance, ruling, finding }: Candidate): number {
  if (ruling.verdict !== 'not_stated') return relevance;
  return relevance * (STATES_NO_RULE.has(finding.clause.kind) ? 0.6 : 0.8);
}
