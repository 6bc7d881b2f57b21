import { describe, expect, it } from 'vitest';
import type { Clause } from '../../src/domain/policy.ts';
import { makeQuiz } from '../../src/training/quiz.ts';
import { aClause, aDocument } from '../evaluation/examples.ts';
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

const options = {
  documents: [RULES],
  now: NOW,
  smallestGroup: 5,
  seed: 1,
  language: 'ja',
} as const;
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
      expect(choices[right]?.clause).toEqual(clause);
      expect(new Set(choices.map((choice) => choice.clause.title)).size).toBe(choices.length);
      expect(choices.length).toBeGreaterThan(1);
    }
    const ruled = quiz.find(({ question }) => question.includes('USB'));
    expect(ruled).toMatchObject({ clause: { label: '8', title: '記録媒体' }, verdict: 'not_allowed' });
  });

  it('is in one language: questions, clauses and choices', async () => {
    const english = aDocument(
      { ...TAKE_OUT, id: 'use/1/1', documentId: 'use', label: '1', title: 'Laptops' },
      { ...USB, id: 'use/1/2', documentId: 'use', label: '2', title: 'USB sticks' },
    );
    const documents = [...options.documents, { ...english, id: 'use', language: 'en' as const }];
    const own = english.clauses.slice(0, 1);
    const mixed = [
      ...log,
      ...askedBy(people(5), { question: 'ノートパソコンを使ってもいいですか', clauses: own }),
      ...askedBy(people(5), { question: 'May I take a laptop home?', clauses: own, language: 'en' }),
      ...askedBy(people(5), { question: 'May I use a USB stick?', clauses: [USB], language: 'en' }),
    ];
    const documentsOf = (quiz: Awaited<ReturnType<typeof makeQuiz>>) =>
      new Set(quiz.flatMap(({ choices }) => choices.map(({ clause }) => clause.documentId)));
    const japanese = await makeQuiz(mixed, { ...options, documents });
    expect(japanese).toHaveLength(3);
    expect([...documentsOf(japanese)]).toEqual([RULES.id]);
    const quiz = await makeQuiz(mixed, { ...options, documents, language: 'en' });
    expect(quiz.map(({ question }) => question)).toEqual(['May I take a laptop home?']);
    expect([...documentsOf(quiz)]).toEqual(['use']);
  });

  it('offers clauses that came near, then neighbours; by their first words where they have no heading', async () => {
    const clauses = Array.from({ length: 12 }, (_, nth) =>
      aClause({
        label: `${nth + 1}`,
        title: '',
        text: `第${nth + 1}の定め。${'長'.repeat(60)}`,
        headingPath: [nth < 5 ? '物理' : '人'],
      }),
    );
    const [right, , , , , , far] = clauses as [Clause, Clause, Clause, Clause, Clause, Clause, Clause];
    const document = { ...aDocument(...clauses), language: 'ja' as const };
    const retrieved = [right, far].map(({ id }) => ({ clauseId: id, score: 1 }));
    const asked = askedBy(people(5), { clauses: [right], retrieved });
    const [item] = await makeQuiz(asked, { ...options, documents: [document] });
    const labels = item?.choices.map(({ clause }) => Number(clause.label)) ?? [];
    expect(labels).toHaveLength(4);
    expect(labels).toContain(7);
    expect(labels.filter((label) => label <= 5)).toHaveLength(3);
    expect(item?.choices[item.right]?.opening).toMatch(/^第1の定め。長+…$/);
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
