import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DraftChanges } from '../../src/domain/draft-changes.ts';

/** What keeps changes of the knowledge folder must do. `open` gives an empty place, seen from two servers where it can. */
export function draftChangesContract(
  name: string,
  open: () => Promise<{ here: DraftChanges; elsewhere: DraftChanges; close(): Promise<void> }>,
): void {
  let place: Awaited<ReturnType<typeof open>>;
  beforeEach(async () => {
    place = await open();
  });
  afterEach(() => place.close());
  const change = (path: string, sha256: string | null = 'aa') => ({
    path,
    sha256,
    base: null,
    by: '管理 <web:a>',
    at: '2026-04-01T00:00:00.000Z',
  });

  describe(`drafts: ${name}`, () => {
    it('are seen wherever one asks, byte for byte', async () => {
      const { here, elsewhere } = place;
      const content = Uint8Array.from({ length: 1_000_000 }, (_, n) => n % 256);
      await here.put(change('policies/規程.pdf'), content);
      await here.put(change('a.md', null), null);
      expect(await elsewhere.list()).toEqual([change('a.md', null), change('policies/規程.pdf')]);
      expect(await elsewhere.find('policies/規程.pdf')).toEqual(change('policies/規程.pdf'));
      expect(Buffer.compare((await elsewhere.content('policies/規程.pdf')) as Buffer, content)).toBe(0);
      expect([await elsewhere.content('a.md'), await elsewhere.find('b.md')]).toEqual([null, null]);
    });

    it('hold the later of two changes, until they are given up', async () => {
      const { here, elsewhere } = place;
      await here.put(change('a.md'), Buffer.from('first'));
      await elsewhere.put(change('a.md', 'bb'), Buffer.from('second'));
      await here.put(change('b.md'), Buffer.from('x'));
      await here.put(change('c.md'), Buffer.from('y'));
      expect(String(await here.content('a.md'))).toBe('second');
      await here.discard('b.md');
      expect((await elsewhere.list()).map(({ path, sha256 }) => [path, sha256])).toEqual([
        ['a.md', 'bb'],
        ['c.md', 'aa'],
      ]);
      await elsewhere.discard();
      expect(await here.list()).toEqual([]);
    });
  });
}
