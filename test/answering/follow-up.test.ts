import { beforeAll, describe, expect, it } from 'vitest';
import { type AnswerSources, answerQuestion } from '../../src/answering/answer-question.ts';
import { resolveFollowUp } from '../../src/answering/conversation.ts';
import type { Turn } from '../../src/domain/conversation.ts';
import { documentOf, sourcesOf } from './small-policy.ts';

const turn = (question: string) => ({ question, answer: { verdict: 'not_stated' } }) as Turn;
const read = (asked: readonly string[], followUp: string) => resolveFollowUp(followUp, asked.map(turn));

describe('a follow-up takes the place of its counterpart in the question before', () => {
  it.each([
    [['庁舎内で私物パソコンを使っていい？'], 'じゃあ自宅では？', '自宅で私物パソコンを使っていい?'],
    [['庁舎内で私物パソコンを使っていい？'], 'スマホは？', '庁舎内でスマホを使っていい?'],
    [['庁舎内で私物パソコンを使っていい？', 'じゃあ自宅では？'], 'スマホなら？', '自宅でスマホを使っていい?'],
    [
      ['庁舎内で私物パソコンを使っていい？'],
      '派遣社員でもいい？',
      '派遣社員は庁舎内で私物パソコンを使っていい?',
    ],
    [['会議を録音してもいいですか'], '撮影は？', '会議を撮影してもいいですか'],
    [['業者からお菓子をもらっていい？'], '住民からなら？', '住民からお菓子をもらっていい?'],
    [['年休はいつまでに届け出ますか'], '病休の場合は？', '病休の場合はいつまでに届け出ますか'],
    [['can I use my own laptop in the office?'], 'what about at home?', 'can i use my own laptop at home?'],
    [['can I use my own laptop in the office?'], 'and my phone?', 'can i use my phone in the office?'],
    [['Can I accept gifts from suppliers?'], 'is that true for meals?', 'can i accept meals from suppliers?'],
    [['Can I accept gifts from suppliers?'], 'from customers?', 'can i accept gifts from customers?'],
    [['Does this policy apply to contractors?'], 'and interns?', 'does this policy apply to interns?'],
  ])('%j, %s → %s', async (asked, followUp, search) => {
    expect(await read(asked, followUp)).toMatchObject({ search, followsUp: true });
  });

  it.each([
    [['業者からお菓子をもらっていい？'], '個人情報とは？'],
    [['業者からお菓子をもらっていい？'], '会議を録音していいですか'],
    [['can I accept gifts?'], 'May I record a meeting without telling anybody?'],
    [[], 'じゃあ自宅では？'],
  ])('%j, %s stands by itself', async (asked, question) => {
    expect(await read(asked, question)).toEqual({
      search: question,
      followsUp: false,
      asks: question,
      added: '',
    });
  });

  it.each([
    ['庁舎内で私物パソコンを使っていい？', 'それって誰の許可？'],
    ['can I use my own laptop in the office?', 'who approves that?'],
  ])('%s, %s asks more about the same', async (asked, followUp) => {
    const { search, added } = await read([asked], followUp);
    expect(search).toContain(asked);
    expect(added).not.toMatch(/誰|許可|who|approves/);
  });
});

const JAPANESE = documentOf([
  ['1', null, '適用範囲', 'この規程は、常勤職員に適用する。派遣社員には適用しない。', 'scope'],
  ['2', null, '端末', ''],
  ['2(1)', '2', '', '職員は、庁舎内で私物のパソコンを使用することができる。'],
  ['2(2)', '2', '', '職員は、自宅で私物のパソコンを業務に使用してはならない。'],
  ['3', null, '持出し', '資料を庁舎の外に持ち出すときは、施設長の許可を受けなければならない。'],
  ['4', null, '駐車場', '職員は、休日に駐車場を利用することができる。'],
]);
const ENGLISH = documentOf(
  [
    ['1', null, 'Scope', 'These rules apply to employees. They do not apply to visitors.', 'scope'],
    ['2', null, 'Laptops', ''],
    ['2.1', '2', '', 'Employees may use a private laptop in the office.'],
    ['2.2', '2', '', 'Employees must not use a private laptop at home for work.'],
    ['3', null, 'Gym', 'Employees may use the gym on weekends.'],
  ],
  'en',
);

describe('the answer to a follow-up', () => {
  let japanese: AnswerSources;
  let english: AnswerSources;
  beforeAll(async () => {
    [japanese, english] = await Promise.all([sourcesOf(JAPANESE), sourcesOf(ENGLISH)]);
  });
  const talk = async (sources: AnswerSources, ...questions: readonly string[]) => {
    const turns: Turn[] = [];
    for (const question of questions)
      turns.push({ question, answer: (await answerQuestion(question, turns, sources)).answer });
    return turns.map(({ answer }) => answer);
  };

  it('is that of the clause on the new part', async () => {
    const [first, second] = await talk(
      japanese,
      '庁舎内で私物のパソコンを使用していい？',
      'じゃあ自宅では？',
    );
    expect([first?.verdict, second?.verdict]).toEqual(['allowed', 'not_allowed']);
    expect(second?.citations[0]?.clause).toBe('2(2)');
  });

  it('is so in English', async () => {
    const [first, second] = await talk(
      english,
      'May I use a private laptop in the office?',
      'what about at home?',
    );
    expect([first?.verdict, second?.verdict]).toEqual(['allowed', 'not_allowed']);
    expect(second?.citations[0]?.clause).toBe('2.2');
  });

  it('names the approver of the matter before', async () => {
    const [, second] = await talk(japanese, '資料を庁舎の外に持ち出してもいいですか', 'それって誰の許可？');
    expect(second?.approver).toBe('施設長');
  });

  it.each([
    ['休日に駐車場を利用できますか', 'じゃあ体育館では？'],
    ['休日に駐車場を利用できますか', 'アルバイトでもいい？'],
    ['庁舎内で私物のパソコンを使用していい？', 'カメラは？'],
    ['庁舎内で私物のパソコンを使用していい？', '家族なら？'],
    ['派遣社員にもこの規程は適用されますか', '来客は？'],
    ['常勤職員にも適用されますか', 'ボランティアは？'],
  ])('does not repeat a ruling for what the clause does not speak of: %s %s', async (question, followUp) => {
    const [, second] = await talk(japanese, question, followUp);
    expect(['not_stated', 'needs_person']).toContain(second?.verdict);
  });

  it.each([
    ['May I use the gym on weekends?', 'what about the sauna?'],
    ['May I use the gym on weekends?', 'and with my family?'],
    ['May I use a private laptop in the office?', 'even if it is infected?'],
    ['Do these rules apply to visitors?', 'and contractors?'],
  ])('does not repeat a ruling for what the clause does not speak of: %s %s', async (question, followUp) => {
    const [, second] = await talk(english, question, followUp);
    expect(['not_stated', 'needs_person']).toContain(second?.verdict);
  });
});
