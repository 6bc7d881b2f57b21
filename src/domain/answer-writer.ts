import type { Answer } from './answer.ts';
import type { AskProgress } from './assistant.ts';
import type { Turn } from './conversation.ts';
import type { Intent, Writing } from './question-record.ts';

/** An answer as the rules found and worded it, with what it answers. */
export interface WriteRequest {
  /** Redacted. */
  readonly question: string;
  /** Redacted, oldest first. */
  readonly conversation: readonly Turn[];
  readonly intent: Intent;
  readonly answer: Answer;
}

/** What goes out. */
export interface Written {
  /** The answer asked about: as it was, or with another `text` and `writer: 'model'`; nothing else ever differs. */
  readonly answer: Answer;
  /** Null where nothing was to be reworded. */
  readonly writing: Writing | null;
}

/** Puts an answer into better words where it can. */
export interface AnswerWriter {
  /**
   * Never rejects, and always resolves within its limit of time: what cannot be worded better goes out as it is.
   * @param progress hears the text of the first attempt, sentence by sentence, each after it has passed the checks.
   */
  write(request: WriteRequest, progress?: AskProgress): Promise<Written>;
}
