import { describe, expect, it } from 'vitest';
import type { LoggedQuestion } from '../../src/domain/question-record.ts';
import { findGaps } from '../../src/training/gaps.ts';
import { askedBy, NOW, PASSWORD, people, RULES, reviewed, TAKE_OUT, thumbsDown, USB } from './records.ts';

const gapsOf = (records: readonly LoggedQuestion[]) =>
  findGaps(records, { documents: [RULES], now: NOW, smallestGroup: 5 });

/** A dozen questions with one gap of each type. */
const silent = { verdict: 'not_stated', clauses: [], retrieved: [] } as const;
const training = askedBy(['a', 'b', 'c'], { question: 'ノートパソコンを家に持ち帰ってもいいですか' });
const policy = askedBy(['d', 'e', 'f'], { ...silent, question: '生成AIで議事録を要約してもいい？' });
const retrieval = askedBy(['g', 'h', 'i'], { ...silent, question: 'メモリースティックを挿していいの' }).map(
  (record) => reviewed(record, { finding: 'should_have_answered', expectedClauses: [USB.id] }),
);
const wording = askedBy(['j', 'k', 'l'], {
  question: 'パスワードは何文字',
  verdict: 'required',
  clauses: [PASSWORD],
}).map((record) => thumbsDown(record, 'unclear'));
const dozen = [...training, ...policy, ...retrieval, ...wording];

describe('findGaps', () => {
  it('finds and types the gaps of a dozen questions', async () => {
    const { gaps, questions, people: askers } = await gapsOf(dozen);
    expect(questions).toBe(12);
    expect(askers).toBe(12);
    expect(Object.fromEntries(gaps.map(({ type, name }) => [type, name]))).toEqual({
      training: 'ノートパソコンを家に持ち帰ってもいいですか',
      policy: '生成AIで議事録を要約してもいい？',
      retrieval: 'メモリースティックを挿していいの',
      wording: 'パスワードは何文字',
    });
  });

  it('suggests the next step of each type, with the words and the clause', async () => {
    const { gaps } = await gapsOf(dozen);
    const steps = Object.fromEntries(gaps.map(({ type, step }) => [type, step]));
    expect(steps.training).toMatchObject({
      kind: 'course',
      clause: { label: '7', title: '情報資産の持出し' },
    });
    expect(steps.policy).toMatchObject({
      kind: 'add_clause',
      words: expect.arrayContaining(['生成AI', '議事録']),
    });
    expect(steps.retrieval).toMatchObject({
      kind: 'add_vocabulary',
      say: ['メモリースティック'],
      policy: '記録媒体',
      clause: { label: '8' },
    });
    expect(steps.wording).toMatchObject({ kind: 'rewrite_clause', clause: { label: '9' } });
  });

  it('puts Japanese and English questions that were answered from one clause into one gap', async () => {
    const english = askedBy(['x', 'y'], { question: 'May I take my laptop home?', language: 'en' });
    const { gaps } = await gapsOf([...training, ...english]);
    expect(gaps).toHaveLength(1);
    expect(gaps[0]).toMatchObject({ people: 5, type: 'training' });
    expect(gaps[0]?.samples).toHaveLength(2);
  });

  it('does not let one person make a gap, nor a top one of a small gap', async () => {
    const spam = Array.from({ length: 300 }, () =>
      askedBy(['spammer'], { question: '花火を見てもいい', clauses: [PASSWORD] }),
    ).flat();
    const alone = await gapsOf([...dozen, ...spam]);
    expect(alone.gaps.map(({ name }) => name)).not.toContain('花火を見てもいい');
    const another = askedBy(['other'], { question: '花火を見てもいい', clauses: [PASSWORD] });
    const crowd = askedBy(people(8), {
      question: 'USBを挿してもいい',
      clauses: [USB],
      verdict: 'not_allowed',
    });
    const { gaps } = await gapsOf([...spam, ...another, ...crowd]);
    expect(gaps.map(({ questions }) => questions)).toEqual([8, 301]);
  });

  it('does not depend on the order of the records', async () => {
    expect(await gapsOf([...dozen].reverse())).toEqual(await gapsOf(dozen));
  });

  it('keeps a gap and its id when questions are added', async () => {
    const before = await gapsOf(dozen);
    const later = askedBy(
      people(6, 'later'),
      { question: 'タブレットを自宅に持って帰りたい', clauses: [TAKE_OUT] },
      '2026-06-24T00:00:00.000Z',
    );
    const after = await gapsOf([...dozen, ...later]);
    const grown = after.gaps.find(({ type }) => type === 'training');
    expect(grown?.people).toBe(9);
    expect(new Set(after.gaps.map(({ id }) => id))).toEqual(new Set(before.gaps.map(({ id }) => id)));
  });

  it('leaves out gaps of few people where one department is looked at', async () => {
    const { gaps, hidden } = await findGaps(dozen, {
      documents: [RULES],
      now: NOW,
      smallestGroup: 5,
      department: '総務課',
    });
    expect(gaps).toEqual([]);
    expect(hidden).toBe(4);
  });

  describe('of a retrieval gap', () => {
    const question = 'メモリースティックを挿していいの';
    const wrong = askedBy(people(4, 'w'), { question, clauses: [PASSWORD], verdict: 'informational' }).map(
      (record) => thumbsDown(record, 'wrong_clause'),
    );
    /** Each goes on, in the same conversation, to a question that is answered from a clause. */
    const goingOn = (records: readonly LoggedQuestion[], clauses: readonly (typeof USB)[]) =>
      records.flatMap((record, nth) => {
        const [next] = askedBy(
          [record.asker ?? ''],
          { question: `次の問い${'あいうえお'[nth]}`, clauses: [clauses[nth % clauses.length] ?? USB] },
          new Date(Date.parse(record.askedAt) + 180_000).toISOString(),
        );
        return next === undefined ? [record] : [record, next];
      });
    const stepOf = async (records: readonly LoggedQuestion[]) =>
      (await gapsOf(records)).gaps.find(({ name }) => name === question);

    it('never suggests the clause that people said is the wrong one', async () => {
      const gap = await stepOf(wrong);
      expect(gap).toMatchObject({
        type: 'retrieval',
        clauses: [],
        step: { kind: 'add_check', clause: null },
      });
    });

    it('suggests the clause that most people came to right afterwards', async () => {
      const gap = await stepOf(goingOn(wrong, [USB]));
      expect(gap?.step).toMatchObject({ kind: 'add_vocabulary', clause: { label: '8' } });
    });

    it('suggests none where people went on to different things', async () => {
      const gap = await stepOf(goingOn(wrong, [USB, TAKE_OUT]));
      expect(gap?.step).toMatchObject({ kind: 'add_check', clause: null });
    });
  });
});
