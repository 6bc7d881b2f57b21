import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyseClauses } from '../../src/retrieval/analyse-clauses.ts';
import { mergeTokenStores } from '../../src/retrieval/token-store.ts';
import { decodeTokenStore, encodeTokenStore } from '../../src/retrieval/token-store-file.ts';
import { clause, POLICY } from './small-policy.ts';

const content = (store: Parameters<typeof encodeTokenStore>[0]) =>
  [...encodeTokenStore(store)].map(([name, bytes]) => [name, Buffer.from(bytes).toString('hex')]);
const whole = (await analyseClauses(POLICY)).tokens;

describe('a token store', () => {
  it('is the same whether clauses were analysed or taken over, and keeps nothing of others', async () => {
    const others = [clause('90', '余所の規程の清掃用具'), ...POLICY.slice(2), clause('91', '別の語彙')];
    const known = (await analyseClauses(others)).tokens;
    const { tokens, fresh } = await analyseClauses(POLICY, [known]);
    expect(fresh).toBe(2);
    expect(content(tokens)).toEqual(content(whole));
  });

  it('comes together from parts as if analysed at once, wherever it was cut', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: POLICY.length }), async (at) => {
        const parts = [POLICY.slice(0, at), POLICY.slice(at)];
        const stores = await Promise.all(parts.map(async (part) => (await analyseClauses(part)).tokens));
        expect(content(mergeTokenStores(stores))).toEqual(content(whole));
        expect([...mergeTokenStores(stores).readings]).toEqual([...whole.readings]);
      }),
    );
  });

  it('is read back from its files, small and large', () => {
    const read = decodeTokenStore(encodeTokenStore(whole));
    expect(content(read)).toEqual(content(whole));
    expect([...read.readings]).toEqual([...whole.readings]);
    expect(read.readings.size).toBeGreaterThan(3);
  });

  it('of more terms than two bytes can number is read back', async () => {
    const text = Array.from({ length: 70_000 }, (_, at) => `w${at}x`).join(' ');
    const { tokens } = await analyseClauses([clause('1', text), clause('2', 'w1x w69999x')]);
    expect(tokens.lexicons.words.size).toBeGreaterThan(2 ** 16);
    expect(content(decodeTokenStore(encodeTokenStore(tokens)))).toEqual(content(tokens));
  });

  it('refuses files that are missing, cut short, too long or name terms that are not there', () => {
    const files = encodeTokenStore(whole);
    for (const [name, bytes] of files) {
      const missing = new Map(files);
      missing.delete(name);
      expect(() => decodeTokenStore(missing), name).toThrow(`${name} is missing`);
      if (!name.endsWith('.bin')) continue;
      for (const length of [0, 3, bytes.length - 1, bytes.length - 2, bytes.length - 8]) {
        const cut = new Map(files).set(name, bytes.subarray(0, length));
        expect(() => decodeTokenStore(cut), `${name} at ${length}`).toThrow(name);
      }
      const long = new Map(files).set(name, Buffer.concat([bytes, Buffer.alloc(2)]));
      expect(() => decodeTokenStore(long), name).toThrow('left-over');
      const wild = new Map(files).set(name, Buffer.concat([bytes.subarray(0, -2), Buffer.alloc(2, 0xff)]));
      expect(() => decodeTokenStore(wild), name).toThrow('lacks');
    }
  });
});
