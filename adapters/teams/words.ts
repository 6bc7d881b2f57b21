import type { FeedbackReason } from '../../src/domain/question-record.ts';
import type { VerdictWords } from '../verdict-words.ts';

/** Everything Kitei says in Teams in its own words, in one language. */
export interface Words {
  readonly verdicts: VerdictWords;
  readonly answer: {
    readonly conditions: string;
    readonly approver: string;
    readonly next: string;
    readonly contact: string;
    readonly contactFirst: string;
    readonly approved: string;
    readonly grounds: string;
    /** Label of the button that unfolds the clauses that do not decide. */
    readonly related: (count: number) => string;
    readonly clause: (label: string, title: string) => string;
    readonly version: (version: string, page?: number) => string;
    /** What a version that is not yet in force will do to a clause. */
    readonly upcoming: (clause: string, date: string, version: string, to: readonly string[]) => string;
    readonly open: string;
    /** Said where quotes do not fit into a message of Teams. */
    readonly leftOut: (clauses: readonly string[]) => string;
    readonly relatedLeftOut: string;
    readonly askPerson: string;
  };
  readonly escalated: Readonly<Record<'sent' | 'known' | 'no_contact' | 'unknown', string>>;
  readonly notices: {
    readonly escalation: string;
    readonly escalationTo: (contact: string) => string;
    readonly question: string;
    readonly answerSoFar: string;
    readonly howToReply: string;
    readonly reply: string;
    readonly replyPlaceholder: string;
    readonly relayed: string;
    readonly notRelayed: string;
    readonly expertReply: string;
    readonly correction: string;
    readonly before: string;
    readonly now: string;
    readonly mute: string;
    readonly muted: string;
    readonly unmute: string;
    readonly unmuted: string;
  };
  readonly feedback: {
    readonly title: string;
    readonly what: string;
    readonly reasons: Readonly<Record<FeedbackReason, string>>;
    readonly comment: string;
    readonly send: string;
  };
  readonly welcome: { readonly title: string; readonly text: string; readonly examples: string };
  readonly dialog: {
    readonly title: string;
    readonly question: string;
    readonly ask: string;
    readonly unreadable: string;
  };
  /** Shown while Kitei works. */
  readonly working: string;
  readonly failed: string;
}
