import type { Answer, Citation } from '../../src/domain/answer.ts';

/** The object that `ask --json` prints; keys keep their names across versions. */
export function answerJson(answer: Answer, latencyMs: number) {
  return {
    verdict: answer.verdict,
    answer: answer.text,
    language: answer.language,
    conditions: answer.conditions,
    approver: answer.approver,
    citations: answer.citations.map(citationJson),
    related: answer.related.map(citationJson),
    bridges: bridgesJson(answer),
    upcoming: (answer.upcoming ?? []).map(({ clauseId: _, ...change }) => change),
    approved: answer.approved ?? false,
    next: answer.next,
    contact: answer.contact,
    urgent: answer.urgent,
    confidence: answer.confidence,
    generation: answer.generation,
    latencyMs: Math.round(latencyMs * 100) / 100,
  };
}

/** Words of the question that brought clauses forward by likeness, and the clauses of this answer that they did. */
function bridgesJson({ bridges = [], citations, related }: Answer) {
  const shown = [...citations, ...related];
  return bridges.map(({ word, as, similarity, clauseIds }) => ({
    word,
    as,
    similarity: Math.round(similarity * 1000) / 1000,
    clauses: shown
      .filter(({ clauseId }) => clauseIds.includes(clauseId))
      .map(({ document, clause }) => ({ document, clause })),
  }));
}

function citationJson(citation: Citation) {
  const { document, version, clause, title, quote, start, end, page } = citation;
  return { document, version, clause, title, page: page ?? null, quote, start, end };
}
