import { beforeAll, describe, expect, it } from 'vitest';
import { type AnswerSources, answerQuestion } from '../../src/answering/answer-question.ts';
import type { PolicyDocument } from '../../src/domain/policy.ts';
import { readDefinitions } from '../../src/policy/definitions.ts';
import { documentOf, sourcesOf } from './small-policy.ts';

/** As the parser gives it: terms read from the clauses. */
function withTerms(document: PolicyDocument): PolicyDocument {
  const clauses = document.clauses.map((clause) => ({
    ...clause,
    definedTerms: readDefinitions(clause.text, clause.title, clause.kind),
  }));
  return { ...document, clauses };
}

const JAPANESE = withTerms(
  documentOf([
    ['1', null, '目的', 'この規程は、情報資産を守ることを目的とする。', 'purpose'],
    ['2', null, '定義', '', 'definition'],
    ['2(1)', '2', '情報資産', '次に掲げるものをいう。', 'definition'],
    ['2(1)ア', '2(1)', '', '情報システム', 'definition'],
    ['2(1)イ', '2(1)', '', '電子情報及びこれを印刷した文書', 'definition'],
    ['2(2)', '2', '可用性', '必要なときに利用できる状態をいう。', 'definition'],
    ['3', null, '管理', '所属長は、情報資産の分類を行い、情報資産を管理しなければならない。'],
    ['4', null, '委員会', '情報資産管理委員会（以下「委員会」という。）を置く。'],
  ]),
);
const ENGLISH = withTerms(
  documentOf(
    [
      ['1', null, 'Definitions', '', 'definition'],
      ['1.1', '1', '', '“important information” means:', 'definition'],
      ['1.1(a)', '1.1', '', 'tax records; and', 'definition'],
      ['1.1(b)', '1.1', '', 'health records.', 'definition'],
      ['2', null, 'Use', 'Staff must not take important information home.'],
    ],
    'en',
  ),
);

describe('what a term means', () => {
  let japanese: AnswerSources;
  let english: AnswerSources;
  beforeAll(async () => {
    [japanese, english] = await Promise.all([sourcesOf(JAPANESE), sourcesOf(ENGLISH)]);
  });
  const cited = async (sources: AnswerSources, question: string) => {
    const { answer } = await answerQuestion(question, [], sources);
    return [answer.verdict, ...answer.citations.map(({ clause }) => clause)];
  };

  it.each(['情報資産とは', '情報資産って何？', '情報資産の定義は？', 'この規程でいう情報資産とは何ですか'])(
    '%s: the definition with the lines below it',
    async (question) => {
      expect(await cited(japanese, question)).toEqual(['informational', '2(1)', '2(1)ア', '2(1)イ']);
    },
  );

  it.each(['what is important information?', 'What does "important information" mean?'])(
    '%s: the definition with the lines below it',
    async (question) => {
      expect(await cited(english, question)).toEqual(['informational', '1.1', '1.1(a)', '1.1(b)']);
    },
  );

  it('is not taken from the definition of a part of the name', async () => {
    expect((await cited(japanese, '情報資産の分類とは'))[1]).not.toBe('2(1)');
  });

  it('may be an abbreviation where nothing else defines it', async () => {
    expect((await cited(japanese, '委員会とは'))[1]).toBe('4');
  });
});
