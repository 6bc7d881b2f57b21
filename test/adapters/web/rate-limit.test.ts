import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rateLimit } from '../../../adapters/web/rate-limit.ts';
import { deskApp } from './desk-app.ts';

describe('a limit for each person', () => {
  it('lets a burst pass, and then as much as is refilled', () => {
    let now = 0;
    const limit = rateLimit({ burst: 2, perMinute: 6 }, () => now);
    expect([limit.allows('a'), limit.allows('a'), limit.allows('a')]).toEqual([true, true, false]);
    expect(limit.allows('b')).toBe(true);
    now = 10_000;
    expect([limit.allows('a'), limit.allows('a')]).toEqual([true, false]);
  });

  it('never lets more pass than the burst and what is refilled', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(5_000), { maxLength: 200 }), (pauses) => {
        let now = 0;
        const limit = rateLimit({ burst: 5, perMinute: 60 }, () => now);
        let passed = 0;
        for (const pause of pauses) {
          now += pause;
          if (limit.allows('a')) passed++;
        }
        expect(passed).toBeLessThanOrEqual(5 + now / 1000);
      }),
    );
  });

  it('answers 429 in words, and leaves others alone', async () => {
    const desk = await deskApp();
    const eager = await desk.visitor(['staff']);
    let last = await eager.post('/new');
    for (let sent = 0; sent < 100 && last.status !== 429; sent++) last = await eager.post('/new');
    expect(last.status).toBe(429);
    expect(last.headers.get('retry-after')).toBe('10');
    expect(await last.text()).toContain('少し待って');
    expect((await eager.get('/')).status).toBe(200);
    await desk.close();
  });
});
