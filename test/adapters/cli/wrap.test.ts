import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { wrap } from '../../../adapters/cli/wrap.ts';

describe('wrap', () => {
  it('breaks English at spaces and Japanese between characters, wide ones counted as two', () => {
    expect(wrap('May I take a laptop home?', 10)).toEqual(['May I take', 'a laptop', 'home?']);
    expect(wrap('職員は持ち出してはならない', 10)).toEqual(['職員は持ち', '出してはな', 'らない']);
    expect(wrap('USBメモリを使う', 8)).toEqual(['USBメモ', 'リを使う']);
  });

  it('never begins a line with closing punctuation nor ends one with an opening bracket', () => {
    expect(wrap('職員等は、報告', 8)).toEqual(['職員等', 'は、報告']);
    expect(wrap('職員（臨時）は', 6)).toEqual(['職員', '（臨', '時）は']);
  });

  it('keeps line breaks, cuts a word that no line can hold, and leaves text whole at infinite width', () => {
    expect(wrap('a\n\nb', 10)).toEqual(['a', '', 'b']);
    expect(wrap('abcdefgh', 3)).toEqual(['abc', 'def', 'gh']);
    expect(wrap('a long line of words', Number.POSITIVE_INFINITY)).toEqual(['a long line of words']);
  });

  it('never makes a line too long and loses nothing but spaces', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'Z', ' ', '、', '。', '（', '」', '職', 'ー', 'ｱ', '👩‍💻', '9'),
    });
    fc.assert(
      fc.property(text, fc.integer({ min: 2, max: 24 }), (line, width) => {
        const lines = wrap(line, width);
        expect(Math.max(0, ...lines.map((one) => stringWidth(one)))).toBeLessThanOrEqual(width);
        expect(lines.join('').replaceAll(' ', '')).toBe(line.replaceAll(' ', ''));
      }),
    );
  });
});
