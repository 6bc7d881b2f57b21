import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { beginningOfWeek } from '../../src/training/days.ts';
import { digestOf } from '../../src/training/digest.ts';
import { digestWords } from '../../src/training/digest-words.ts';
import { askedBy, PASSWORD, people, RULES, thumbsDown, USB } from './records.ts';

const NOW = '2026-06-30T00:00:00.000Z';
const WEEK = '2026-06-24T01:00:00.000Z';
const digest = async (
  records: Parameters<typeof digestOf>[0],
  language: 'ja' | 'en' = 'ja',
  from = '2026-06-23T00:00:00.000Z',
) => {
  const options = { documents: [RULES], from, now: NOW, smallestGroup: 5, language };
  return digestWords(language).digest(await digestOf(records, options));
};
// Days are those of this machine's clock.
beforeAll(() => void vi.stubEnv('TZ', 'UTC'));
afterAll(() => void vi.unstubAllEnvs());

const takeOut = askedBy(people(6), { question: 'ノートパソコンを家に持ち帰ってもいいですか' }, WEEK);
const unanswered = askedBy(
  people(5, 'q'),
  { question: '生成AIで要約してもいい', verdict: 'not_stated', clauses: [], retrieved: [] },
  WEEK,
);
const rare = askedBy(
  people(3, 'z'),
  {
    question: '離婚した元妻に電話していい',
    verdict: 'not_stated',
    clauses: [],
    retrieved: [],
    department: '港湾課',
  },
  WEEK,
);
const unclear = askedBy(people(5, 'w'), { question: 'パスワードは何文字', clauses: [PASSWORD] }, WEEK).map(
  (record) => thumbsDown(record, 'unclear'),
);

describe('a digest', () => {
  it('tells the week in Japanese', async () => {
    const text = await digest([...takeOut, ...unanswered, ...unclear]);
    expect(text).toMatchInlineSnapshot(`
      "規程の質問 週報（2026-06-23〜2026-06-29）
      質問は16件（16人）、うち69%に条文で答えました。

      よく聞かれた条文
      • Rules 7（情報資産の持出し）：6人
      • Rules 9（パスワード）：5人

      新しく、または急に増えた話題
      • 「ノートパソコンを家に持ち帰ってもいいですか」

      まだ答えられていないこと
      • 「生成AIで要約してもいい」

      読んでも迷いやすいこと
      • 「パスワードは何文字」"
    `);
  });

  it('tells it in English', async () => {
    const text = await digest([...takeOut, ...unanswered], 'en');
    expect(text).toMatchInlineSnapshot(`
      "Policy questions, 2026-06-23 to 2026-06-29
      11 questions by 11 people; 55 % were answered from a clause.

      Clauses asked about most
      • Rules 7 (情報資産の持出し): 6 people

      New, or suddenly asked more
      • Rules 7 (情報資産の持出し)

      Not answered yet
      • “生成AIで要約してもいい”"
    `);
  });

  it('covers seven days, the day of the report included', () => {
    expect(beginningOfWeek('2026-11-23T07:50:00.000Z')).toBe('2026-11-17T00:00:00.000Z');
    expect(beginningOfWeek(NOW)).toBe('2026-06-23T00:00:00.000Z');
  });

  it('tells a longer time as well', async () => {
    const text = await digest([...takeOut, ...unanswered], 'ja', '2026-05-01T00:00:00.000Z');
    expect(text).toContain('規程の質問 まとめ（2026-05-01〜2026-06-29）');
    expect(text).not.toContain('週報');
  });

  it('names no topic of few people, no department, and no number of few people', async () => {
    const text = await digest([...takeOut, ...rare]);
    for (const word of ['離婚', '元妻', '港湾課', '総務課']) expect(text).not.toContain(word);
    expect(await digest(rare)).toMatch(/質問は3件、/);
  });

  it('tells what settled', async () => {
    const before = askedBy(
      people(6, 's'),
      { question: '私物のUSBを挿していい', clauses: [USB] },
      '2026-04-05T00:00:00.000Z',
    );
    expect(await digest([...before, ...takeOut])).toMatch(/落ち着いた話題\n• .*USB/i);
  });

  it('says so when nothing was asked', async () => {
    expect(await digest([])).toContain('この間に質問はありませんでした');
    expect(await digest([], 'en')).toContain('Nothing was asked');
  });
});
