import type { ClauseName } from './clause-directory.ts';
import type { GapStatus } from './gap-status.ts';
import type { Evidence, GapType } from './gap-type.ts';
import type { DepartmentFigures } from './small-groups.ts';

/** A clause that a gap is about. */
export interface GapClause extends ClauseName {
  /** People shown this clause, or known to have needed it. */
  readonly people: number;
}

/** What would close a gap. */
export type NextStep =
  | { readonly kind: 'course'; readonly clause: ClauseName | null; readonly words: readonly string[] }
  /** `near`: the clause that came nearest. */
  | { readonly kind: 'add_clause'; readonly words: readonly string[]; readonly near: ClauseName | null }
  /** An entry for vocabulary.yaml: people say any of `say`, the clause says `policy`. */
  | {
      readonly kind: 'add_vocabulary';
      readonly say: readonly string[];
      readonly policy: string;
      readonly clause: ClauseName;
    }
  /** The clause has the words and is not found all the same: a case for checks.jsonl. Null: a trainer is to mark it. */
  | { readonly kind: 'add_check'; readonly clause: ClauseName | null; readonly words: readonly string[] }
  | {
      readonly kind: 'rewrite_clause';
      readonly clause: ClauseName | null;
      readonly words: readonly string[];
    };

/** A group of questions that shows something missing. It names nobody. */
export interface Gap {
  /** Stays the same when questions are added. */
  readonly id: string;
  readonly type: GapType;
  readonly status: GapStatus;
  /** Its most typical question, redacted; null where the wording of all of them was dropped. */
  readonly name: string | null;
  /** The words that tell it from others, most telling first. */
  readonly words: readonly string[];
  /** Most people first. */
  readonly clauses: readonly GapClause[];
  readonly questions: number;
  /** Different people, as far as they are known. */
  readonly people: number;
  /** ISO timestamps, UTC. */
  readonly firstAsked: string;
  readonly lastAsked: string;
  /** People who showed it, week by week up to today, oldest first. */
  readonly weeks: readonly number[];
  /** Share of people (0–1) who were left without an answer or minded the one they got. */
  readonly dissatisfaction: number;
  /** Share of people (0–1) who asked about an incident or something prohibited. */
  readonly risk: { readonly incidents: number; readonly prohibitions: number };
  /** What it is ranked by: see `priorityOf`. */
  readonly priority: number;
  readonly evidence: readonly Evidence[];
  /** Different wordings, redacted, most typical first. */
  readonly samples: readonly string[];
  /** Ids of some of its records, latest first, to look them up in the log. */
  readonly recordIds: readonly string[];
  readonly departments: DepartmentFigures;
  readonly step: NextStep;
}

/** What `findGaps` found in a stretch of the log. */
export interface GapReport {
  /** ISO timestamps, UTC: from the first record read to the moment of the report. */
  readonly since: string;
  readonly until: string;
  /** Questions and people that were read, small talk and failures left out. */
  readonly questions: number;
  readonly people: number;
  /** Highest priority first. */
  readonly gaps: readonly Gap[];
  /** Gaps left out because fewer people than may be reported on asked; only where one department is looked at. */
  readonly hidden: number;
}
