import type { Language } from '../../src/domain/policy.ts';
import type { FeedbackReason } from '../../src/domain/question-record.ts';
import type { VerdictWords } from '../verdict-words.ts';

/** Everything the pages say in their own words, in one language. */
export interface WebWords {
  readonly language: Language;
  readonly product: string;
  readonly nav: {
    readonly ask: string;
    readonly policies: string;
    readonly training: string;
    readonly admin: string;
    readonly audit: string;
    readonly signOut: string;
    readonly skip: string;
  };
  readonly other: string;
  readonly ask: {
    readonly title: string;
    readonly label: string;
    readonly hint: string;
    readonly send: string;
    readonly fresh: string;
    readonly you: string;
    readonly suggestions: string;
    /** Label and example once there is something to follow up. */
    readonly followUp: readonly [label: string, hint: string];
    readonly writing: string;
    readonly earlier: string;
    readonly goOn: string;
    readonly noEarlier: string;
    readonly failed: string;
  };
  readonly verdicts: VerdictWords;
  readonly answer: {
    readonly conditions: string;
    readonly approver: string;
    readonly next: string;
    readonly contact: string;
    readonly contactFirst: string;
    readonly related: string;
    readonly approved: string;
    /** Opens the clause that a quote comes from. */
    readonly inPlace: string;
    readonly byModel: string;
    readonly upcoming: (clause: string, date: string, version: string) => string;
    readonly version: (version: string, page?: number) => string;
  };
  readonly feedback: {
    readonly legend: string;
    readonly helpful: string;
    readonly unhelpful: string;
    readonly why: string;
    readonly reasons: Readonly<Record<FeedbackReason, string>>;
    readonly comment: string;
    readonly send: string;
    readonly thanks: string;
  };
  readonly escalate: {
    readonly ask: string;
    readonly sent: string;
    /** Nobody takes questions over from here. */
    readonly alone: (contact: string) => string;
    readonly nobody: string;
  };
  readonly policies: {
    readonly title: string;
    readonly search: string;
    readonly find: string;
    readonly found: (count: number) => string;
    readonly inForce: string;
    readonly pending: (date: string) => string;
    readonly past: string;
    readonly versions: string;
    readonly contents: string;
    readonly changes: string;
    readonly effective: (date: string) => string;
    readonly pendingClause: (date: string, version: string) => string;
    readonly link: string;
  };
  readonly changes: {
    readonly title: (before: string, after: string) => string;
    readonly none: string;
    readonly kinds: Readonly<Record<string, string>>;
    readonly effects: Readonly<Record<string, string>>;
  };
  readonly signIn: {
    readonly title: string;
    readonly need: string;
    readonly how: string;
    readonly used: string;
    readonly provider: string;
    readonly failed: string;
    readonly noRole: string;
  };
  readonly errors: {
    readonly notFound: string;
    readonly failed: string;
    readonly stale: string;
    readonly forbidden: string;
    readonly tooLarge: string;
    readonly tooMany: string;
  };
}
