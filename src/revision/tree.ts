import type { Clause, Language } from '../domain/policy.ts';
import { readNorms } from '../policy/norms.ts';

/** Words by which a clause says that another one does not hold here. */
const SETS_ASIDE = /(?:[項条号章]|規定|定め)にかかわらず|\bnotwithstanding\b/iu;

/** The clauses of one text with their places. */
export class Tree {
  readonly clauses: readonly Clause[];
  private readonly byLabel: ReadonlyMap<string, Clause>;
  private readonly places: ReadonlyMap<string, number>;
  private readonly childrenOf = new Map<string | null, Clause[]>();

  private readonly language: Language;

  constructor(clauses: readonly Clause[], language: Language) {
    this.clauses = clauses;
    this.language = language;
    this.byLabel = new Map(clauses.map((clause) => [clause.label, clause]));
    this.places = new Map(clauses.map((clause, index) => [clause.label, index]));
    for (const clause of clauses) {
      const siblings = this.childrenOf.get(clause.parent);
      if (siblings) siblings.push(clause);
      else this.childrenOf.set(clause.parent, [clause]);
    }
  }

  parent(clause: Clause): Clause | null {
    return clause.parent === null ? null : (this.byLabel.get(clause.parent) ?? null);
  }

  /** Place in the document, from 0. */
  placeOf(label: string): number {
    return this.places.get(label) ?? 0;
  }

  /** A clause and all below it for which, and for whose parents up to it, `holds`; in document order. */
  below(clause: Clause, holds: (clause: Clause) => boolean): readonly Clause[] {
    const inner = (this.childrenOf.get(clause.label) ?? []).filter(holds);
    return [clause, ...inner.flatMap((child) => this.below(child, holds))];
  }

  /** The label without the one above it: what the clause itself is numbered. */
  ownNumber(clause: Clause): string {
    const { label, parent } = clause;
    return parent !== null && label.startsWith(parent) ? label.slice(parent.length) : label;
  }

  /** True for words that lift a rule or set another one aside, and for the cases listed below such words. */
  isException(clause: Clause): boolean {
    const norms = readNorms(clause.text, this.language);
    if (SETS_ASIDE.test(clause.text)) return true;
    if (norms.some(({ role, lifts, force }) => role === 'exception' || lifts || force === 'exemption'))
      return true;
    const above = this.parent(clause);
    if (above === null) return false;
    const introduced = readNorms(above.text, this.language);
    return (
      introduced.some(({ role }) => role === 'exception') &&
      /次の|各号|following|unless:|except/i.test(above.text)
    );
  }
}
