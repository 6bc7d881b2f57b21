import { describe, expect, it } from 'vitest';
import { withLimits } from '../../adapters/asking-limits.ts';
import type { Assistant } from '../../src/domain/assistant.ts';
import type { Question } from '../../src/domain/question.ts';

function setUp(limits = { perMinute: 3, atOnce: 2 }) {
  const clock = { now: 0 };
  const waiting: (() => void)[] = [];
  let hold = false;
  const inner = {
    documents: [],
    ask: (question: Question) =>
      new Promise((resolve) => {
        const answer = () => resolve({ recordId: question.id });
        if (hold) waiting.push(answer);
        else answer();
      }),
  } as unknown as Assistant;
  const assistant = withLimits(inner, limits, () => clock.now);
  const ask = (id: string, parts: Partial<Question> = {}) =>
    assistant
      .ask({ id, text: 'May I?', channel: 'slack', asker: 'U1', conversation: null, ...parts } as Question)
      .then(
        ({ recordId }) => recordId,
        (error) => `${error.code}: ${error.message}`,
      );
  const release = () => {
    for (const answer of waiting.splice(0)) answer();
  };
  return {
    ask,
    clock,
    hold() {
      hold = true;
    },
    release,
  };
}

describe('limits of asking', () => {
  it('turn away one person, in the language of the question, and let others ask', async () => {
    const { ask } = setUp();
    for (const id of ['1', '2', '3']) expect(await ask(id)).toBe(id);
    expect(await ask('4')).toBe('question.invalid: You have asked a lot within a minute.');
    expect(await ask('5', { text: '持ち出せますか' })).toContain('たくさんのご質問');
    expect(await ask('6', { asker: 'U2' })).toBe('6');
    // The same id on another platform is another person.
    expect(await ask('7', { channel: 'teams' })).toBe('7');
  });

  it('end after a minute', async () => {
    const { ask, clock } = setUp();
    for (const id of ['1', '2', '3']) await ask(id);
    clock.now = 59_999;
    expect(await ask('4')).toContain('question.invalid');
    clock.now = 60_000;
    expect(await ask('5')).toBe('5');
  });

  it('do not count a second delivery', async () => {
    const { ask } = setUp();
    for (const id of ['1', '1', '1', '1', '2', '3']) expect(await ask(id)).toBe(id);
  });

  it('hold for a conversation of several people too', async () => {
    const { ask } = setUp({ perMinute: 1, atOnce: 9 });
    for (const asker of ['a', 'b', 'c']) expect(await ask(asker, { asker, conversation: 'C1' })).toBe(asker);
    expect(await ask('d', { asker: 'd', conversation: 'C1' })).toContain('question.invalid');
    expect(await ask('e', { asker: 'e', conversation: 'C2' })).toBe('e');
  });

  it('turn away what is too much at once, and recover', async () => {
    const { ask, hold, release } = setUp({ perMinute: 99, atOnce: 2 });
    hold();
    const first = [ask('1'), ask('2')];
    expect(await ask('3')).toBe('question.invalid: Many people are asking just now.');
    release();
    expect(await Promise.all(first)).toEqual(['1', '2']);
    const next = ask('4');
    await Promise.resolve();
    release();
    expect(await next).toBe('4');
  });
});
