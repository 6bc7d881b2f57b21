import { beforeAll, describe, expect, it } from 'vitest';
import { type AnswerSources, answerQuestion } from '../../src/answering/answer-question.ts';
import { ClauseTree } from '../../src/answering/clause-tree.ts';
import { sharedVocabulary } from '../../src/indexing/knowledge-files.ts';
import { readDocument } from '../../src/policy/read-document.ts';
import { buildSearchIndex } from '../../src/retrieval/search-index.ts';

const JAPANESE = `# 試験規程

（適用範囲）
第１条　この規程は、職員に適用する。市立の学校については、別に定める学校規程による。
２　学生には、第３条及び第４条の規定に限り、これを適用する。
３　市議会議員には、この規程を適用しない。ただし、市が貸与した端末を使用する場合は、この限りでない。

（服装）
第２条　職員は、名札を着けなければならない。

（秘密）
第３条　職員は、秘密を漏らしてはならない。

（持出し）
第４条　職員は、書類を持ち出してはならない。
`;

const ENGLISH = `# Test Rules

## 1 Scope

1.1 These rules apply to all employees.

1.2 Contractors are bound by Parts 2 and 4 only.

1.3 Directors are not covered by these rules, except that Part 3 applies to them.

1.4 These rules apply to volunteers, except that Part 4 does not apply to them.

## 2 Passwords

2.1 Passwords must not be shared.

## 3 Gifts

3.1 Gifts must not be accepted.

## 4 Leave

4.1 Leave must be requested in advance.
`;

async function sourcesOf(content: string, path: string): Promise<AnswerSources> {
  const document = readDocument({ path, content });
  const index = await buildSearchIndex(document.clauses, { vocabulary: await sharedVocabulary() });
  return { index, tree: new ClauseTree([document]), contacts: [], generation: 'test' };
}

describe('who is covered by what', () => {
  let japanese: AnswerSources;
  let english: AnswerSources;
  beforeAll(async () => {
    japanese = await sourcesOf(JAPANESE, 'rules.md');
    english = await sourcesOf(ENGLISH, 'rules-en.md');
  });

  it.each([
    ['学生に第3条は適用される？', 'applies'],
    ['学生に第2条は適用される？', 'does_not_apply'],
    ['市議会議員は対象？', 'does_not_apply'],
    // The proviso may be about just this; who reads it decides.
    ['市議会議員が市のタブレットを使うときは対象？', 'needs_person'],
    ['市立の学校は対象？', 'needs_person'],
  ])('%s → %s', async (question, expected) => {
    expect((await answerQuestion(question, [], japanese)).answer.verdict).toBe(expected);
  });

  it.each([
    ['does part 4 apply to contractors?', 'applies'],
    ['does part 3 apply to contractors?', 'does_not_apply'],
    ['are directors covered by part 3?', 'applies'],
    ['are directors covered by part 2?', 'does_not_apply'],
    ['does part 4 apply to volunteers?', 'does_not_apply'],
    ['does part 2 apply to volunteers?', 'applies'],
  ])('%s → %s', async (question, expected) => {
    expect((await answerQuestion(question, [], english)).answer.verdict).toBe(expected);
  });
});
