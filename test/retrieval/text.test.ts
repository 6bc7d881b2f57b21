import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectLanguage, foldKatakana, normaliseText } from '../../src/retrieval/text.ts';

describe('normaliseText', () => {
  it.each([
    ['７(3)②', '7(3)(2)', 'circled numbers keep their brackets'],
    ['⑴ ㉑', '(1) (21)', 'parenthesised and large circled numbers'],
    ['ﾊｰﾄﾞｳｪｱ', 'ハードウェア', 'half-width kana'],
    ['ＵＳＢメモリ', 'usbメモリ', 'full-width letters'],
    ['LGWAN 接続系', 'lgwan接続系', 'spaces inside a term'],
    ['第 3 条', '第3条', 'spaces inside a number'],
    ['⽤⻑⻄⺠', '用長西民', 'radicals out of PDF files'],
    ['コンピュータ－', 'コンピューター', 'a dash for a long vowel'],
    ['いすゞ みすゝ', 'いすずみすす', 'iteration marks'],
    ['民主々義の人々', '民主主義の人々', 'repeated kanji between words, not within one'],
    ['a\u200bb  c', 'ab c', 'invisible characters and runs of spaces'],
  ])('%s becomes %s: %s', (written, normal) => {
    expect(normaliseText(written)).toBe(normal);
  });

  it('changes nothing the second time', () => {
    const japanese = fc.string({
      unit: fc.constantFrom(...'あゝーカヽ々木⽤①㉑ｶﾞ－-ＡbＺ9 　第条(（'),
      maxLength: 30,
    });
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), japanese), (text) => {
        const once = normaliseText(text);
        expect(normaliseText(once)).toBe(once);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('foldKatakana', () => {
  it('writes spellings of one word alike', () => {
    expect(foldKatakana('サーバー')).toBe(foldKatakana('サーバ'));
    expect(foldKatakana('ウィルス')).toBe(foldKatakana('ウイルス'));
    expect(foldKatakana('ヴァージョン')).toBe(foldKatakana('バージョン'));
  });

  it('keeps the mark that carries a short word', () => {
    expect(foldKatakana('キー')).toBe('キー');
  });
});

describe('detectLanguage', () => {
  it.each([
    ['USBメモリって使っていいの', 'ja'],
    ['Can I take the laptop home?', 'en'],
    ['Does 会計年度任用職員 include part-time teachers and bus drivers?', 'en'],
    ['NW', 'en'],
    ['', 'en'],
  ] as const)('%s is %s', (text, language) => {
    expect(detectLanguage(text)).toBe(language);
  });
});
