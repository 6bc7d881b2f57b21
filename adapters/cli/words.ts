import type { Language } from '../../src/domain/policy.ts';
import type { VerdictWords } from '../verdict-words.ts';

/** Everything the command says in its own words, in one language. */
export interface Words {
  readonly language: Language;
  readonly verdicts: VerdictWords;
  readonly answer: {
    readonly conditions: string;
    readonly approver: string;
    readonly next: string;
    readonly contact: string;
    readonly contactFirst: string;
    readonly related: string;
    /** Clause number with its title, where it has one. */
    readonly clause: (label: string, title: string) => string;
    readonly version: (version: string, page?: number) => string;
    /** A cited clause changes with a version that is not yet in force; `to` are its numbers then. */
    readonly upcoming: (clause: string, date: string, version: string, to: readonly string[]) => string;
    readonly approved: string;
  };
  readonly chat: { readonly greeting: string; readonly fresh: string; readonly prompt: string };
  readonly progress: {
    readonly waiting: (holder: string) => string;
    readonly reading: string;
    readonly analysing: string;
    readonly embedding: string;
    readonly writing: string;
    readonly checking: string;
    readonly measuring: string;
  };
  readonly sample: (folder: string) => string;
  readonly warning: string;
  readonly error: string;
  readonly noQuestion: string;
  readonly receipt: {
    readonly unchanged: (generation: string) => string;
    readonly built: (generation: string, seconds: string) => string;
    readonly document: (title: string, version: string, clauses: number) => string;
    readonly added: string;
    readonly changed: string;
    readonly removed: string;
    readonly parts: Readonly<Record<string, string>>;
  };
  readonly evaluation: {
    readonly failing: (count: number, of: number) => string;
    readonly none: string;
    readonly expected: string;
    readonly found: string;
    readonly comparison: {
      readonly without: (channels: string) => string;
      readonly all: string;
      readonly difference: string;
    };
    readonly sideBySide: {
      readonly plain: string;
      /** Heading over what something changed. */
      readonly change: (name: string) => string;
      readonly nothing: string;
    };
    readonly faults: Readonly<Record<Fault, string>>;
  };
  readonly clauses: { readonly count: (clauses: number) => string };
  readonly help: Help;
}

/** What can be wrong with a checked answer, as the report of `evaluate` names it. */
export type Fault = 'verdict' | 'clause' | 'invented' | 'missed' | 'approver' | 'quote';

/** Texts of `--help`. */
export interface Help {
  readonly headings: Readonly<Record<string, string>>;
  /** An option with what may be given, and what is taken where nothing is. */
  readonly described: (
    text: string,
    option: { readonly choices: readonly string[] | undefined; readonly standard: number | undefined },
  ) => string;
  readonly examples: string;
  readonly exitCodes: string;
  readonly commands: Readonly<Record<'kitei' | 'ask' | 'chat' | 'clauses' | 'reindex' | 'evaluate', string>>;
  readonly arguments: Readonly<Record<'question' | 'path', string>>;
  readonly options: Readonly<
    Record<
      | 'json'
      | 'knowledge'
      | 'data'
      | 'asOf'
      | 'noLog'
      | 'lang'
      | 'force'
      | 'questions'
      | 'beir'
      | 'without'
      | 'with'
      | 'help'
      | 'version',
      string
    >
  >;
}
