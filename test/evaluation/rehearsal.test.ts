import { describe, expect, it } from 'vitest';
import type { Answer } from '../../src/domain/answer.ts';
import type { Turn } from '../../src/domain/conversation.ts';
import type { LoggedQuestion } from '../../src/domain/question-record.ts';
import { parseCheckQuestions } from '../../src/evaluation/check-questions.ts';
import { flippedAspects, rehearse } from '../../src/evaluation/rehearsal.ts';
import { aRecord } from '../contracts/records.ts';
import { aClause, anAnswer, quoting } from './examples.ts';

const clause = aClause({ label: '1' });
const allowed = anAnswer('allowed', { citations: [quoting(clause)] });
const forbidden = anAnswer('not_allowed', { citations: [quoting(clause)] });

/** Answers by the question's first word. */
function answering(answers: Record<string, Answer>) {
  const asked: { text: string; conversation: readonly Turn[] }[] = [];
  return {
    asked,
    ask: async (request: { text: string; conversation: readonly Turn[] }) => {
      asked.push(request);
      return { answer: answers[request.text.split(' ')[0] ?? ''] ?? allowed };
    },
  };
}

async function* records(...parts: Parameters<typeof aRecord>[0][]): AsyncIterable<LoggedQuestion> {
  for (const part of parts) yield { ...aRecord(part), feedback: [], escalation: null, review: null };
}

describe('a rehearsal', () => {
  it('lists what the draft answers otherwise, what most people asked first', async () => {
    const served = answering({});
    const draft = answering({ rare: forbidden, often: forbidden });
    const { questions, flips } = await rehearse(served, draft, {
      checks: [],
      records: records(
        { id: 'a', question: 'rare thing', asker: 'p' },
        { id: 'b', question: 'often asked?', asker: 'p' },
        { id: 'c', question: 'OFTEN asked?', asker: 'q' },
        { id: 'd', question: 'often asked?', asker: 'q' },
        { id: 'e', question: 'same as ever', asker: 'q' },
        { id: 'f', question: null, asker: 'q' },
      ),
    });
    expect(questions).toBe(3);
    expect(flips).toMatchObject([
      { question: 'often asked?', people: 2, ids: ['b', 'c', 'd'], aspects: ['verdict'], source: 'log' },
      { question: 'rare thing', people: 1, ids: ['a'], before: allowed, after: forbidden },
    ]);
  });

  it('reads follow-ups with what they follow, and leaves out those that lost it', async () => {
    const served = answering({});
    const draft = answering({});
    await rehearse(served, draft, {
      checks: [],
      records: records(
        { id: 'a', question: 'May I?' },
        { id: 'b', question: 'And at home?', followUpOf: 'a' },
        { id: 'c', question: 'And there?', followUpOf: 'gone' },
      ),
    });
    expect(
      draft.asked.map(({ text, conversation }) => [text, conversation.map((turn) => turn.question)]),
    ).toEqual([
      ['May I?', []],
      ['And at home?', ['May I?']],
    ]);
  });

  it('reports golden questions that the draft breaks, not those that were wrong before', async () => {
    const checks = parseCheckQuestions(
      ['good', 'broken', 'bad']
        .map((id) => JSON.stringify({ id, question: `${id} one`, gold: ['1'], verdict: 'allowed' }))
        .join('\n'),
      'checks',
    );
    const served = answering({ bad: forbidden });
    const draft = answering({ bad: forbidden, broken: forbidden });
    const { failed, flips } = await rehearse(served, draft, { checks, records: records() });
    expect(failed).toEqual([
      { id: 'broken', question: 'broken one', expected: ['allowed'], found: 'not_allowed' },
    ]);
    expect(flips.map(({ ids, source }) => [ids, source])).toEqual([[['broken'], 'golden']]);
  });
});

describe('two answers differ', () => {
  const moved = aClause({ label: '9', text: clause.text });
  const other = aClause({ label: '8', text: 'Other words.' });
  it.each([
    ['not at all', allowed, allowed, []],
    ['in the verdict', allowed, forbidden, ['verdict']],
    ['in who approves', allowed, { ...allowed, approver: 'the head' }, ['approver']],
    ['not by a number alone', allowed, { ...allowed, citations: [quoting(moved)] }, []],
    ['in the clause they rest on', allowed, { ...allowed, citations: [quoting(other)] }, ['clause']],
    [
      'not by new words of the clause',
      allowed,
      { ...allowed, citations: [quoting(aClause({ label: '1', text: 'New.' }))] },
      [],
    ],
  ] as const)('%s', (_, before, after, aspects) => {
    expect(flippedAspects(before as Answer, after as Answer)).toEqual(aspects);
  });
});
