import { describe, expect, it, vi } from 'vitest';
import { type AskingLimits, withLimits } from '../../adapters/asking-limits.ts';
import type { Assistant } from '../../src/domain/assistant.ts';
import type { Question } from '../../src/domain/question.ts';

function setUp(limits: Partial<AskingLimits> = {}) {
  const clock = { now: 0 };
  const figures: string[] = [];
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
  const assistant = withLimits(
    inner,
    { perMinute: 3, atOnce: 2, waiting: 1, longestWaitMs: 60_000, ...limits },
    { waited: () => figures.push('waited'), turnedAway: (why) => figures.push(why) },
    () => clock.now,
  );
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
    assistant,
    figures,
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

  it('hold for a conversation or a channel of several people too', async () => {
    const { ask } = setUp({ perMinute: 1 });
    for (const asker of ['a', 'b', 'c']) expect(await ask(asker, { asker, conversation: 'C1' })).toBe(asker);
    expect(await ask('d', { asker: 'd', conversation: 'C1' })).toContain('question.invalid');
    expect(await ask('e', { asker: 'e', conversation: 'C2' })).toBe('e');
    // Threads of one channel are several conversations.
    for (const asker of ['f', 'g', 'h'])
      expect(await ask(asker, { asker, conversation: `thread of ${asker}`, room: 'R' })).toBe(asker);
    expect(await ask('i', { asker: 'i', conversation: 'a new thread', room: 'R' })).toContain('invalid');
  });

  it('let questions wait, turn away what is too much, and recover', async () => {
    const { ask, assistant, figures, hold, release } = setUp({ perMinute: 99 });
    hold();
    const taken = ['1', '2', '3'].map((id) => ask(id));
    await vi.waitFor(() => expect(figures).toEqual(['waited', 'waited']));
    expect(assistant.waiting).toBe(1);
    expect(await ask('4')).toBe('question.invalid: Many people are asking just now.');
    expect(await ask('5', { text: '持ち出せますか' })).toContain('ご質問が集中しています');
    release();
    await vi.waitFor(() => expect(figures.filter((figure) => figure === 'waited')).toHaveLength(3));
    release();
    expect(await Promise.all(taken)).toEqual(['1', '2', '3']);
    const next = ask('6');
    await vi.waitFor(() => expect(figures.filter((figure) => figure === 'waited')).toHaveLength(4));
    release();
    expect(await next).toBe('6');
    expect(figures.filter((figure) => figure === 'full')).toHaveLength(2);
  });
});
