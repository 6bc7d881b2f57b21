import type { Answer } from './answer.ts';
import type { ReindexReceipt } from './generation.ts';
import type { Language, PolicyDocument } from './policy.ts';
import type { Question } from './question.ts';
import type { FeedbackReason } from './question-record.ts';

/** What an asker gets back. */
export interface Reply {
  /** Id of the record that feedback and escalation name; that of the question. */
  readonly recordId: string;
  readonly answer: Answer;
  /** True where this question had been answered before (a second delivery); the answer is that one. */
  readonly repeated: boolean;
}

/** Told while an answer is being written. */
export interface AskProgress {
  /**
   * The answer's text so far, longer with each call; every sentence of it has passed the checks. Called only where a
   * model writes. The reply is what counts: its `answer.text` is another one where what the model wrote next failed.
   */
  onText(textSoFar: string): void;
}

/** Kitei as the channels see it. Every method is safe to call twice with the same ids. */
export interface Assistant {
  /**
   * Redacts, answers from one index generation, records, replies.
   * @param progress hears nothing where the question is a second delivery.
   * @throws KiteiError `question.invalid` with words for the asker.
   */
  ask(question: Question, progress?: AskProgress): Promise<Reply>;
  /** @param asker the platform's id of the person, as in `Question`. */
  giveFeedback(feedback: {
    readonly recordId: string;
    readonly asker: string | null;
    readonly helpful: boolean;
    readonly reason?: FeedbackReason;
    readonly comment?: string;
  }): Promise<void>;
  /**
   * Hands a question to the contact of its answer, through the outbox.
   * @returns `sent`; `known` where it was handed over before; `no_contact` where no contact of this channel is
   * configured; `unknown` where no such record is kept.
   */
  escalate(recordId: string): Promise<'sent' | 'known' | 'no_contact' | 'unknown'>;
  /**
   * Takes a reply written in the thread of an escalation, relays it to the asker and keeps it as a proposed answer.
   * @returns false where the thread belongs to no escalation.
   */
  expertReplied(reply: {
    readonly channel: Question['channel'];
    readonly thread: string;
    /** The platform's id of the message, so that a second delivery is relayed once. */
    readonly messageId: string;
    readonly text: string;
  }): Promise<boolean>;
  /** Questions to offer, at most 4: the most asked of late that were answered, else from the policy. */
  suggestions(language: Language): Promise<readonly string[]>;
  /** Builds and publishes a new generation from the knowledge folder, for an admin. */
  reindex(admin: string): Promise<ReindexReceipt>;
  /** All document versions now served. */
  readonly documents: readonly PolicyDocument[];
}
