import { beforeAll, describe, expect, it } from 'vitest';
import type { LoggedQuestion } from '../../src/domain/question-record.ts';
import { eventEffects } from '../../src/training/before-after.ts';
import type { Gap } from '../../src/training/gap.ts';
import type { GapType } from '../../src/training/gap-type.ts';
import { findGaps } from '../../src/training/gaps.ts';
import { readGroups } from '../../src/training/log-groups.ts';
import { type GeneratedLog, generateLog } from './log-generator.ts';

const TYPES: readonly GapType[] = ['training', 'policy', 'retrieval', 'wording'];

/** A generated year with what training makes of it. */
interface Year {
  readonly log: GeneratedLog;
  readonly gaps: readonly Gap[];
  /** The gap that a record belongs to; undefined where its group shows none. */
  readonly gapOf: (recordId: string) => Gap | undefined;
}

/** Years are made once. */
const made = new Map<number, Promise<GeneratedLog>>();

function generated(seed: number): Promise<GeneratedLog> {
  const log = made.get(seed) ?? generateLog({ seed });
  made.set(seed, log);
  return log;
}

async function lookBack(seed: number, change = (record: LoggedQuestion) => record): Promise<Year> {
  const log = await generated(seed);
  const options = { documents: log.documents, now: log.now, smallestGroup: 5 };
  const records = log.records.map(change);
  const { gaps } = await findGaps(records, options);
  const { groups } = await readGroups(records, options);
  const byId = new Map(gaps.map((gap) => [gap.id, gap]));
  const gapOf = new Map(
    groups.flatMap(({ id, judged }) => judged.map(({ asked }) => [asked.id, byId.get(id)])),
  );
  return { log, gaps, gapOf: (recordId) => gapOf.get(recordId) };
}

/** Mean of the F1 of the four types over the labelled questions. */
function macroF1({ log, gapOf }: Year): number {
  const scores = TYPES.map((type) => {
    const counts = { right: 0, wrong: 0, missed: 0 };
    for (const label of log.labelled) {
      const found = gapOf(label.recordId)?.type;
      if (found === type && label.type === type) counts.right++;
      else if (found === type) counts.wrong++;
      else if (label.type === type) counts.missed++;
    }
    return (2 * counts.right) / (2 * counts.right + counts.wrong + counts.missed);
  });
  return scores.reduce((sum, score) => sum + score, 0) / scores.length;
}

/** The gap that most records of a planted one are in. */
function mainGap({ gapOf }: Year, { recordIds }: GeneratedLog['planted']['gaps'][number]): Gap | undefined {
  const counts = new Map<Gap, number>();
  for (const id of recordIds) {
    const gap = gapOf(id);
    if (gap !== undefined) counts.set(gap, (counts.get(gap) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}

describe.each([1, 2])('a generated year, seed %i', (seed) => {
  let year: Year;
  beforeAll(async () => {
    year = await lookBack(seed);
  });

  it('has its 100 labelled questions in gaps of their types', () => {
    expect(macroF1(year)).toBeGreaterThanOrEqual(0.85);
  });

  it('shows every planted gap, of its type', () => {
    for (const planted of year.log.planted.gaps) {
      expect([planted.topic, mainGap(year, planted)?.type]).toEqual([planted.topic, planted.type]);
    }
  });

  it('follows planted gaps over time', () => {
    for (const planted of year.log.planted.gaps) {
      if (planted.course === 'lasting' || planted.course === 'shrinking') continue;
      expect([planted.topic, mainGap(year, planted)?.status]).toEqual([planted.topic, planted.course]);
    }
  });

  it('puts planted gaps before what is asked now and then', () => {
    const everyday = year.gaps.findIndex(({ recordIds }) => recordIds.every((id) => id.includes('everyday')));
    expect(everyday === -1 || everyday >= year.log.planted.gaps.length).toBe(true);
  });

  it('names the clause and a word for retrieval gaps', () => {
    for (const planted of year.log.planted.gaps.filter(({ type }) => type === 'retrieval')) {
      const step = mainGap(year, planted)?.step;
      expect(step?.kind).toBe('add_vocabulary');
      if (step?.kind === 'add_vocabulary') expect(planted.clauses).toContain(step.clause.key);
    }
  });

  it('names the clause of retrieval gaps without a review as well, by what people came to in other words', async () => {
    const unreviewed = await lookBack(seed, (record) => ({ ...record, review: null }));
    for (const planted of year.log.planted.gaps.filter(({ type }) => type === 'retrieval')) {
      const step = mainGap(unreviewed, planted)?.step;
      expect([planted.topic, step?.kind]).toEqual([planted.topic, 'add_vocabulary']);
      if (step?.kind === 'add_vocabulary') expect(planted.clauses).toContain(step.clause.key);
    }
  });

  it('names a gap by questions that show it, each once', () => {
    const { log } = year;
    for (const planted of log.planted.gaps.filter(({ type }) => type === 'retrieval')) {
      const { samples = [] } = mainGap(year, planted) ?? {};
      for (const sample of samples) {
        const asked = log.records.filter(({ question }) => question === sample);
        expect(asked.some(({ verdict }) => verdict === 'not_stated' || verdict === 'informational')).toBe(
          true,
        );
      }
      expect(samples.length).toBeGreaterThan(1);
    }
  });

  it('names no clause for a retrieval gap where nothing tells which', async () => {
    const silent = await lookBack(seed, (record) => ({
      ...record,
      asker: `${record.asker} ${record.id}`,
      conversation: null,
      review: null,
    }));
    const planted = year.log.planted.gaps.filter(({ type }) => type === 'retrieval');
    const named = planted.flatMap((gap) => mainGap(silent, gap) ?? []);
    const steps = named.filter(({ type }) => type === 'retrieval').map(({ step }) => step);
    expect(steps.length).toBeGreaterThan(0);
    for (const step of steps) expect(step).toMatchObject({ kind: 'add_check', clause: null });
  });

  it('shows all planted effects of events, and no others', async () => {
    const { log } = year;
    const reports = await eventEffects(log.planted.events, log.records, {
      documents: log.documents,
      now: log.now,
      smallestGroup: 5,
    });
    for (const { event, effects } of reports) {
      const ratio = log.planted.effects.find(({ eventId }) => eventId === event.id)?.ratio ?? 1;
      const [all, ...departments] = effects;
      expect([event.id, all?.finding]).toEqual([event.id, ratio < 1 ? 'fewer' : 'none']);
      expect(departments.map(({ finding }) => finding)).not.toContain('more');
      if (ratio === 1) expect(departments.map(({ finding }) => finding)).not.toContain('fewer');
    }
  });
});

it('finds the same whatever the order of the records', async () => {
  const { documents, records, now } = await generated(1);
  const options = { documents, now, smallestGroup: 5 };
  expect(await findGaps([...records].reverse(), options)).toEqual(await findGaps(records, options));
});

it('keeps every gap and its id from one month to the next', async () => {
  const { documents, records, now } = await generated(1);
  const until = '2027-05-01T00:00:00.000Z';
  const earlier = await findGaps(
    records.filter(({ askedAt }) => askedAt < until),
    { documents, now: until, smallestGroup: 5 },
  );
  const later = await readGroups(records, { documents, now });
  const groupOf = new Map(
    later.groups.flatMap(({ id, judged }) => judged.map(({ asked }) => [asked.id, id])),
  );
  const top = earlier.gaps.slice(0, 20);
  const kept = top.filter(({ id, recordIds }) => groupOf.get(recordIds[0] ?? '') === id);
  expect(kept.length).toBeGreaterThanOrEqual(19);
});
