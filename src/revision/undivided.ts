import type { Clause } from '../domain/policy.ts';
import { likeness, profileOf } from './likeness.ts';

/** The first paragraph has about the words of the undivided article. */
const ALIKE = 0.5;

/** Two texts in which the same articles have paragraphs. */
export interface ComparableTexts {
  readonly before: readonly Clause[];
  readonly after: readonly Clause[];
  /** First paragraphs that stand for an article which is undivided in the other text. */
  readonly standIns: ReadonlySet<Clause>;
}

/**
 * An article that gets a second paragraph has a first one from then on: 第3条 becomes 第3条第1項, though not a word of it
 * changed. To compare both texts, such a first paragraph takes its article's place.
 */
export function withUndividedArticles(before: readonly Clause[], after: readonly Clause[]): ComparableTexts {
  const standIns = new Set<Clause>();
  return { before: folded(before, after, standIns), after: folded(after, before, standIns), standIns };
}

function folded(
  clauses: readonly Clause[],
  others: readonly Clause[],
  standIns: Set<Clause>,
): readonly Clause[] {
  const byLabel = new Map(clauses.map((clause) => [clause.label, clause]));
  const otherLabels = new Set(others.map(({ label }) => label));
  const undivided = others.filter(({ label, text }) => text !== '' && !otherLabels.has(`${label}第1項`));
  const shells = new Map<string, Clause>();
  for (const clause of clauses) {
    const first = byLabel.get(`${clause.label}第1項`);
    if (clause.text !== '' || first === undefined) continue;
    const article = undivided.find(({ label, title }) =>
      clause.title === '' ? label === clause.label : title === clause.title,
    );
    if (article && likeness(profileOf(article.text), profileOf(first.text)) >= ALIKE)
      shells.set(clause.label, clause);
  }
  return clauses.flatMap((clause) => {
    if (shells.has(clause.label)) return [];
    const shell = clause.parent === null ? undefined : shells.get(clause.parent);
    if (!shell) return [clause];
    const first = `${shell.label}第1項`;
    if (clause.label !== first) return [{ ...clause, parent: first }];
    const standIn: Clause = { ...clause, title: shell.title, parent: shell.parent };
    standIns.add(standIn);
    return [standIn];
  });
}
