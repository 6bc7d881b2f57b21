import type { Answer, Verdict } from './answer.ts';
import type { Language } from './policy.ts';
import type { ChannelName } from './question.ts';
import type { OutdatedClause } from './revised-clause.ts';

/** What the asker wants to know, as far as wording tells. */
export type Intent =
  /** Whether something may be done, asked or stated as a plan. */
  | 'permission'
  /** Whether something must be done, or may be left out. */
  | 'duty'
  /** Whose leave is needed, whom to ask. */
  | 'approver'
  /** Whether the policy covers somebody or something. */
  | 'scope'
  | 'definition'
  /** Where, when, why, how, what: what the policy says. */
  | 'information'
  /** Something has just gone wrong. */
  | 'incident'
  /** Whether a breach has consequences: nearly always left to a person. */
  | 'sanction'
  /** Instructions to the bot, or a request for what staff may not see. */
  | 'attack'
  /** What other people asked or did. */
  | 'others_data'
  | 'chitchat'
  /** Weather, recipes, travel tips …: nothing a policy would rule on. */
  | 'off_topic'
  /** An article of a law or another text that is named. */
  | 'external_text';

/** A clause that the search brought up, with its fused score (comparable within one question). */
export interface RetrievedClause {
  readonly clauseId: string;
  readonly score: number;
}

/** Wall-clock milliseconds by part of the work. */
export type StageTimes = Readonly<Record<string, number>>;

/** What became of a model's wording of an answer, for the log. */
export interface Writing {
  /** Provider and model as configured, e.g. `openai:gpt-5-mini`. */
  readonly model: string;
  /** Version of the prompt. */
  readonly prompt: string;
  /** `written`: passed as it was; `repaired`: passed after one repair; `replaced`: the extractive wording went out. */
  readonly outcome: 'written' | 'repaired' | 'replaced';
  /** Why it was repaired or replaced, e.g. `quote_not_in_clause`, `timeout`, `breaker_open`; null where it passed. */
  readonly reason: string | null;
  /** Tokens in and out as the provider counted them; null where it did not say. */
  readonly tokens: number | null;
}

/** How an answer came about, for the log. */
export interface AnswerTrace {
  readonly intent: Intent;
  /** Whether it was read together with the question before it. */
  readonly followsUp: boolean;
  /** Best first. */
  readonly retrieved: readonly RetrievedClause[];
  readonly milliseconds: StageTimes;
  /** Absent where no model was asked to write. */
  readonly writing?: Writing;
}

/** One question as it is kept: redacted, its asker a pseudonym. */
export interface QuestionRecord {
  /** The question's id. */
  readonly id: string;
  /** ISO timestamp, UTC. */
  readonly askedAt: string;
  readonly channel: ChannelName;
  readonly department: string | null;
  /** HMAC of the platform's id of the person; null where nobody was known or the person asked to be forgotten. */
  readonly asker: string | null;
  /** HMAC of the platform's id of the conversation. */
  readonly conversation: string | null;
  /** The record before it in the same conversation, when it is read together with that. */
  readonly followUpOf: string | null;
  /** Redacted; null once its time of keeping is over. */
  readonly question: string | null;
  readonly language: Language;
  readonly intent: Intent | null;
  /** As given, its `related` and `bridges` included; null where answering failed or its time of keeping is over. */
  readonly answer: Answer | null;
  readonly verdict: Verdict | 'failed';
  /** Ids of the clauses cited; kept when the answer itself is dropped. */
  readonly cited: readonly string[];
  readonly retrieved: readonly RetrievedClause[];
  /** Index generation; null where answering failed before one was taken. */
  readonly generation: string | null;
  /** Versions of the documents cited. */
  readonly documents: readonly { readonly id: string; readonly version: string }[];
  readonly milliseconds: StageTimes;
  /** Why there is no answer: the error's code. */
  readonly failure: string | null;
  /** Absent where no model was asked to write. */
  readonly writing?: Writing;
}

/** Why an answer did not help, as offered to the asker. */
export type FeedbackReason = 'wrong_clause' | 'wrong_verdict' | 'unclear' | 'incomplete' | 'other';

/** What an asker says of an answer; the last word of one person about one record counts. */
export interface Feedback {
  readonly recordId: string;
  readonly asker: string | null;
  readonly at: string;
  readonly helpful: boolean;
  readonly reason: FeedbackReason | null;
  /** Redacted. */
  readonly comment: string | null;
}

/** A question handed to a person, and what came back. */
export interface Escalation {
  readonly recordId: string;
  /** ISO timestamp, UTC. */
  readonly at: string;
  /** Id of the contact in contacts.yaml; null where none is configured. */
  readonly contact: string | null;
  readonly status: 'sent' | 'answered' | 'undeliverable';
  /** Redacted reply of the expert. */
  readonly reply: string | null;
  readonly repliedAt: string | null;
}

/** What a trainer finds about an answer. */
export type ReviewFinding =
  | 'correct'
  | 'wrong_clause'
  | 'wrong_verdict'
  | 'should_have_abstained'
  | 'should_have_answered';

/** A trainer's judgement of one record; the newest counts. */
export interface Review {
  readonly recordId: string;
  readonly at: string;
  /** Who reviewed: a name of the configuration or an account, not a pseudonym. */
  readonly reviewer: string;
  readonly finding: ReviewFinding;
  /** Ids of the clauses that should have been cited; empty where the finding needs none. */
  readonly expectedClauses: readonly string[];
  readonly expectedVerdict: Verdict | null;
  /** Redacted. */
  readonly note: string | null;
}

/** A record with everything that was said about it since. */
export interface LoggedQuestion extends QuestionRecord {
  /** One entry per person. */
  readonly feedback: readonly Feedback[];
  readonly escalation: Escalation | null;
  readonly review: Review | null;
  /** Clauses it cites that were changed in substance since it was answered, oldest change first; absent where none was. */
  readonly outdated?: readonly OutdatedClause[];
}
