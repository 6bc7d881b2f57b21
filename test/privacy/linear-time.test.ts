import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RULES } from '../../src/privacy/redact.ts';
import { countSteps, unboundedParts } from './backtracking.ts';

/** What patterns feed on: each repeated makes the worst text for some of them. */
const FOOD =
  'a|A|Aa |1|1-|0 |1 2|山|山 |田中|市|一丁目|ア|あ|a@a.|password |password a|パスワード|パスワードは「|token for a b c d |-----BEGIN PRIVATE KEY-----|a/|eyJ|sk-|abc://|Mr Aa |1 Main St|〒123-4567|新潟県|東京都市|1-1-1 A|(0|+1 |GB29 |GB29AAAA|昭和1年|Jan 1|氏名:山|氏名 |1:|ab:|1.1.|<@U123|<at|ゆうちょ|Name: Aa |Aa-|さん|課長|山田太郎|aA1/| at a dot '.split(
    '|',
  );
/** Several times what the worst pattern takes on the worst text found; an unbounded search exceeds it at once. */
const STEPS_PER_CHARACTER = 3000;

describe('patterns', () => {
  it('repeat nothing without a bound, and refer to nothing matched before', () => {
    expect(RULES.flatMap(({ pattern }) => unboundedParts(pattern))).toEqual([]);
  });

  it('take bounded work at each place of a text that feeds them', () => {
    for (const food of FOOD) {
      const text = food.repeat(Math.ceil(200 / food.length)).slice(0, 200);
      for (const { pattern } of RULES) countSteps(pattern, text, STEPS_PER_CHARACTER * text.length);
    }
  });

  it('take twice the steps for twice the text', () => {
    const texts = fc
      .array(fc.constantFrom(...FOOD), { minLength: 1, maxLength: 3 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(texts, fc.constantFrom(...RULES), (food, { pattern }) => {
        const times = Math.ceil(300 / food.length);
        const steps = (repeats: number) => countSteps(pattern, food.repeat(repeats), 10_000_000).steps;
        expect(steps(2 * times)).toBeLessThanOrEqual(2.5 * steps(times) + 500);
      }),
      { numRuns: 80 },
    );
  });
});

describe('the counting', () => {
  it('sees exponential and quadratic growth', () => {
    expect(() => countSteps(/(?:a|a){1,30}b/, 'a'.repeat(30), 1_000_000)).toThrow(RangeError);
    const quadratic = (length: number) => countSteps(/a*b/, 'a'.repeat(length), 1_000_000).steps;
    expect(quadratic(200) / quadratic(100)).toBeGreaterThan(3.5);
    expect(unboundedParts(/a*b{2,}[*+](c)\1/)).toEqual(['a*', 'b{2,}', '\\1']);
  });

  it('matches as the engine does', () => {
    const text = '田中さんと090-1234-5678、a@example.jp、〒947-0028 小千谷市城内2-7-5、password: hunter2';
    for (const { pattern } of RULES)
      expect(countSteps(pattern, text, 1_000_000).matches).toBe([...text.matchAll(pattern)].length);
  });
});
