import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createPace } from '../../../adapters/teams/pace.ts';

/** A pace on a clock that jumps to whatever is waited for. */
function paced() {
  const clock = { now: 1_000_000 };
  const sent: number[] = [];
  const pace = createPace(
    () => clock.now,
    (ms) => {
      sent.push(clock.now + ms);
      return Promise.resolve();
    },
  );
  const send = async (conversation = 'a') => {
    const before = sent.length;
    await pace.turn(conversation);
    if (sent.length === before) sent.push(clock.now);
  };
  return { clock, sent, pace, send };
}

it('never lets more through than Teams takes, however messages come', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(3_000), { minLength: 1, maxLength: 150 }), async (gaps) => {
      const { clock, sent, send } = paced();
      for (const gap of gaps) {
        clock.now += gap % 3 === 0 ? gap : 0;
        await send();
      }
      expect(sent).toHaveLength(gaps.length);
      for (const [most, within] of [
        [7, 1_000],
        [60, 30_000],
      ] as const) {
        for (let index = most; index < sent.length; index++) {
          expect((sent[index] ?? 0) - (sent[index - most] ?? 0)).toBeGreaterThanOrEqual(within);
        }
      }
    }),
    { numRuns: 50 },
  );
});

it('lets no conversation wait for another', async () => {
  const { clock, sent, send } = paced();
  for (let index = 0; index < 7; index++) await send('a');
  await send('b');
  expect(sent).toEqual(Array(8).fill(clock.now));
});

it('keeps to 1,800 an hour', async () => {
  const { clock, sent, send } = paced();
  for (let index = 0; index < 1_801; index++) {
    clock.now = sent.at(-1) ?? clock.now;
    await send();
  }
  expect((sent.at(-1) ?? 0) - (sent[0] ?? 0)).toBeGreaterThanOrEqual(3_600_000);
});

it('spares what need not be sent', async () => {
  const { send, pace } = paced();
  for (let index = 0; index < 6; index++) await send();
  expect(pace.spare('a')).toBe(true);
  expect(pace.spare('a')).toBe(false);
  expect(pace.spare('b')).toBe(true);
});
