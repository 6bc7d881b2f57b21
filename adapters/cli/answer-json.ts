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
    next: answer.next,
    contact: answer.contact,
    confidence: answer.confidence,
    generation: answer.generation,
    latencyMs: Math.round(latencyMs * 100) / 100,
  };
}

function citationJson({ document, version, clause, title, quote, start, end }: Citation) {
  return { document, version, clause, title, quote, start, end };
}
