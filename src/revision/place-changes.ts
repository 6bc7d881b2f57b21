import type { Clause } from '../domain/policy.ts';
import { numberShift } from './number-shift.ts';
import { inSameOrder } from './order.ts';
import type { Tree } from './tree.ts';

type Pair = readonly [old: Clause, now: Clause];

/** Clauses that changed place or number together. */
export interface PlaceChange {
  readonly kind: 'moved' | 'renumbered';
  /** In document order. */
  readonly pairs: readonly Pair[];
}

/** What a comparison knows of both texts. */
export interface Comparison {
  /** Every pair, whatever became of it. */
  readonly pairs: ReadonlyMap<Clause, Clause>;
  readonly old: Tree;
  readonly now: Tree;
  /** See `withUndividedArticles`: their other number is no change. */
  readonly standIns: ReadonlySet<Clause>;
}

/**
 * Which of the pairs `rest` moved, and which were renumbered. A clause takes those below it along; neighbours whose
 * numbers shift by the same are one change.
 */
export function placeChanges(rest: readonly Pair[], comparison: Comparison): readonly PlaceChange[] {
  const { pairs: all, old, now } = comparison;
  const roots = movedRoots(all, old, now);
  const inRest = new Set(rest.map(([clause]) => clause));
  const changes: PlaceChange[] = [];
  const told = new Set<Clause>();
  for (const run of runsOf(roots, old, now)) {
    const pairs = run
      .flatMap((root) =>
        old.below(root, (clause) => followsAlong(clause, all, old, now) && !roots.has(clause)),
      )
      .filter((clause) => inRest.has(clause) && !told.has(clause))
      .map((clause): Pair => [clause, all.get(clause) as Clause]);
    for (const [clause] of pairs) told.add(clause);
    if (pairs.length > 0) changes.push({ kind: 'moved', pairs });
  }
  const renumbered = rest.filter(([one, other]) => !told.has(one) && one.label !== other.label);
  return [...changes, ...shiftsOf(inOrder(renumbered, now), comparison)];
}

function inOrder(pairs: readonly Pair[], now: Tree): readonly Pair[] {
  return [...pairs].sort(([, a], [, b]) => now.placeOf(a.label) - now.placeOf(b.label));
}

/** True for a clause that stands below its old parent with its old number there. */
function followsAlong(clause: Clause, all: ReadonlyMap<Clause, Clause>, old: Tree, now: Tree): boolean {
  const counterpart = all.get(clause);
  if (!counterpart) return false;
  const above = old.parent(clause);
  return (above ? all.get(above) : null) === now.parent(counterpart);
}

/** Clauses under another parent than before, and those that left the order of their siblings. */
function movedRoots(all: ReadonlyMap<Clause, Clause>, old: Tree, now: Tree): ReadonlyMap<Clause, Clause> {
  const moved = new Map<Clause, Clause>();
  const families = new Map<Clause | null, Pair[]>();
  for (const pair of all) {
    const [clause, counterpart] = pair;
    const [above, below] = [old.parent(clause), now.parent(counterpart)];
    const stays = above === null || below === null ? above === below : all.get(above) === below;
    if (!stays) moved.set(clause, counterpart);
    else {
      const family = families.get(above);
      if (family) family.push(pair);
      else families.set(above, [pair]);
    }
  }
  for (const family of families.values()) {
    const placed = family.map(([clause, counterpart]) => ({
      clause,
      counterpart,
      before: old.placeOf(clause.label),
      after: now.placeOf(counterpart.label),
      weight: weightOf(clause, counterpart),
    }));
    const kept = inSameOrder(placed);
    for (const item of placed) if (!kept.has(item)) moved.set(item.clause, item.counterpart);
  }
  return moved;
}

/**
 * One for each clause, and a little more for longer words and for the same number, so that as many as possible stay and
 * of two exchanged clauses the same one moves in both directions.
 */
function weightOf(old: Clause, now: Clause): number {
  const words = Math.min(old.text.length, now.text.length) + Math.min(old.title.length, now.title.length);
  const number = old.label === now.label ? 0.3 : 0;
  // Two of equal length: told apart by their words and labels, whichever side those stand on.
  const marks = [old.label, now.label, old.text.slice(0, 40), now.text.slice(0, 40)].sort().join(' ');
  const tie = [...marks].reduce((sum, character) => (sum * 31 + character.charCodeAt(0)) % 99991, 7);
  return 1 + number + Math.min(0.1, words / 1e5) + tie / 1e10;
}

/** Moved clauses that stood together and still do. */
function runsOf(moved: ReadonlyMap<Clause, Clause>, old: Tree, now: Tree): readonly (readonly Clause[])[] {
  const runs: Clause[][] = [];
  const sorted = [...moved.keys()].sort((a, b) => old.placeOf(a.label) - old.placeOf(b.label));
  for (const clause of sorted) {
    const run = runs.find((each) => {
      const last = each.at(-1) as Clause;
      return areNeighbours(last, clause, old) && areNeighbours(moved.get(last), moved.get(clause), now);
    });
    if (run) run.push(clause);
    else runs.push([clause]);
  }
  return runs;
}

/** Siblings with nothing but the first one's own sub-clauses between them. */
function areNeighbours(one: Clause | undefined, other: Clause | undefined, tree: Tree): boolean {
  if (!one || !other || one.parent !== other.parent) return false;
  return tree.placeOf(one.label) + tree.below(one, () => true).length === tree.placeOf(other.label);
}

/** Renumbered clauses by how their numbers shift. */
function shiftsOf(pairs: readonly Pair[], comparison: Comparison): readonly PlaceChange[] {
  const open = new Map<string, { readonly by: number; readonly pairs: Pair[] }>();
  const runs: Pair[][] = [];
  for (const pair of pairs) {
    const shift = shiftOf(pair, comparison);
    if (shift === null) continue;
    const run = open.get(shift.series);
    if (run?.by === shift.by) run.pairs.push(pair);
    else {
      const fresh = { by: shift.by, pairs: [pair] };
      open.set(shift.series, fresh);
      runs.push(fresh.pairs);
    }
  }
  return runs.map((run) => ({ kind: 'renumbered', pairs: run }));
}

/** How a clause's number shifts, or that of the clause above it which takes it along; null for no change. */
function shiftOf(
  pair: Pair,
  comparison: Comparison,
): { readonly series: string; readonly by: number } | null {
  const { pairs: all, old, now, standIns } = comparison;
  const [clause, counterpart] = pair;
  const [own, its] = [old.ownNumber(clause), now.ownNumber(counterpart)];
  const above = old.parent(clause);
  if (own === its && above && all.get(above) === now.parent(counterpart))
    return shiftOf([above, all.get(above) as Clause], comparison);
  const [left, right] = [pair[0], pair[1]].map((each) =>
    standIns.has(each) ? each.label.replace(/第1項$/, '') : each.label,
  );
  if (left === right) return null;
  const shift = numberShift(own, its);
  const within = own === clause.label ? '' : clause.parent;
  return shift
    ? { series: `${within} ${shift.prefix}`, by: shift.by }
    : { series: `${clause.label} ${counterpart.label}`, by: Number.NaN };
}
