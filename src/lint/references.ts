import type { Clause, PolicyDocument, Reference } from '../domain/policy.ts';
import { type Check, headed } from './finding.ts';

/** References that lead nowhere, and those whose noun the target does not have. */
export const checkReferences: Check = (document) =>
  document.clauses.flatMap((clause) =>
    clause.references
      .filter(({ kind, warning }) => kind === 'internal' && warning !== undefined)
      .map((reference) => ({
        rule: reference.targets.length === 0 ? 'reference-dangling' : 'reference-suspicious',
        labels: [clause.label, ...reference.targets],
        evidence: quoted(clause, reference),
        instead: meantInstead(document, clause, reference),
      })),
  );

/** The reference with the words right after it. */
function quoted({ text }: Clause, { start, end }: Reference): string {
  const after = /^[^、。，,.;；\n）)]{0,14}/.exec(text.slice(end))?.[0] ?? '';
  return text.slice(start, end + after.length);
}

/** The clause, titled by the noun that is missing in the target, which may be the one that was meant. */
function meantInstead(
  { clauses }: PolicyDocument,
  from: Clause,
  { warning = '', targets }: Reference,
): string | null {
  const noun = /「(.+?)」/.exec(warning)?.[1];
  if (noun === undefined || targets.length === 0) return null;
  const titled = clauses.filter((clause) => clause.title.includes(noun) && clause.label !== from.label);
  return titled.length === 1 && titled[0] ? headed(titled[0]) : null;
}
