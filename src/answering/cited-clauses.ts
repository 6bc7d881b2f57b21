import type { Clause } from '../domain/policy.ts';
import type { ClauseTree } from './clause-tree.ts';
import type { Finding } from './findings.ts';
import { mentions } from './mentions.ts';
import type { Ruling } from './ruling.ts';

/** A clause to quote, by the span that decides where it is long. */
export interface CitedClause {
  readonly clause: Clause;
  readonly span?: { readonly start: number; readonly end: number };
}

/** The found clause, then the clause above whose sentence rules, then a child that holds the exception. */
export function citedClauses(finding: Finding, ruling: Ruling): readonly CitedClause[] {
  const cited = new Map<string, CitedClause>();
  const add = (clause: Clause, span?: { start: number; end: number }) => {
    if (!cited.has(clause.id)) cited.set(clause.id, span === undefined ? { clause } : { clause, span });
  };
  const own = [ruling.on, ruling.but]
    .filter((norm) => norm?.clause === finding.clause)
    .map((norm) => norm as NonNullable<typeof norm>);
  const from = Math.min(...own.map((norm) => norm.start));
  const to = Math.max(...own.map((norm) => norm.end));
  add(finding.clause, own.length === 0 ? undefined : { start: from, end: to });
  for (const norm of [ruling.on, ruling.but])
    if (norm) add(norm.clause, { start: norm.start, end: norm.end });
  return [...cited.values()];
}

/** Definitions of terms that the deciding clause uses, and the clauses it refers to. */
export function supportingClauses(finding: Finding, tree: ClauseTree): readonly Clause[] {
  const { clause } = finding;
  const document = tree.document(clause);
  const definitions = (document?.clauses ?? []).filter(
    (other) =>
      other !== clause &&
      other.definedTerms.some(({ term }) => term.length >= 2 && clause.text.includes(term)),
  );
  const referred = clause.references.flatMap((reference) =>
    reference.targets.flatMap((label) => tree.sibling(clause, label) ?? []),
  );
  const bridging = definitions.filter((definition) =>
    finding.ranked.matches.some((match) => mentions(definition.text, match)),
  );
  return [...new Set([...bridging, ...referred, ...definitions])].slice(0, 3);
}
