import type { FeedbackReason } from '../../src/domain/question-record.ts';
import type { VerdictWords } from '../verdict-words.ts';

/** Everything Kitei says in Slack in its own words, in one language. */
export interface Words {
  readonly verdicts: VerdictWords;
  readonly answer: {
    readonly conditions: string;
    readonly approver: string;
    readonly next: string;
    readonly contact: string;
    readonly contactFirst: string;
    readonly approved: string;
    /** Said where a model worded the answer. */
    readonly byModel: string;
    /** What a version that is not yet in force will do to a clause. */
    readonly upcoming: (clause: string, date: string, version: string, to: readonly string[]) => string;
    readonly clause: (label: string, title: string) => string;
    /** Document and version, after the clause. */
    readonly source: (title: string, version: string, page?: number) => string;
    /** Said after a quote that does not fit into a message. */
    readonly cut: string;
    readonly more: (count: number) => string;
  };
  readonly buttons: {
    readonly related: (count: number) => string;
    readonly askPerson: string;
    readonly share: string;
    readonly helpful: string;
    readonly unhelpful: string;
    readonly mute: string;
  };
  readonly confirm: {
    readonly title: string;
    readonly askPerson: (contact: string) => string;
    readonly send: string;
    readonly cancel: string;
  };
  readonly related: {
    readonly title: string;
    readonly close: string;
    readonly intro: string;
    readonly gone: string;
  };
  readonly feedback: {
    readonly thanks: string;
    readonly title: string;
    readonly what: string;
    readonly reasons: Readonly<Record<FeedbackReason, string>>;
    readonly comment: string;
    readonly send: string;
    readonly cancel: string;
  };
  readonly escalated: Readonly<Record<'sent' | 'known' | 'no_contact' | 'unknown', string>>;
  readonly notices: {
    readonly escalation: string;
    readonly escalationTo: (contact: string) => string;
    readonly question: string;
    readonly answerSoFar: string;
    readonly howToReply: (mention: boolean) => string;
    readonly relayed: string;
    readonly expertReply: string;
    readonly correction: string;
    readonly before: string;
    readonly now: string;
    readonly outdated: string;
  };
  readonly share: {
    /** Said around the name of the person who shared. */
    readonly by: readonly [before: string, after: string];
    readonly failed: string;
  };
  readonly command: {
    readonly help: (command: string) => string;
    readonly adminsOnly: string;
    readonly reindexing: string;
    readonly muted: string;
    readonly unmuted: string;
  };
  readonly receipt: {
    readonly unchanged: (generation: string) => string;
    readonly built: (generation: string, seconds: string) => string;
    readonly document: (title: string, version: string, clauses: number) => string;
    readonly added: string;
    readonly changed: string;
    readonly removed: string;
    readonly warning: string;
  };
  readonly greeting: string;
  readonly examples: string;
  /** Shown while Kitei works: after the app's name, and on its own. */
  readonly working: { readonly status: string; readonly message: string };
  readonly failed: string;
  readonly unreadable: string;
}
