import { beforeAll, describe, expect, it } from 'vitest';
import { type AnswerSources, answerQuestion } from '../../src/answering/answer-question.ts';
import { passVerbatim } from '../../src/answering/citations.ts';
import type { Answer, Citation } from '../../src/domain/answer.ts';
import { documentOf, RULE_BOOK, sourcesOf } from './small-policy.ts';

describe('the gate of quotes', () => {
  let sources: AnswerSources;
  let answer: Answer;
  beforeAll(async () => {
    sources = await sourcesOf(RULE_BOOK);
    answer = (await answerQuestion('私物の記録媒体を貸与端末に接続してもいい？', [], sources)).answer;
  });
  const tampered = (change: Partial<Citation>): Answer => {
    const [first, ...rest] = answer.citations;
    return { ...answer, citations: [{ ...(first as Citation), ...change }, ...rest] } as Answer;
  };

  it('lets through what stands in the documents', () => {
    expect(answer.verdict).toBe('not_allowed');
    expect(passVerbatim(answer, sources.tree)).toEqual(answer);
  });

  it.each([
    [{ quote: '職員は、私物の記録媒体を貸与端末に接続することができる。' }],
    [{ quote: '' }],
    [{ start: 1 }],
    [{ clauseId: 'rules/1/99' }],
    [{ clauseId: 'rules/1/4' }],
    [{ version: '2' }],
    [{ clause: '2(1)' }],
    [{ document: 'other' }],
  ] satisfies [Partial<Citation>][])('stops %j', (change) => {
    expect(passVerbatim(tampered(change), sources.tree)).toBeNull();
  });

  it('leaves out a related clause that differs, and keeps the answer', () => {
    const related = [{ ...(answer.citations[0] as Citation), quote: 'なんでもできる。' }, ...answer.related];
    expect(passVerbatim({ ...answer, related }, sources.tree)?.related).toEqual(answer.related);
  });

  it('leaves the question to a person where the index holds another text than the documents', async () => {
    const revised = documentOf([['2(2)', null, '', '職員は、私物の記録媒体を接続することができる。']]);
    const { tree } = await sourcesOf(revised);
    const stale = (
      await answerQuestion('私物の記録媒体を貸与端末に接続してもいい？', [], { ...sources, tree })
    ).answer;
    expect(stale.verdict).toBe('needs_person');
    expect(stale.citations).toEqual([]);
  });
});

describe('whom to turn to', () => {
  it('is the person whom the clause leaves the decision to', async () => {
    const sources = await sourcesOf(RULE_BOOK);
    const { answer } = await answerQuestion('規程に違反したら処分されますか', [], sources);
    expect([answer.verdict, answer.approver]).toEqual(['needs_person', '理事長']);
    expect(answer.next).toBe('理事長に確認してください。');
  });

  it('has its article in English', async () => {
    const sources = await sourcesOf(
      documentOf(
        [
          [
            '1',
            null,
            'Media',
            'Staff must not copy files to a USB stick without the approval of the security manager.',
          ],
        ],
        'en',
      ),
    );
    const { answer } = await answerQuestion('May I copy files to a USB stick?', [], sources);
    expect(answer.approver).toBe('security manager');
    expect(answer.next).toBe('Before you start, ask the security manager.');
    expect(answer.text).toContain('the approval of the security manager.');
  });
});
