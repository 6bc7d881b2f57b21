import { beforeAll, describe, expect, it } from 'vitest';
import { type AnswerSources, answerQuestion } from '../../src/answering/answer-question.ts';
import { ClauseTree } from '../../src/answering/clause-tree.ts';
import type { PolicyDocument } from '../../src/domain/policy.ts';
import { sharedVocabulary } from '../../src/indexing/knowledge-files.ts';
import { buildSearchIndex } from '../../src/retrieval/search-index.ts';
import { documentOf } from './small-policy.ts';

const JAPANESE = documentOf([
  ['1', null, '連絡', '職員は、勤務に関する連絡にＬＩＮＥを使用することができる。'],
  ['2', null, 'ソーシャルメディア', '職員は、患者に関する事項をソーシャルメディアに投稿してはならない。'],
  ['3', null, '会議', 'ウェブ会議への参加については、許可を要しない。'],
  ['4', null, '兼業', '職員は、１週間に45時間を超えて勤務することとなる兼業をしてはならない。'],
  ['5', null, '離席', '30分以上席を離れるときは、所属長に届け出なければならない。'],
]);
const ENGLISH = documentOf(
  [
    ['1', null, 'Photos', 'No photograph of a patient may be taken unless the patient has signed Form 7.'],
    ['2', null, 'Recordings', 'Patients are free to make an audio recording of their own consultation.'],
    ['3', null, 'Phones', 'Staff may use their phone to read work e-mail.'],
  ],
  'en',
);

async function sourcesWithVocabulary(document: PolicyDocument): Promise<AnswerSources> {
  const index = await buildSearchIndex(document.clauses, { vocabulary: await sharedVocabulary() });
  return { index, tree: new ClauseTree([document]), contacts: [], generation: 'test' };
}

describe('a clause on the same thing but another act gives no ruling', () => {
  let japanese: AnswerSources;
  let english: AnswerSources;
  beforeAll(async () => {
    [japanese, english] = (await Promise.all([JAPANESE, ENGLISH].map(sourcesWithVocabulary))) as [
      AnswerSources,
      AnswerSources,
    ];
  });

  it.each([
    '患者さんとLINE交換していい？',
    'ウェブ会議を録画してもいい？',
    '週1で在宅勤務ってできます？',
    '宅配の受け取りで2分席を離れるのは届けいる？',
  ])('%s', async (question) => {
    const { answer } = await answerQuestion(question, [], japanese);
    expect(['not_stated', 'needs_person']).toContain(answer.verdict);
  });

  it.each([
    'a patient asked me to be a witness on her passport photo, can I sign it',
    'is there free wifi for patients and can I give them the password?',
    'may I sell my phone to a colleague?',
  ])('%s', async (question) => {
    const { answer } = await answerQuestion(question, [], english);
    expect(['not_stated', 'needs_person']).toContain(answer.verdict);
  });

  it.each([
    ['勤務の連絡にLINEを使っていい？', 'allowed'],
    ['患者のことをSNSに投稿していい？', 'not_allowed'],
    ['1時間席を離れるのは届けいる？', 'required'],
  ])('%s is still answered: %s', async (question, verdict) => {
    expect((await answerQuestion(question, [], japanese)).answer.verdict).toBe(verdict);
  });
});
