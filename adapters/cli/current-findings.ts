import { inForce, pending } from '../../src/domain/in-force.ts';
import type { LintFinding } from '../../src/domain/lint.ts';
import type { PolicyDocument } from '../../src/domain/policy.ts';
import { lintDocuments } from '../../src/lint/lint-documents.ts';

/** Findings for the authors of the versions in force today and of those still to come. */
export function currentFindings(documents: readonly PolicyDocument[]): readonly LintFinding[] {
  const today = new Date().toISOString();
  return lintDocuments([...inForce(documents, today), ...pending(documents, today)]);
}
