import { describe, expect, it } from 'vitest';
import type { TrainingEvent } from '../../src/domain/training-event.ts';
import { eventEffects } from '../../src/training/before-after.ts';
import { randomNumbers } from '../../src/training/random.ts';
import { aRecord, PASSWORD, RULES, TAKE_OUT, USB } from './records.ts';

const DAY = 86_400_000;
const EVENT_DAY = Date.UTC(2026, 2, 1);
const NOW = new Date(EVENT_DAY + 84 * DAY).toISOString();
const event = (parts: Partial<TrainingEvent> = {}): TrainingEvent => ({
  id: 'e',
  at: new Date(EVENT_DAY).toISOString(),
  kind: 'course',
  title: 'Taking things out',
  clauseIds: [TAKE_OUT.id],
  departments: [],
  ...parts,
});

/** Half a year in which each day 6 different people ask; after the event the share on its clause is multiplied. */
function year(seed: number, factor: number, season = 1) {
  const random = randomNumbers(seed);
  const records = [];
  for (let day = -84; day < 84; day++) {
    const people = day < 0 ? 6 : 6 * season;
    for (let nth = 0; nth < people; nth++) {
      const share = 0.3 * (day < 0 ? 1 : factor);
      const clause = random() < share ? TAKE_OUT : random() < 0.5 ? USB : PASSWORD;
      records.push(
        aRecord({
          clauses: [clause],
          asker: `p${Math.floor(random() * 200)}`,
          department: random() < 0.5 ? '総務課' : '税務課',
          askedAt: new Date(EVENT_DAY + day * DAY + nth * 60_000).toISOString(),
        }),
      );
    }
  }
  return records;
}

const options = { documents: [RULES], now: NOW, smallestGroup: 5 };

describe('eventEffects', () => {
  it('finds a halving, altogether and by department', async () => {
    const [report] = await eventEffects([event()], year(1, 0.5), options);
    expect(report?.days).toBe(84);
    expect(report?.effects.map(({ department, finding }) => [department, finding])).toEqual([
      [null, 'fewer'],
      ['税務課', 'fewer'],
      ['総務課', 'fewer'],
    ]);
    const { ratio } = report?.effects[0] ?? {};
    expect(ratio?.ratio).toBeGreaterThan(0.3);
    expect(ratio?.high).toBeLessThan(0.8);
  });

  it('finds nothing where nothing changed, in 40 half years', async () => {
    const findings = new Map<string, number>();
    for (let seed = 1; seed <= 40; seed++) {
      const [report] = await eventEffects([event()], year(seed, 1), options);
      for (const { finding } of report?.effects ?? [])
        findings.set(finding, (findings.get(finding) ?? 0) + 1);
    }
    // At most one half year in twenty may be wrong.
    expect((findings.get('fewer') ?? 0) + (findings.get('more') ?? 0)).toBeLessThanOrEqual(2);
    expect(findings.get('none')).toBeGreaterThanOrEqual(118);
  });

  it('does not take a busy season for an effect', async () => {
    const [report] = await eventEffects([event()], year(3, 1, 2), options);
    expect(report?.effects.map(({ finding }) => finding)).toEqual(['none', 'none', 'none']);
  });

  it('looks at the departments it reached only', async () => {
    const [report] = await eventEffects([event({ departments: ['税務課'] })], year(1, 0.5), options);
    expect(report?.effects.map(({ department }) => department)).toEqual([null, '税務課']);
    const [all, own] = report?.effects ?? [];
    expect(all?.before).toEqual(own?.before);
  });

  it('counts a person once a week, however often they ask', async () => {
    const spam = Array.from({ length: 500 }, (_, nth) =>
      aRecord({ asker: 'spammer', askedAt: new Date(EVENT_DAY + (nth % 60) * DAY).toISOString() }),
    );
    const quiet = await eventEffects([event()], year(2, 1), options);
    const loud = await eventEffects([event()], [...year(2, 1), ...spam], options);
    const events = (reports: typeof quiet) => reports[0]?.effects[0]?.after.events ?? 0;
    expect(events(loud) - events(quiet)).toBeLessThanOrEqual(9);
    expect(loud[0]?.effects[0]?.finding).toBe('none');
  });

  it('hides departments of few people', async () => {
    const few = ['x', 'y', 'z'].flatMap((asker) => [
      aRecord({ asker, department: '港湾課', askedAt: new Date(EVENT_DAY + DAY).toISOString() }),
    ]);
    const [report] = await eventEffects([event()], [...year(1, 0.5), ...few], options);
    // 港湾課 could be told from the total if one department alone were hidden.
    expect(report?.effects.map(({ department }) => department)).toEqual([null, '税務課']);
    expect(report?.hidden).toBe(2);
    const [alone] = await eventEffects([event({ departments: ['港湾課'] })], few, options);
    expect(alone?.effects).toEqual([]);
  });

  it('ends the windows where another event on the same clause stands', async () => {
    const later = event({ id: 'later', at: new Date(EVENT_DAY + 30 * DAY).toISOString() });
    const reports = await eventEffects([event(), later], year(1, 1), options);
    expect(reports.map(({ days }) => days)).toEqual([28, 28]);
  });

  it('says when there is too little to tell', async () => {
    const [report] = await eventEffects([event({ clauseIds: ['rules/1/77'] })], year(1, 1), options);
    expect(report?.effects[0]?.finding).toBe('too_little');
  });
});
