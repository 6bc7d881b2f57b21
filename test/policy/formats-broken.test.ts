import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KiteiError } from '../../src/errors.ts';
import { readAnyDocument } from '../../src/policy/read-document.ts';
import { page, pdfFile } from './pdf-files.ts';
import { inList, list, paragraph, table, wordFile } from './word-files.ts';

const { definition, num } = list(1, [{ format: 'decimal', text: '第%1条' }]);
const word = wordFile({
  numbering: definition + num,
  body:
    paragraph('職員は、守る。', inList(1, 0)) +
    table([
      ['区分', '日数'],
      ['甲', '乙'],
    ]),
});
const pdf = pdfFile([page(['第1条　職員は、鍵を閉める。', '第2条　職員は、札を着ける。'])]);
const law = new TextEncoder().encode(
  '<Law><LawNum>令和八年規則第三号</LawNum><LawBody><LawTitle>規則</LawTitle><MainProvision><Article><ArticleTitle>第一条</ArticleTitle></Article></MainProvision></LawBody></Law>',
);

/** Bytes overwritten, taken out, or repeated at some place. */
const damage = fc.array(
  fc.record({ at: fc.double({ min: 0, max: 0.999, noNaN: true }), byte: fc.nat(255), length: fc.nat(40) }),
  { minLength: 1, maxLength: 4 },
);

describe('a damaged file', () => {
  it.each([
    ['a.docx', word],
    ['a.pdf', pdf],
    ['a.xml', law],
  ])('%s is read or refused with a remedy, never anything else', async (path, bytes) => {
    await fc.assert(
      fc.asyncProperty(damage, fc.boolean(), async (spots, cut) => {
        let content = Uint8Array.from(bytes);
        for (const { at, byte, length } of spots) {
          const start = Math.floor(at * content.length);
          content = cut
            ? Uint8Array.from([...content.slice(0, start), ...content.slice(start + length)])
            : content.fill(byte, start, start + Math.min(length, 4));
        }
        try {
          const { clauses } = await readAnyDocument({ path, content });
          expect(Array.isArray(clauses)).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(KiteiError);
          expect((error as KiteiError).code).toMatch(/^policy\.(?:unreadable|empty)$/);
          expect((error as KiteiError).remedy.length).toBeGreaterThan(10);
        }
      }),
      { numRuns: 60 },
    );
  });
});
