import { describe, expect, it } from 'vitest';
import { decodeText } from '../../src/policy/decode.ts';
import { readDocument } from '../../src/policy/read-document.ts';

/** 「第1条　職員は、守る。」 in the encodings of older systems. */
const SHIFT_JIS = Uint8Array.from([
  0x91, 0xe6, 0x31, 0x8f, 0xf0, 0x81, 0x40, 0x90, 0x45, 0x88, 0xf5, 0x82, 0xcd, 0x81, 0x41, 0x8e, 0xe7, 0x82,
  0xe9, 0x81, 0x42,
]);
const EUC_JP = Uint8Array.from([
  0xc2, 0xe8, 0x31, 0xbe, 0xf2, 0xa1, 0xa1, 0xbf, 0xa6, 0xb0, 0xf7, 0xa4, 0xcf, 0xa1, 0xa2, 0xbc, 0xe9, 0xa4,
  0xeb, 0xa1, 0xa3,
]);
const TEXT = '第1条　職員は、守る。';

describe('decodeText', () => {
  it.each([
    ['UTF-8', new TextEncoder().encode(TEXT)],
    ['UTF-8 with a byte order mark', new TextEncoder().encode(`\ufeff${TEXT}`)],
    ['Shift_JIS', SHIFT_JIS],
    ['EUC-JP', EUC_JP],
    ['UTF-16', Uint8Array.from([0xff, 0xfe, ...Buffer.from(TEXT, 'utf16le')])],
  ])('reads %s', (_, bytes) => {
    expect(decodeText(bytes, 'a.txt')).toBe(TEXT);
  });

  it.each([
    ['a NUL byte', Uint8Array.from([0x50, 0x4b, 0x03, 0x04, 0x00, 0x00])],
    ['a NUL character', 'text\0more'],
    ['bytes of no known encoding', Uint8Array.from([0xff, 0xff, 0x80, 0x81, 0xfe, 0xfd, 0x99])],
    ['control characters', 'a\x01\x02\x03b'],
  ])('refuses %s', (_, content) => {
    expect(() => decodeText(content, 'a.txt')).toThrowError(
      expect.objectContaining({ code: 'policy.unreadable' }),
    );
  });

  it.each(['', ' \n\u3000\n', '\ufeff'])('refuses an empty document', (content) => {
    expect(() => readDocument({ path: 'a.md', content })).toThrowError(
      expect.objectContaining({ code: 'policy.empty' }),
    );
  });
});
