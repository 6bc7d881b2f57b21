import type { LintFinding, LintRule, LintSeverity } from '../domain/lint.ts';
import type { Clause, PolicyDocument } from '../domain/policy.ts';

/** A finding before its document is named. */
export interface Found {
  readonly rule: LintRule;
  readonly labels: readonly string[];
  readonly evidence: string;
  readonly instead?: string | null;
}

/** Reads one document, beside the others of the same knowledge, and reports one kind of finding. */
export type Check = (document: PolicyDocument, others: readonly PolicyDocument[]) => readonly Found[];

const SEVERITIES: Readonly<Record<LintRule, LintSeverity>> = {
  'reference-dangling': 'error',
  'number-duplicate': 'error',
  'term-conflict': 'warning',
  'reference-suspicious': 'warning',
  'contents-differ': 'warning',
  'number-skipped': 'warning',
  'approval-without-approver': 'warning',
  'principle-without-exception': 'warning',
  'effective-date-missing': 'warning',
  'term-unused': 'note',
  'term-undefined': 'note',
  'near-duplicate': 'note',
  'duty-without-addressee': 'note',
  'owner-missing': 'note',
  'names-mixed': 'note',
  'stop-missing': 'note',
};

/** A finding of a document. */
export function findingOf({ id, version, source }: PolicyDocument, found: Found): LintFinding {
  const { rule, labels, evidence, instead = null } = found;
  return {
    rule,
    severity: SEVERITIES[rule],
    documentId: id,
    version,
    path: source.path,
    labels,
    evidence,
    instead,
  };
}

/** True for clauses that rule: not covers, histories, transitional provisions and tables. */
export function isBody({ kind }: Clause): boolean {
  return kind !== 'front_matter' && kind !== 'history' && kind !== 'supplementary' && kind !== 'schedule';
}

/** The beginning of a text, for evidence. */
export function beginning(text: string, characters = 80): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= characters ? line : `${line.slice(0, characters - 1)}…`;
}

/** A label with its title, where it has one. */
export function headed({ label, title }: Clause): string {
  return title === '' ? label : `${label} ${title}`;
}
