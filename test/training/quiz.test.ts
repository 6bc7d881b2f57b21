import { describe, expect, it } from 'vitest';
import { makeQuiz } from '../../src/training/quiz.ts';
import {
  aRecord,
  askedBy,
  NOW,
  PASSWORD,
  people,
  RULES,
  reviewed,
  TAKE_OUT,
  thumbsDown,
  USB,
} from './records.ts';

const options = { documents: [RULES], now: NOW, smallestGroup: 5, seed: 1 };
const takeOut = askedBy(people(5), { question: 'ノートパソコンを家に持ち帰ってもいいですか' });
const usb = askedBy(people(5), { question: '私物のUSBを挿していい', clauses: [USB], verdict: 'not_allowed' });
const password = askedBy(people(5), {
  question: 'パスワードの決まりは',
  clauses: [PASSWORD],
  verdict: 'informational',
});
const log = [...takeOut, ...usb, ...password];

describe('makeQuiz', () => {
  it('asks real questions whose answer is quoted from a clause in force', async () => {
    const quiz = await makeQuiz(log, options);
    expect(quiz).toHaveLength(3);
    for (const { choices, right, quote, clause } of quiz) {
      const deciding = RULES.clauses.find(({ label }) => label === clause.label);
      expect(deciding?.text).toContain(quote);
      const choice = choices[right];
      if (choice?.kind === 'clause') expect(choice.clause.key).toBe(clause.key);
      expect(new Set(choices.map((each) => JSON.stringify(each))).size).toBe(choices.length);
      expect(choices.length).toBeGreaterThan(1);
    }
    const ruled = quiz.find(({ question }) => question.includes('USB'));
    expect(ruled?.choices[ruled.right]).toEqual({ kind: 'verdict', verdict: 'not_allowed' });
  });

  it('is the same for the same seed, whatever the order of the log', async () => {
    expect(await makeQuiz([...log].reverse(), options)).toEqual(await makeQuiz(log, options));
    const seeds = await Promise.all([1, 2, 3, 4, 5].map((seed) => makeQuiz(log, { ...options, seed })));
    expect(new Set(seeds.map((quiz) => JSON.stringify(quiz))).size).toBeGreaterThan(1);
  });

  it('says nothing of who asked, where and when', async () => {
    const text = JSON.stringify(await makeQuiz(log, options));
    for (const secret of ['p0', '総務課', '2026-06', 'slack', 'r0000']) expect(text).not.toContain(secret);
  });

  it.each([
    ['asked by too few', askedBy(people(4), { question: '花火大会の名簿を実家に置いていい' })],
    ['with a redaction mark', askedBy(people(5), { question: '[氏名]の端末を使っていい' })],
    ['with a number', askedBy(people(5), { question: '4月12日に端末を持ち帰っていい' })],
    ['with a name', askedBy(people(5), { question: '佐藤さんの端末を使っていい' })],
    ['somebody found wrong', takeOut.map((record) => thumbsDown(record))],
    ['a reviewer found wrong', takeOut.map((record) => reviewed(record, { finding: 'wrong_verdict' }))],
    ['read together with another', askedBy(people(5), { followUpOf: 'before' })],
    ['not answered', askedBy(people(5), { verdict: 'not_stated', clauses: [] })],
    ['of a clause that has changed', askedBy(people(5), { clauses: [{ ...TAKE_OUT, text: '古い定め。' }] })],
  ])('takes no question %s', async (_, records) => {
    expect(await makeQuiz(records, options)).toEqual([]);
  });

  it('takes a wording of common words that one person alone used', async () => {
    const own = aRecord({
      asker: 'one',
      question: 'パスワードを家に持ち帰ってもいいですか',
      clauses: [PASSWORD],
    });
    const quiz = await makeQuiz([...takeOut, ...password.map((record) => thumbsDown(record)), own], options);
    expect(quiz.map(({ question }) => question)).toContain(own.question);
  });

  it('prefers what a reviewer confirmed, and asks about a clause once', async () => {
    const other = askedBy(people(5), { question: 'ノートパソコンを家に持ち帰っていい' }).map((record) =>
      reviewed(record, { finding: 'correct' }),
    );
    const quiz = await makeQuiz([...takeOut, ...other], { ...options, items: 5 });
    expect(quiz.map(({ question }) => question)).toEqual(['ノートパソコンを家に持ち帰っていい']);
  });
});
