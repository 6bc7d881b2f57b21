import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { withEntry } from '../../src/drafts/vocabulary-edit.ts';
import { KiteiError } from '../../src/errors.ts';

const ENTRY = { say: ['USB', 'メモリー'], policy: ['記録媒体'] };

describe('a vocabulary', () => {
  it('takes an entry in and keeps comments', () => {
    const file = '# 当庁\nentries:\n  # 端末\n  - { say: [パソコン], policy: [端末] } # 済\nblocked: []\n';
    const written = withEntry(file, ENTRY);
    for (const comment of ['# 当庁', '# 端末', '# 済']) expect(written).toContain(comment);
    expect(parse(written)).toEqual({
      entries: [{ say: ['パソコン'], policy: ['端末'] }, ENTRY],
      blocked: [],
    });
  });

  it('lets an entry of the same words grow, once', () => {
    const once = withEntry('entries:\n  - say: [USB]\n    policy: [記録媒体]\n', ENTRY);
    expect(parse(once)).toEqual({ entries: [ENTRY] });
    expect(withEntry(once, ENTRY)).toBe(once);
  });

  it.each([null, '', '# nothing yet\n'])('begins with %j', (file) => {
    expect(parse(withEntry(file, ENTRY))).toEqual({ entries: [ENTRY] });
    expect(withEntry(file, ENTRY)).toContain(file?.trim() ?? '');
  });

  it.each(['entries: [', '- a list'])('refuses %j', (file) => {
    expect(() => withEntry(file, ENTRY)).toThrow(KiteiError);
  });
});
