import type { Answered } from '../answering/answer-question.ts';
import type { Group } from '../domain/access.ts';
import type { AnswerWriter } from '../domain/answer-writer.ts';
import type { ApprovedAnswers } from '../domain/approved-answer.ts';
import type { Turn } from '../domain/conversation.ts';
import type { ReindexReceipt } from '../domain/generation.ts';
import type { Contact } from '../domain/knowledge.ts';
import type { Outbox } from '../domain/outbox.ts';
import type { Clause, PolicyDocument } from '../domain/policy.ts';
import type { QuestionLog } from '../domain/question-log.ts';
import type { ReplyAddresses } from '../domain/reply-addresses.ts';

/** Kitei as far as the way of a question needs it: always the generation that serves now. */
export interface Answering {
  ask(request: {
    readonly text: string;
    readonly conversation: readonly Turn[];
    readonly groups: readonly string[];
  }): Promise<Answered>;
  readonly documents: readonly PolicyDocument[];
  readonly clauses: readonly Clause[];
  readonly contacts: readonly Contact[];
  readonly generation: { readonly id: string };
}

/** What the assistant works with; chosen by whoever puts Kitei together. */
export interface AssistantParts {
  readonly answering: Answering;
  /** Puts answers into better words; null or absent where rules alone word them. */
  readonly writer?: AnswerWriter | null;
  readonly log: QuestionLog;
  readonly approved: ApprovedAnswers;
  readonly addresses: ReplyAddresses;
  readonly outbox: Outbox;
  /** Replaces personal data and secrets by typed marks. */
  readonly redact: (text: string) => string;
  /** One line about a failure, fit for a process log; `raw` is what must not appear in it. */
  readonly describeFailure: (failure: unknown, raw: readonly string[]) => string;
  /** A stable stand-in for a platform's id, from which the id cannot be computed without the secret. */
  readonly pseudonym: (id: string) => string;
  /** Who belongs to the groups that documents may be kept to. */
  readonly groups: () => readonly Group[];
  readonly reindex: () => Promise<ReindexReceipt>;
  /** Questions asked by fewer people than this are never shown to others. */
  readonly smallestGroup: number;
  /** Told what failed without keeping anybody from an answer. Messages hold no word of a question. */
  readonly warn: (message: string) => void;
  readonly now: () => Date;
}
