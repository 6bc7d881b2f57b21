import { describe, expect, it } from 'vitest';
import { KiteiError } from '../../src/errors.ts';
import { askAll } from '../../src/evaluation/staff-questions.ts';
import { aClause, aDocument, anAnswer, aQuestion, quoting } from './examples.ts';

const clause = aClause({ label: '1' });

describe('askAll', () => {
  it('asks in order, one at a time, each on its own, with day and channels passed on', async () => {
    const asked: unknown[] = [];
    let running = 0;
    const answering = {
      documents: [aDocument(clause)],
      async ask(request: object) {
        expect(++running).toBe(1);
        await Promise.resolve();
        running--;
        asked.push(request);
        return { answer: anAnswer('allowed', { citations: [quoting(clause)] }) };
      },
    };
    const questions = [aQuestion({ id: 'a', question: 'A?' }), aQuestion({ id: 'b', question: 'B?' })];
    const progress: string[] = [];
    const checked = await askAll(questions, answering, {
      asOf: '2026-04-01',
      without: ['vectors'],
      onProgress: (done, total) => progress.push(`${done}/${total}`),
    });
    expect(asked).toEqual([
      { text: 'A?', asOf: '2026-04-01', without: ['vectors'] },
      { text: 'B?', asOf: '2026-04-01', without: ['vectors'] },
    ]);
    expect(checked.map(({ question, goldRank }) => [question.id, goldRank])).toEqual([
      ['a', 1],
      ['b', 1],
    ]);
    expect(progress).toEqual(['1/2', '2/2']);
  });

  it('names the question that could not be asked and keeps the remedy', async () => {
    const answering = {
      documents: [],
      ask: () => Promise.reject(new KiteiError('question.invalid', 'Too long.', 'Ask in fewer words.')),
    };
    await expect(askAll([aQuestion({ id: 'long-one' })], answering)).rejects.toMatchObject({
      code: 'evaluation.invalid',
      message: 'Question "long-one" could not be asked: Too long.',
      remedy: 'Ask in fewer words.',
    });
  });
});
