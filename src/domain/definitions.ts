import type { Clause, Definition, PolicyDocument } from './policy.ts';

/** The terms that a document defines, in its order. */
export function definitionsOf(document: PolicyDocument): readonly Definition[] {
  return document.definitions ?? definitionsIn(document.clauses);
}

/** The terms that clauses define, each with its clause's place among them. */
export function definitionsIn(clauses: readonly Clause[]): readonly Definition[] {
  return clauses.flatMap(({ definedTerms }, clause) => definedTerms.map((defined) => ({ clause, defined })));
}
