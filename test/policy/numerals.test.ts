import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { enclosedNumber, numberOf, romanOf, toHalfWidth } from '../../src/policy/numerals.ts';

const DIGITS = '〇一二三四五六七八九';

/** 115 as 百十五. */
function inUnits(value: number): string {
  const units = ['', '十', '百', '千'];
  return [...String(value)]
    .map((digit, index, all) => {
      const unit = units[all.length - 1 - index] ?? '';
      if (digit === '0') return '';
      return (digit === '1' && unit !== '' ? '' : DIGITS.charAt(Number(digit))) + unit;
    })
    .join('');
}

describe('numberOf', () => {
  it('reads every way of writing a number alike', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9999 }), (value) => {
        const wide = String(value).replace(/\d/g, (digit) =>
          String.fromCharCode(digit.charCodeAt(0) + 0xfee0),
        );
        const positional = String(value).replace(/\d/g, (digit) => DIGITS.charAt(Number(digit)));
        expect(toHalfWidth(wide)).toBe(String(value));
        expect([String(value), wide, positional, inUnits(value)].map(numberOf)).toEqual([
          value,
          value,
          value,
          value,
        ]);
      }),
    );
  });

  it('reads 元 and refuses words', () => {
    expect(numberOf('元')).toBe(1);
    expect(['', '一部', '1a', '十分に'].map(numberOf)).toEqual([null, null, null, null]);
  });
});

describe('romanOf', () => {
  it.each([
    ['i', 1],
    ['iv', 4],
    ['IX', 9],
    ['xiv', 14],
    ['XL', 40],
    ['lxxxviii', 88],
  ])('%s is %i', (text, value) => {
    expect(romanOf(text)).toBe(value);
  });

  it.each(['', 'iiii', 'vx', 'ic', 'abc'])('"%s" is none', (text) => {
    expect(romanOf(text)).toBeNull();
  });
});

describe('enclosedNumber', () => {
  it.each([
    ['①', 1, 'circled'],
    ['⑳', 20, 'circled'],
    ['㉑', 21, 'circled'],
    ['⑴', 1, 'paren'],
    ['㋐', 1, 'circled-kana'],
    ['ⅳ', 4, 'roman-lower'],
    ['Ⅱ', 2, 'roman-upper'],
  ])('%s', (character, value, look) => {
    expect(enclosedNumber(character)).toEqual({ value, look });
  });

  it('leaves other characters alone', () => {
    expect(enclosedNumber('1')).toBeNull();
  });
});
