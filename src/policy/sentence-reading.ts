import type { Modality } from '../domain/policy.ts';

/** What one sentence of a policy does, read from its wording alone. */
export interface SentenceReading {
  readonly force: Modality;
  /** What the sentence does before its conditions are weighed: a `conditional` is a ban, a leave or a duty with one. */
  readonly base: Modality;
  /** `exception` limits the sentence before it; `extension` carries it further (「同様とする」). */
  readonly role: 'rule' | 'exception' | 'extension';
  /** An exception that lifts what stands before it (「この限りでない」) rather than ruling itself. */
  readonly lifts: boolean;
  readonly addressee: 'staff' | 'organisation' | null;
  /** 「原則として」, "in principle": exceptions exist that are not written here. */
  readonly inPrinciple: boolean;
  /** Whose approval the sentence names, in its own words. */
  readonly approver: string | null;
  /** Who decides the individual case, in the sentence's own words, where it leaves the decision to somebody. */
  readonly decider: string | null;
  /** What opens the way: approval by somebody, or a notification that nobody need grant. */
  readonly procedure: 'approval' | 'notification' | null;
  /** The conditions, in the sentence's own words (「…場合に限り」, "unless …"). */
  readonly conditions: readonly string[];
  /** The case the sentence speaks of is something one chooses to do, not something that happened. */
  readonly voluntary: boolean;
  /** Keeps something from being possible (「できないようにする」), though it commands nobody. */
  readonly restricts: boolean;
  /** Its case is one that can be brought about by meeting requirements (「登録された」, "registered with"). */
  readonly earned: boolean;
  /** Introduces the list below it (「次の…」, "the following"). */
  readonly introducesList: boolean;
}
