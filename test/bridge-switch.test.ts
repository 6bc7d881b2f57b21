import { describe, expect, it } from 'vitest';
import { bridgeSwitch } from '../src/bridge-switch.ts';
import { KiteiError } from '../src/errors.ts';

describe('the switch of word bridges', () => {
  const log = async (on: boolean, failure: Error | null = null) => {
    const warnings: string[] = [];
    const asked: (readonly string[])[] = [];
    const bridges = bridgeSwitch(on, (message) => warnings.push(message));
    const question = async (without: readonly string[]) => {
      asked.push(without);
      if (failure !== null && without.length === 0) throw failure;
      return 'answer';
    };
    return { ask: () => bridges.ask(question), warnings, asked };
  };

  it('leaves the channel in or out as configured', async () => {
    const on = await log(true);
    const off = await log(false);
    expect([await on.ask(), await off.ask()]).toEqual(['answer', 'answer']);
    expect([on.asked, off.asked]).toEqual([[[]], [['bridge']]]);
  });

  it('goes on without unusable word vectors, warning once', async () => {
    const failure = new KiteiError('model.corrupt', 'The vectors are damaged.', 'Install again.');
    const { ask, warnings, asked } = await log(true, failure);
    expect([await ask(), await ask()]).toEqual(['answer', 'answer']);
    expect(asked).toEqual([[], ['bridge'], ['bridge']]);
    expect(warnings).toEqual(['The vectors are damaged. Answers go on without them. Install again.']);
  });

  it('hides no other failure', async () => {
    const other = new KiteiError('question.invalid', 'The question is empty.', 'Ask something.');
    const { ask, warnings } = await log(true, other);
    await expect(ask()).rejects.toBe(other);
    expect(warnings).toEqual([]);
  });
});
