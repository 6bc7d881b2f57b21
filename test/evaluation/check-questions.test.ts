import { describe, expect, it } from 'vitest';
import { KiteiError } from '../../src/errors.ts';
import { parseCheckQuestions } from '../../src/evaluation/check-questions.ts';

const parse = (...lines: unknown[]) =>
  parseCheckQuestions(lines.map((line) => JSON.stringify(line)).join('\n'), 'checks.jsonl');

describe('parseCheckQuestions', () => {
  it('fills in what a line leaves out', () => {
    const [withGold, without] = parse(
      { id: 'a', question: 'May I?', gold: ['7(3)②'], verdict: 'allowed' },
      { id: 'b', question: 'Hello', gold: [], verdict: 'chitchat' },
    );
    expect(withGold).toEqual({
      id: 'a',
      question: 'May I?',
      gold: ['7(3)②'],
      goldText: [],
      document: null,
      verdict: 'allowed',
      accept: new Set(['allowed']),
      answerable: true,
      approver: null,
    });
    expect(without?.answerable).toBe(false);
  });

  it('always accepts the verdict itself, keeps what is given, ignores keys it does not know', () => {
    const [question] = parse({
      id: 'a',
      question: 'May I?',
      gold: ['1'],
      goldText: ['words'],
      document: 'rules',
      verdict: 'required',
      accept: ['applies'],
      answerable: false,
      approver: '課長',
      tags: ['x'],
    });
    expect(question).toEqual({
      id: 'a',
      question: 'May I?',
      gold: ['1'],
      goldText: ['words'],
      document: 'rules',
      verdict: 'required',
      accept: new Set(['required', 'applies']),
      answerable: false,
      approver: '課長',
    });
  });

  it('skips blank lines and survives a byte order mark and CRLF', () => {
    const line = JSON.stringify({ id: 'a', question: 'q', verdict: 'refuse' });
    expect(parseCheckQuestions(`\uFEFF${line}\r\n\r\n`, 'f')).toHaveLength(1);
  });

  it.each([
    ['not JSON', '{"id": ', 'checks.jsonl:2: the line is not JSON'],
    ['an unknown verdict', '{"id":"b","question":"q","verdict":"maybe"}', 'checks.jsonl:2: verdict'],
    ['no question', '{"id":"b","verdict":"refuse"}', 'checks.jsonl:2: question'],
    [
      'an id used twice',
      '{"id":"a","question":"q","verdict":"refuse"}',
      'checks.jsonl:2: the id "a" is used twice',
    ],
  ])('refuses %s and names the line', (_, second, message) => {
    const text = `{"id":"a","question":"q","verdict":"refuse"}\n${second}`;
    expect(() => parseCheckQuestions(text, 'checks.jsonl')).toThrow(KiteiError);
    expect(() => parseCheckQuestions(text, 'checks.jsonl')).toThrow(message);
  });

  it('refuses a file without questions', () => {
    expect(() => parseCheckQuestions('\n\n', 'checks.jsonl')).toThrow('checks.jsonl has no questions');
  });
});
