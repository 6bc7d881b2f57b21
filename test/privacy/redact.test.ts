import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KiteiError } from '../../src/errors.ts';
import { ALL_MARKS } from '../../src/privacy/kinds.ts';
import { compileRedaction } from '../../src/privacy/redact.ts';
import { HELD_OUT_HARMLESS, HELD_OUT_PERSONAL } from './held-out-strings.ts';
import { HARMLESS, PERSONAL } from './labelled-strings.ts';
import { labelled, score } from './score.ts';

const redact = compileRedaction({ employeeNumber: '[A-Z]\\d{6}' });

describe('personal data and secrets', () => {
  it.each([
    ['the first list', PERSONAL, HARMLESS, 240],
    ['the held-out list', HELD_OUT_PERSONAL, HELD_OUT_HARMLESS, 120],
  ])('are found in %s, and little else is', (_, personal, harmless, least) => {
    expect(personal.length + harmless.length).toBeGreaterThanOrEqual(least);
    expect(Math.abs(personal.length - harmless.length)).toBeLessThanOrEqual(least / 20);
    const { recall, precision, wrong } = score([...personal, ...harmless], redact);
    expect({ recall: recall >= 0.99, precision: precision >= 0.97, wrong }).toMatchObject({
      recall: true,
      precision: true,
    });
  });

  it('get marks in the language of the text, and are counted by kind', () => {
    expect(redact('090-1234-5678か03-1234-5678へ a@example.jp から')).toEqual({
      text: '[電話番号]か[電話番号]へ [メールアドレス] から',
      found: [
        { kind: 'phone', count: 2 },
        { kind: 'email', count: 1 },
      ],
    });
    expect(redact('Call 090-1234-5678 now').text).toBe('Call [phone number] now');
  });

  it('cannot hide behind invisible characters', () => {
    expect(redact('1234\u200b5678\u200b9018を送る').text).toBe('[マイナンバー]を送る');
    expect(redact('田\u00ad中さんに送る').text).toBe('[氏名]さんに送る');
  });

  it('stay where the organisation itself prints them', () => {
    const published = new Set(['0258-83-3515', '様式123456789012']);
    const ours = compileRedaction({ employeeNumber: null, isPublished: (text) => published.has(text) });
    expect(ours('0258-83-3515か0258-83-3516へ').text).toBe('0258-83-3515か[電話番号]へ');
  });
});

describe('redacted text', () => {
  const fragments = [
    ...ALL_MARKS,
    ...[...PERSONAL, ...HARMLESS, ...HELD_OUT_PERSONAL, ...HELD_OUT_HARMLESS].flatMap((message) => {
      const { text } = labelled(message);
      return [text, text.slice(0, 9), text.slice(-9), text.slice(4, 16)];
    }),
    ...'パスワードは 氏名： 〒 password: 市 1 - @ [ ] さん 課長 田中 \n の 12 です 丁目 Mr. A'.split(' '),
  ];
  const texts = fc
    .array(fc.oneof(fc.constantFrom(...fragments), fc.string({ unit: 'binary', maxLength: 12 })), {
      maxLength: 8,
    })
    .map((parts) => parts.join(''));

  it('does not change when it is redacted again', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const once = redact(text).text;
        expect(redact(once)).toEqual({ text: once, found: [] });
      }),
      { numRuns: 400 },
    );
  });

  it('keeps what is not replaced, in order', () => {
    fc.assert(
      fc.property(texts, (text) => {
        let from = 0;
        const marks = new RegExp([...ALL_MARKS].map((mark) => mark.replace(/[[\]]/g, '\\$&')).join('|'));
        for (const kept of redact(text).text.split(marks)) {
          const at = text.indexOf(kept, from);
          expect(at).toBeGreaterThanOrEqual(from);
          from = at + kept.length;
        }
      }),
      { numRuns: 200 },
    );
  });

  it('of the harmless lists is as it was', () => {
    for (const text of [...HARMLESS, ...HELD_OUT_HARMLESS]) expect(redact(text).found).toEqual([]);
  });
});

describe('the pattern of employee numbers', () => {
  it.each(['[A-Z', '(?=x)\\d', '(a)\\1', '\\d*', ''])('"%s" is reported with its setting', (pattern) => {
    const compile = () => compileRedaction({ employeeNumber: pattern });
    expect(compile).toThrow(KiteiError);
    expect(compile).toThrow(expect.objectContaining({ code: 'config.invalid' }));
    expect(compile).toThrow('KITEI_EMPLOYEE_NUMBER');
  });

  it('may be one that makes other engines run for ever', () => {
    const careless = compileRedaction({ employeeNumber: '(\\d+)+X' });
    expect(careless(`${'1'.repeat(30)}!`).found).toEqual([]);
    expect(careless('番号123X です').text).toBe('番号[職員番号] です');
  });

  it('counts only where it stands by itself', () => {
    expect(redact('型番XA123456と A1234567 と A123456').text).toBe('型番XA123456と A1234567 と [職員番号]');
  });
});
