import { peopleAmong } from './asked-record.ts';
import type { ClauseKey } from './clause-directory.ts';
import { gapType, outcomesOf } from './gap-type.ts';
import type { QuestionGroup } from './grouping.ts';
import type { JudgedRecord } from './outcome.ts';

/** A group of questions with what became of every one of them, in the order of asking. */
export interface JudgedGroup extends QuestionGroup {
  readonly judged: readonly JudgedRecord[];
}

/**
 * Puts groups together that turned out to miss the same clause: wordings that nobody finds the clause by have few words
 * in common, and what tells that they are about the same is that reviewers and second attempts led to one clause. The
 * questions that were answered from that clause belong to the same gap as long as they are the smaller part of it; where
 * most people find the clause, theirs stays a group of its own. A group put together keeps the id of the earliest.
 *
 * @param usual the share of contested questions among those that were answered.
 */
export function assembleGroups(groups: readonly JudgedGroup[], usual: number): readonly JudgedGroup[] {
  const missing = new Map<ClauseKey, JudgedGroup[]>();
  const answered = new Map<ClauseKey, JudgedGroup[]>();
  for (const group of groups) {
    const isMissing =
      gapType(group.judged, usual) === 'retrieval' && outcomesOf(group.judged).shares.clear < 0.5;
    const key = mostNeeded(group.judged, isMissing ? ({ better }) => better : ({ asked }) => asked.cited);
    if (key === null) continue;
    const index = isMissing ? missing : answered;
    const same = index.get(key);
    if (same === undefined) index.set(key, [group]);
    else same.push(group);
  }
  const partOf = new Map<JudgedGroup, readonly JudgedGroup[]>();
  for (const [key, parts] of missing) {
    const found = answered.get(key) ?? [];
    const all = peopleOf(found) < peopleOf(parts) ? [...parts, ...found] : parts;
    for (const part of all) partOf.set(part, all);
  }
  const place = new Map(groups.map((group, nth) => [group, nth]));
  const assembled: JudgedGroup[] = [];
  const done = new Set<readonly JudgedGroup[]>();
  // Groups stand in the order of their first questions, and so do those put together.
  for (const group of groups) {
    const all = partOf.get(group);
    if (all === undefined) assembled.push(group);
    else if (!done.has(all)) {
      done.add(all);
      assembled.push(
        all.length === 1
          ? group
          : together([...all].sort((a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0))),
      );
    }
  }
  return assembled;
}

function together(groups: readonly JudgedGroup[]): JudgedGroup {
  const judged = groups.flatMap((group) => group.judged);
  return {
    id: (groups[0] as JudgedGroup).id,
    questions: groups.flatMap(({ questions }) => questions),
    judged: judged.sort((a, b) => a.asked.at - b.asked.at || (a.asked.id < b.asked.id ? -1 : 1)),
  };
}

/** The clause that the most people of a group needed; null where none is known. */
function mostNeeded(
  judged: readonly JudgedRecord[],
  clausesOf: (record: JudgedRecord) => readonly ClauseKey[],
): ClauseKey | null {
  const people = new Map<ClauseKey, Set<number>>();
  for (const record of judged) {
    const [key] = clausesOf(record);
    if (key === undefined) continue;
    const voices = people.get(key);
    if (voices === undefined) people.set(key, new Set([record.asked.voice]));
    else voices.add(record.asked.voice);
  }
  const [first] = [...people].sort(([a, x], [b, y]) => y.size - x.size || (a < b ? -1 : 1));
  return first?.[0] ?? null;
}

function peopleOf(groups: readonly JudgedGroup[]): number {
  return peopleAmong(groups.flatMap(({ judged }) => judged.map(({ asked }) => asked)));
}
