/** What a finding is about. */
export type LintRule =
  /** A reference to a clause that does not exist. */
  | 'reference-dangling'
  /** A reference whose noun does not occur in the clause it points to. */
  | 'reference-suspicious'
  /** The table of contents and the headings differ. */
  | 'contents-differ'
  | 'number-duplicate'
  | 'number-skipped'
  | 'term-unused'
  | 'term-undefined'
  /** A term is defined twice, or its scope is stated differently from its definition. */
  | 'term-conflict'
  | 'near-duplicate'
  /** 「原則として」, "in principle", without a rule for exceptions. */
  | 'principle-without-exception'
  | 'duty-without-addressee'
  /** Something needs approval, and nobody is named who gives it. */
  | 'approval-without-approver'
  | 'effective-date-missing'
  | 'owner-missing'
  /** One document calls itself by several names. */
  | 'names-mixed'
  /** A sentence without its full stop. */
  | 'stop-missing';

/** `error`: an answer may go wrong; `warning`: readers may; `note`: worth a look. */
export type LintSeverity = 'error' | 'warning' | 'note';

/** Something in a policy that its author may want to put right. Nothing is ever changed in the source. */
export interface LintFinding {
  readonly rule: LintRule;
  readonly severity: LintSeverity;
  readonly documentId: string;
  readonly version: string;
  /** Path of the source file. */
  readonly path: string;
  /** Labels of the clauses concerned, the place of the finding first; empty for the document as a whole. */
  readonly labels: readonly string[];
  /** The words that show it, as written; empty where something is missing altogether. */
  readonly evidence: string;
  /** What the evidence is compared with, or what may be meant, as written; null for nothing. */
  readonly instead: string | null;
}
