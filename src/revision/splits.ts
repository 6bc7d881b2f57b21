import type { Clause } from '../domain/policy.ts';
import type { Alignment } from './alignment.ts';
import { containment, likeness, type Profile, profileOf } from './likeness.ts';

/** One clause and the several that it became. */
export interface Split {
  readonly whole: Clause;
  /** In document order, two or more. */
  readonly parts: readonly Clause[];
}

/** A part has at least this share of its words from the whole, and all parts together are this like it. */
const FROM_WHOLE = 0.7;
const TOGETHER = 0.75;
/** Shorter clauses recur by chance. */
const TELLING = 10;

/**
 * Clauses of one text whose words several clauses of the other share out among them: the clause that `counterparts`
 * matches with the whole, and clauses without a counterpart.
 */
export function findSplits(
  wholes: readonly Clause[],
  parts: readonly Clause[],
  counterparts: Alignment['after'],
): readonly Split[] {
  const matched = new Set(counterparts.values());
  const free = parts.filter((clause) => !matched.has(clause) && clause.text.length >= TELLING);
  if (free.length === 0) return [];
  const profiles = new Map(free.map((clause) => [clause, profileOf(clause.text)] as const));
  const found: Split[] = [];
  const taken = new Set<Clause>();
  for (const whole of wholes) {
    if (whole.text.length < TELLING * 2) continue;
    const counterpart = counterparts.get(whole) ?? null;
    if (counterpart?.text === whole.text) continue;
    const profile = profileOf(whole.text);
    const from = free.filter(
      (part) => !taken.has(part) && containment(profiles.get(part) as Profile, profile) >= FROM_WHOLE,
    );
    const kept =
      counterpart && containment(profileOf(counterpart.text), profile) >= FROM_WHOLE ? counterpart : null;
    const all = parts.filter((part) => part === kept || from.includes(part));
    if (all.length < 2 || !sharesOut(all, kept, profile)) continue;
    for (const part of from) taken.add(part);
    found.push({ whole, parts: all });
  }
  return found;
}

/** Together the parts are like the whole, and more so than the counterpart alone. */
function sharesOut(parts: readonly Clause[], kept: Clause | null, whole: Profile): boolean {
  const together = likeness(profileOf(parts.map((part) => part.text).join('')), whole);
  const alone = kept === null ? 0 : likeness(profileOf(kept.text), whole);
  return together >= TOGETHER && together > alone + 0.03;
}
