import { describe, expect, it } from 'vitest';
import { KiteiError } from '../../../src/errors.ts';
import { command } from './command-on-fakes.ts';

describe('a question at the command line', () => {
  it('is recorded, unless the asker or the day asked about says no', async () => {
    const recorded = await command(['ask', 'May I?']);
    expect(recorded.calls.slice(1)).toEqual([
      { id: expect.stringMatching(/^cli:/), channel: 'cli', text: 'May I?' },
      'closed',
    ]);
    for (const option of [['--no-log'], ['--as-of', '2026-04-01']]) {
      const { code, calls } = await command(['ask', ...option, 'May I?']);
      expect(code).toBe(0);
      expect(calls).not.toContain('closed');
    }
  });

  it('reaches nobody with personal data in it, recorded or not', async () => {
    const { calls } = await command(['ask', '--no-log', 'May I mail taro@example.com?']);
    expect(JSON.stringify(calls)).not.toContain('taro@');
  });

  it('is answered without a log where it cannot be opened, and says so', async () => {
    const failure = new KiteiError('log.unwritable', 'The disk is full.', 'Make room.');
    const services = { createService: () => Promise.reject(failure) };
    const { code, out, err } = await command(['ask', 'May I?'], { services });
    expect(code).toBe(0);
    expect(out).toContain('Yes.');
    expect(err).toContain('Warning: The disk is full. Make room.');
  });
});
