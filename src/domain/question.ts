import type { Language } from './policy.ts';

/** Where people talk to Kitei. */
export type ChannelName = 'cli' | 'web' | 'slack' | 'teams';

/**
 * Where a message can be sent later, in the channel's own terms (a Slack channel and thread, a Teams conversation
 * reference). Only the channel that made it reads `at`; everybody else stores it encrypted and hands it back.
 */
export interface Address {
  readonly channel: ChannelName;
  /** Plain JSON. */
  readonly at: Readonly<Record<string, unknown>>;
}

/** A question as a channel hands it over. Nothing of it is stored as it is: see `QuestionRecord`. */
export interface Question {
  /**
   * Derived from the channel and its own id of the message (`slack:T1:C2:1700000000.000100`), so that a platform's
   * second delivery of the message is the same question.
   */
  readonly id: string;
  /** As typed. */
  readonly text: string;
  /** ISO timestamp, UTC. */
  readonly askedAt: string;
  readonly channel: ChannelName;
  /** The platform's id of the person, unique across workspaces and tenants; null where nobody is known. */
  readonly asker: string | null;
  /** The platform's id of the conversation that follow-ups belong to; null where there is none. */
  readonly conversation: string | null;
  /** The platform's id of the place whose members all read the answer, with all its threads; absent in private. */
  readonly room?: string;
  /** True where nobody but the asker reads the answer; only then may it come from documents kept to groups. */
  readonly confidential?: boolean;
  /** Groups of the person as the channel knows them, beside those of groups.yaml. */
  readonly groups?: readonly string[];
  /** Department, when the channel is configured to know it. */
  readonly department: string | null;
  /** Where notices about the answer go; null where nobody can be reached later. */
  readonly replyTo: Address | null;
  /** Language of the interface around the answer, where the channel knows the person's; the answer follows the question. */
  readonly locale?: Language;
}
