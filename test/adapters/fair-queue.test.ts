import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFairQueue, NotBegun, type QueueLimits } from '../../adapters/fair-queue.ts';

/** A queue whose work lasts until it is told to end. */
function setUp(limits: Partial<QueueLimits> = {}) {
  const queue = createFairQueue({ atOnce: 1, waiting: 10, longestWaitMs: 60_000, ...limits });
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  const settle = async () => {
    while (await changed()) {}
  };
  const changed = async () => {
    const before = begun.length;
    for (let i = 0; i < 40; i++) await new Promise((resolve) => setImmediate(resolve));
    return begun.length > before;
  };
  return {
    queue,
    begun,
    run: (person: string, name: string) =>
      queue
        .run(person, () => {
          begun.push(name);
          return new Promise<string>((resolve) => ends.push(() => resolve(name)));
        })
        .catch((error: NotBegun) => error.why),
    settle,
    async endOne() {
      ends.shift()?.();
      await settle();
    },
  };
}

describe('a fair queue', () => {
  it('lets people take turns, each in their own order', async () => {
    const { run, begun, endOne, settle } = setUp();
    for (const name of ['a1', 'a2', 'a3', 'a4', 'b1', 'b2', 'c1']) void run(name[0] ?? '', name);
    await settle();
    for (let i = 0; i < 7; i++) await endOne();
    expect(begun).toEqual(['a1', 'a2', 'b1', 'c1', 'a3', 'b2', 'a4']);
  });

  it('turns away at once what is too much, and takes work again afterwards', async () => {
    const { run, queue, endOne, settle } = setUp({ waiting: 2 });
    const taken = ['a', 'b', 'c'].map((name) => run(name, name));
    expect(queue.waiting).toBe(2);
    expect(await run('d', 'd')).toBe('full');
    await settle();
    for (let i = 0; i < 3; i++) await endOne();
    expect(await Promise.all(taken)).toEqual(['a', 'b', 'c']);
    const later = run('d', 'd');
    await settle();
    await endOne();
    expect(await later).toBe('d');
  });

  it('turns away the newest of whoever has most, in favour of somebody who has less', async () => {
    const { run, queue, begun, endOne, settle } = setUp({ waiting: 3 });
    const greedy = ['a1', 'a2', 'a3', 'a4'].map((name) => run('a', name));
    void run('b', 'b1');
    expect(await greedy[3]).toBe('full');
    expect(queue.waiting).toBe(3);
    // One more of the same person would have as many as the other.
    expect(await run('b', 'b2')).toBe('full');
    await settle();
    for (let i = 0; i < 4; i++) await endOne();
    expect(begun).toEqual(['a1', 'a2', 'b1', 'a3']);
  });

  it('turns away what has waited too long, although nothing ends', async () => {
    const { run, queue } = setUp({ longestWaitMs: 5 });
    void run('a', 'a');
    expect(await run('b', 'b')).toBe('late');
    expect(queue.waiting).toBe(0);
  });

  it('goes on after work that fails', async () => {
    const queue = createFairQueue({ atOnce: 1, waiting: 1, longestWaitMs: 60_000 });
    const failed = queue.run('a', () => Promise.reject(new Error('broken')));
    const next = queue.run('a', async () => 'done');
    await expect(failed).rejects.toThrow('broken');
    expect(await next).toBe('done');
  });

  it('never works on more than allowed, never keeps more waiting, and forgets nothing', async () => {
    const people = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(
        people,
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 8 }),
        async (...given) => {
          const [asked, atOnce, waiting] = given;
          const queue = createFairQueue({ atOnce, waiting, longestWaitMs: 60_000 });
          let working = 0;
          const outcomes = asked.map((person) => {
            const outcome = queue
              .run(person, async () => {
                working += 1;
                expect(working).toBeLessThanOrEqual(atOnce);
                await new Promise((resolve) => setImmediate(resolve));
                working -= 1;
                return 'done' as const;
              })
              .catch((error) => {
                expect(error).toBeInstanceOf(NotBegun);
                return 'refused' as const;
              });
            expect(queue.waiting).toBeLessThanOrEqual(waiting);
            return outcome;
          });
          const done = (await Promise.all(outcomes)).filter((outcome) => outcome === 'done').length;
          expect(done).toBe(Math.min(asked.length, atOnce + waiting));
          expect([queue.waiting, working]).toEqual([0, 0]);
        },
      ),
      { numRuns: 50 },
    );
  });
});
