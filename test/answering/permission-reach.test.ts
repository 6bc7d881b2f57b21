import { beforeAll, describe, expect, it } from 'vitest';
import { type AnswerSources, answerQuestion } from '../../src/answering/answer-question.ts';
import { ClauseTree } from '../../src/answering/clause-tree.ts';
import type { Verdict } from '../../src/domain/answer.ts';
import { sharedVocabulary } from '../../src/indexing/knowledge-files.ts';
import { readDocument } from '../../src/policy/read-document.ts';
import { buildSearchIndex } from '../../src/retrieval/search-index.ts';

const JAPANESE = `# 試験規程

（資料）
第１条　職員は、個人情報を含まない資料を、所属長の了解を得て、自宅に持ち帰ることができる。

（会議）
第２条　庁外の者が主催するウェブ会議に参加するときは、管理者への届出をもって足りる。

（在宅）
第３条　採用後６か月を経過した職員は、前々日までに届け出ることにより、在宅勤務をすることができる。

（証票）
第４条　市長は、手数料を減額することができる。

（感染）
第５条　端末が感染した疑いがあるときは、電源を入れたまま、管理者の指示を受けなければならない。

（写真）
第６条　写真の使用の同意は、口頭で足りる。ただし、保育所で撮影した写真は、書面による同意がなければ用いてはならない。

（投稿）
第７条　公式アカウントへの投稿は、他の職員の確認を受けた後でなければ、してはならない。

（古紙）
第８条　古紙の区分は、次の表のとおりとする。

| 区分 | 例 | 扱い |
|---|---|---|
| 甲 | 診療録 | 裁断する |
| 丙 | 広報物 | 古紙回収に出すことができる |
`;

const ENGLISH = `# Test Rules

## 1 Recording

1.1 Patients are free to record their own consultation.

1.2 Staff may use AI tools to draft text with the approval of the manager. Staff must not enter names of patients.

## 2 Flights

2.1 Premium seats are permitted with the approval of a director. Business seats are not permitted.

## 3 Screens

3.1 Users must lock the screen whenever they leave a laptop unattended.

## 4 Shifts

4.1 Staff may swap a shift with a colleague of the same grade.
`;

const PERMISSIVE: readonly Verdict[] = ['allowed', 'allowed_conditional', 'does_not_apply'];

async function sourcesOf(content: string, path: string): Promise<AnswerSources> {
  const document = readDocument({ path, content });
  const index = await buildSearchIndex(document.clauses, { vocabulary: await sharedVocabulary() });
  return { index, tree: new ClauseTree([document]), contacts: [], generation: 'test' };
}

describe('leave holds for what it names and for nothing else', () => {
  let japanese: AnswerSources;
  let english: AnswerSources;
  beforeAll(async () => {
    japanese = await sourcesOf(JAPANESE, 'rules.md');
    english = await sourcesOf(ENGLISH, 'rules-en.md');
  });
  const verdict = async (question: string, sources: AnswerSources) =>
    (await answerQuestion(question, [], sources)).answer.verdict;

  it.each([
    ['what the clause speaks of without', '個人情報の資料を所属長の了解で自宅に持ち帰っていい？'],
    ['an act that only marks a thing in the clause', 'ウェブ会議を主催するのは届出だけでいい？'],
    ['less than the time that must have passed', '採用後３か月で在宅勤務していい？'],
    ['a later day than the last one', '在宅勤務を前日に届け出ていい？'],
    ['leave that somebody else has', '手数料を減額していい？'],
    ['a duty in an incident', '感染した疑いがあるけど電源を切っていい？'],
    ['a freedom that the proviso takes back', '保育所で撮影した写真は口頭の同意でいい？'],
    ['doing without what the ban hangs on', '公式アカウントに確認なしで投稿していい？'],
    ['another row of the table', '古紙回収に診療録を出していい？'],
  ])('%s: %s', async (_, question) => {
    expect(PERMISSIVE).not.toContain(await verdict(question, japanese));
  });

  it.each([
    ['leave that somebody else has', 'can I record the consultation myself?'],
    ['what another sentence of the clause forbids', 'can I enter names in AI tools if the manager approved?'],
    ['the next sentence forbids it', 'can I book business seats if a director approves?'],
    ['to leave a thing is no leave', 'can I keep the laptop after I leave?'],
    ['somebody the clause does not name', 'can I swap a shift with a receptionist?'],
  ])('%s: %s', async (_, question) => {
    expect(PERMISSIVE).not.toContain(await verdict(question, english));
  });

  it.each([
    ['個人情報のない資料を自宅に持ち帰っていい？', 'allowed_conditional'],
    ['ウェブ会議に参加するのは届出だけでいい？', 'allowed'],
  ])('%s is still answered: %s', async (question, expected) => {
    expect(await verdict(question, japanese)).toBe(expected);
  });

  it.each([['can I swap a shift with a colleague?', 'allowed']])(
    '%s is still answered: %s',
    async (question, expected) => {
      expect(await verdict(question, english)).toBe(expected);
    },
  );
});
