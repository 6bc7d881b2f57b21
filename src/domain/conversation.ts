import type { Answer } from './answer.ts';

/** One exchange of a conversation: what was asked and what Kitei answered. Oldest first in a list. */
export interface Turn {
  readonly question: string;
  readonly answer: Answer;
}
