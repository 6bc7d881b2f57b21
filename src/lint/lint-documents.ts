import type { LintFinding, LintSeverity } from '../domain/lint.ts';
import type { PolicyDocument } from '../domain/policy.ts';
import { checkContents } from './contents.ts';
import { checkDuplicates } from './duplicates.ts';
import { type Check, findingOf } from './finding.ts';
import { checkMetadata } from './metadata.ts';
import { checkNames } from './names.ts';
import { checkNumbers } from './numbers.ts';
import { checkReferences } from './references.ts';
import { checkRules } from './rules.ts';
import { checkStops } from './stops.ts';
import { checkTerms } from './terms.ts';

const CHECKS: readonly Check[] = [
  checkReferences,
  checkContents,
  checkNumbers,
  checkTerms,
  checkDuplicates,
  checkRules,
  checkMetadata,
  checkNames,
  checkStops,
];

const SEVERITIES: readonly LintSeverity[] = ['error', 'warning', 'note'];

/**
 * What the authors of these policies may want to put right, document by document, the gravest first. Pure. Documents
 * are read together: a term that one defines may be used in another, and an exception to one may stand in another.
 */
export function lintDocuments(documents: readonly PolicyDocument[]): readonly LintFinding[] {
  return documents.flatMap((document) =>
    lintDocument(
      document,
      documents.filter((other) => other !== document),
    ),
  );
}

/** As `lintDocuments`, of one document among others. */
export function lintDocument(
  document: PolicyDocument,
  others: readonly PolicyDocument[],
): readonly LintFinding[] {
  const places = new Map(document.clauses.map(({ label }, index) => [label, index]));
  const placeOf = ({ labels }: LintFinding) => places.get(labels[0] ?? '') ?? -1;
  return CHECKS.flatMap((check) => check(document, others))
    .map((found) => findingOf(document, found))
    .sort(
      (a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || placeOf(a) - placeOf(b),
    );
}

/** How many findings of each severity there are, for a line of summary. */
export function summaryOf(findings: readonly LintFinding[]): Readonly<Record<LintSeverity, number>> {
  const count = (severity: LintSeverity) =>
    findings.filter((finding) => finding.severity === severity).length;
  return { error: count('error'), warning: count('warning'), note: count('note') };
}
