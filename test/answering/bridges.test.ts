import { beforeAll, describe, expect, it } from 'vitest';
import { type AnswerSources, answerQuestion } from '../../src/answering/answer-question.ts';
import { documentOf, RULE_BOOK, sourcesOf } from './small-policy.ts';

const QUESTIONS = [
  '貸与端末を庁舎の外に持ち出してもいいですか',
  'パソコンを家に持って帰りたい',
  'カギをなくしちゃった',
  'マイカーを停めてもいい？',
  '打合せの部屋を押さえるには',
  'USBメモリを挿していいですか',
  '派遣の人にも関係ありますか',
  '今日のお昼は何がいい？',
];

describe('bridged words', () => {
  let sources: AnswerSources;
  beforeAll(async () => {
    sources = await sourcesOf(RULE_BOOK);
  });

  it.each(QUESTIONS)('change neither the verdict nor anything it rests on: %s', async (question) => {
    const [on, off] = await Promise.all([
      answerQuestion(question, [], sources),
      answerQuestion(question, [], sources, { without: ['bridge'] }),
    ]);
    const { related: _, bridges: __, ...decided } = on.answer;
    const { related: ___, bridges: none, ...decidedWithout } = off.answer;
    expect(decided).toEqual(decidedWithout);
    expect(none).toBeUndefined();
  });

  it('bring a clause to light that shares no word with the question, and say so', async () => {
    const document = documentOf([
      ['1', null, '駐車場', '来客用の駐車場に通勤用の自動車を駐車してはならない。'],
      ['2', null, '鍵の管理', '鍵を亡失した者は、直ちに総務係へ届け出るものとする。'],
      ['3', null, '弁償', '過失により備品を損傷した者は、その費用を負担する。'],
    ]);
    const small = await sourcesOf(document);
    const { answer } = await answerQuestion('うっかりだよ', [], small);
    expect(answer.related[0]?.clause).toBe('3');
    expect(answer.bridges).toContainEqual({
      word: 'うっかり',
      as: '過失',
      similarity: expect.closeTo(0.29, 2),
      clauseIds: ['rules/1/3'],
    });
    const { answer: without } = await answerQuestion('うっかりだよ', [], small, { without: ['bridge'] });
    expect(without.related).toEqual([]);
  });
});
