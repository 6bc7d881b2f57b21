import { describe, expect, it } from 'vitest';
import type { LoggedQuestion } from '../../src/domain/question-record.ts';
import { compileRedaction } from '../../src/privacy/redact.ts';
import { generateLog, generateQuestions, type PlantedGap } from './log-generator.ts';

const log = await generateLog({ seed: 1 });
const byId = new Map(log.records.map((record) => [record.id, record]));

function recordOf(id: string): LoggedQuestion {
  return byId.get(id) ?? expect.fail(`There is no record ${id}.`);
}

function gapAbout(topic: string): PlantedGap {
  return (
    log.planted.gaps.find((gap) => gap.topic === topic) ?? expect.fail(`Nothing is planted about ${topic}.`)
  );
}

describe('the generated year', () => {
  it('is the same for the same seed, and another for another', async () => {
    expect(await generateLog({ seed: 1 })).toEqual(log);
    expect(generateQuestions({ seed: 2 })).not.toEqual(generateQuestions({ seed: 1 }));
  });

  it('has records in order, each once, and all it points to', () => {
    expect(byId.size).toBe(log.records.length);
    expect(log.records.length).toBeGreaterThan(4000);
    const times = log.records.map(({ askedAt }) => askedAt);
    expect(times).toEqual([...times].sort());
    expect(times.filter((time) => time >= log.now)).toEqual([]);
    const clauses = new Map(
      log.documents.flatMap((document) => document.clauses.map((clause) => [clause.id, clause])),
    );
    for (const { cited, retrieved, answer, followUpOf } of log.records) {
      for (const id of [...cited, ...retrieved.map(({ clauseId }) => clauseId)])
        expect(clauses.has(id)).toBe(true);
      for (const { clauseId, quote } of answer?.citations ?? [])
        expect(clauses.get(clauseId)?.text).toBe(quote);
      if (followUpOf !== null) expect(byId.has(followUpOf)).toBe(true);
    }
    for (const { clauseIds } of log.planted.events)
      for (const id of clauseIds) expect(clauses.has(id)).toBe(true);
  });

  it('cites the version in force', () => {
    const versions = (from: string, to: string) =>
      new Set(
        log.records
          .filter(({ askedAt }) => askedAt >= from && askedAt < to)
          .flatMap(({ documents }) => documents)
          .filter(({ id }) => id === 'minamori-security-standards')
          .map(({ version }) => version),
      );
    expect([...versions('2026-07-01', '2027-04-01')]).toEqual(['2026.04']);
    expect([...versions('2027-04-01', '2027-07-01')]).toEqual(['2027.04']);
  });

  it('holds nothing that redaction would change', () => {
    const redact = compileRedaction({ employeeNumber: null });
    for (const { question } of log.records) expect(redact(question ?? '').text).toBe(question);
  });
});

describe('what is planted', () => {
  it('are several gaps of each type, in every course, of people of several departments', () => {
    const { gaps } = log.planted;
    for (const type of ['training', 'policy', 'retrieval', 'wording'] as const)
      expect(gaps.filter((gap) => gap.type === type).length).toBeGreaterThanOrEqual(4);
    expect(new Set(gaps.map(({ course }) => course)).size).toBe(6);
    for (const { recordIds } of gaps) {
      const records = recordIds.map(recordOf);
      expect(records.length).toBeGreaterThanOrEqual(12);
      expect(new Set(records.map(({ asker }) => asker)).size).toBeGreaterThan(records.length / 3);
      expect(new Set(records.map(({ department }) => department)).size).toBeGreaterThanOrEqual(4);
    }
  });

  it('are events whose questions go as planned', () => {
    for (const { id, at, departments } of log.planted.events) {
      const { topic, ratio } = log.planted.effects.find(({ eventId }) => eventId === id) ?? expect.fail(id);
      const days = gapAbout(topic)
        .recordIds.map(recordOf)
        .filter(({ department }) => departments.length === 0 || departments.includes(department ?? ''))
        .map(({ askedAt }) => (Date.parse(askedAt) - Date.parse(at)) / 86_400_000);
      const before = days.filter((day) => day >= -84 && day < 0).length;
      const after = days.filter((day) => day >= 0 && day < 84).length;
      expect(before).toBeGreaterThan(60);
      expect(after / before).toBeGreaterThan(ratio * 0.7);
      expect(after / before).toBeLessThan(ratio * 1.35);
    }
  });

  it('is labelled for 100 questions, 25 of each type', () => {
    expect(new Set(log.labelled.map(({ recordId }) => recordId)).size).toBe(100);
    for (const { recordId, group, type } of log.labelled) {
      const gap = gapAbout(group);
      expect(gap.type).toBe(type);
      expect(gap.recordIds).toContain(recordId);
    }
  });

  it('can be asked of the real application', () => {
    const questions = generateQuestions({ seed: 1 });
    expect(questions.map(({ id, text }) => [id, text])).toEqual(
      log.records.map(({ id, question }) => [id, question]),
    );
    expect(questions.filter(({ gap }) => gap !== null).length).toBe(
      log.planted.gaps.reduce((sum, { recordIds }) => sum + recordIds.length, 0),
    );
  });
});
