import type { Answer, Citation, Verdict } from '../domain/answer.ts';
import type { WriteRequest } from '../domain/answer-writer.ts';
import type { Language } from '../domain/policy.ts';
import { detectLanguage } from '../retrieval/text.ts';

/** A clause as it is handed to the model, word for word as the asker sees it. */
export interface Source {
  /** What the model calls it: `c1`, `c2` … */
  readonly key: string;
  readonly citation: Citation;
  /** Whether the answer rests on it; a clause that is merely near never permits anything. */
  readonly decides: boolean;
}

/** What the model may know, and what its words are held against. */
export interface Brief {
  readonly language: Language;
  /** Redacted, the question before it included where it is a follow-up's. */
  readonly questions: readonly string[];
  readonly answer: Answer;
  readonly sources: readonly Source[];
}

/** Short answers by rules that no model touches: there is nothing to explain, or no time for it. */
const LEFT_ALONE: ReadonlySet<Verdict> = new Set<Verdict>(['refuse', 'chitchat', 'out_of_scope']);
/** How many clauses are handed over that the answer does not rest on. */
const NEAR = 2;
/** How many earlier exchanges a model is shown. */
const TURNS = 2;

/**
 * The brief of an answer; null where its wording is to stay: an incident (the contact counts, and every second), an
 * answer that refuses, chats or lies outside the policies, one that a person approved, one without a clause, and one
 * whose clauses are in another language than the question, for words of another language cannot be checked.
 */
export function briefOf({ question, conversation, intent, answer }: WriteRequest): Brief | null {
  if (intent === 'incident' || answer.urgent || answer.approved || LEFT_ALONE.has(answer.verdict))
    return null;
  const inLanguage = ({ quote }: Citation) => detectLanguage(quote) === answer.language;
  if (!answer.citations.every(inLanguage)) return null;
  const near = answer.related.filter(inLanguage).slice(0, NEAR);
  if (answer.citations.length === 0) return null;
  const sources = [...answer.citations, ...near].map((citation, i) => ({
    key: `c${i + 1}`,
    citation,
    decides: i < answer.citations.length,
  }));
  const before = conversation.slice(-TURNS).map((turn) => turn.question);
  return { language: answer.language, questions: [...before, question], answer, sources };
}
