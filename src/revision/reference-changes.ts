import type { Clause } from '../domain/policy.ts';
import type { Effect } from '../domain/revision.ts';
import { normalized } from './likeness.ts';

/** Whether two clauses have the same words once each reference to a clause is taken for the clause it means. */
export function sameButForReferences(old: Clause, now: Clause, pairs: ReadonlyMap<Clause, Clause>): boolean {
  if (old.text === now.text) return true;
  const internal = (clause: Clause) => clause.references.filter(({ targets }) => targets.length > 0);
  const [before, after] = [internal(old), internal(now)];
  if (before.length !== after.length || withoutReferences(old) !== withoutReferences(now)) return false;
  const becomes = labelsAfter(pairs);
  return before.every(
    ({ targets }, index) =>
      targets.map((label) => becomes.get(label) ?? '').join() === after[index]?.targets.join(),
  );
}

/** References that keep their words and point to another clause than before, to none, or to one where there was none. */
export function referenceEffects(
  old: Clause,
  now: Clause,
  pairs: ReadonlyMap<Clause, Clause>,
): readonly Effect[] {
  const becomes = labelsAfter(pairs);
  const left = [...now.references];
  return old.references.flatMap((reference): readonly Effect[] => {
    const at = left.findIndex(({ text }) => text === reference.text);
    const same = left[at];
    if (!same) return [];
    left.splice(at, 1);
    if (meansTheSame(reference.targets, same.targets, becomes)) return [];
    const named = (labels: readonly string[]) =>
      labels.length === 0 ? null : `${reference.text}: ${labels.join('、')}`;
    return [{ what: 'reference', before: named(reference.targets), after: named(same.targets) }];
  });
}

/** Every clause meant before is still meant, and no other; a list may grow and shrink with its members (前各号). */
function meansTheSame(
  before: readonly string[],
  after: readonly string[],
  becomes: ReadonlyMap<string, string>,
): boolean {
  const kept = before.filter((label) => becomes.has(label)).map((label) => becomes.get(label) as string);
  const matched = new Set(becomes.values());
  const known = after.filter((label) => matched.has(label));
  const equal = kept.length === known.length && kept.every((label) => known.includes(label));
  return equal && (kept.length > 0 || (before.length === 0 && after.length === 0));
}

const remembered = new WeakMap<ReadonlyMap<Clause, Clause>, ReadonlyMap<string, string>>();

function labelsAfter(pairs: ReadonlyMap<Clause, Clause>): ReadonlyMap<string, string> {
  const found = remembered.get(pairs);
  if (found) return found;
  const labels = new Map([...pairs].map(([old, now]) => [old.label, now.label]));
  remembered.set(pairs, labels);
  return labels;
}

function withoutReferences(clause: Clause): string {
  let text = '';
  let at = 0;
  for (const { start, end, targets } of clause.references) {
    if (targets.length === 0) continue;
    text += `${clause.text.slice(at, start)}\u0001`;
    at = end;
  }
  return normalized(text + clause.text.slice(at));
}
