import { describe, expect, it } from 'vitest';
import { CircuitBreaker, CircuitOpen } from '../../src/models/circuit-breaker.ts';

function setUp() {
  let time = 0;
  let tried = 0;
  const breaker = new CircuitBreaker({ restMs: 1000, now: () => time });
  const fail = () => {
    tried++;
    return Promise.reject(new Error('down'));
  };
  const succeed = () => {
    tried++;
    return Promise.resolve('up');
  };
  return {
    breaker,
    fail,
    succeed,
    wait: (ms: number) => {
      time += ms;
    },
    tried: () => tried,
  };
}

describe('a circuit breaker', () => {
  it('tries a service that failed only when it has rested', async () => {
    const { breaker, fail, succeed, wait, tried } = setUp();
    await expect(breaker.run(fail)).rejects.toThrow('down');
    await expect(breaker.run(succeed)).rejects.toThrow(CircuitOpen);
    wait(999);
    await expect(breaker.run(succeed)).rejects.toThrow(CircuitOpen);
    expect(tried()).toBe(1);
    wait(1);
    expect(await breaker.run(succeed)).toBe('up');
    expect(await breaker.run(succeed)).toBe('up');
    expect(tried()).toBe(3);
  });

  it('rests again where the trial fails, and lets one caller try at a time', async () => {
    const { breaker, fail, succeed, wait } = setUp();
    await expect(breaker.run(fail)).rejects.toThrow('down');
    wait(1000);
    let finish: (error: Error) => void = () => {};
    const trial = breaker.run(
      () =>
        new Promise<string>((_, reject) => {
          finish = reject;
        }),
    );
    await expect(breaker.run(succeed)).rejects.toThrow(CircuitOpen);
    finish(new Error('still down'));
    await expect(trial).rejects.toThrow('still down');
    await expect(breaker.run(succeed)).rejects.toThrow(CircuitOpen);
    wait(1000);
    expect(await breaker.run(succeed)).toBe('up');
  });
});
