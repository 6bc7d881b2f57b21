import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDocument } from '../../src/policy/read-document.ts';
import { brokenRule, firstLostLine } from './every-line.ts';
import { expectedOf, planFor, SCHEMES, write } from './generated-documents.ts';

describe.each(SCHEMES)('documents numbered $name', (scheme) => {
  it('are read back as they were planned', () => {
    const depths = fc.array(fc.integer({ min: 2, max: 5 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(planFor(scheme), depths, (plan, headingDepths) => {
        const source = write(scheme, plan, headingDepths);
        const document = readDocument({ path: `plan.${scheme.extension}`, content: source });
        const read = document.clauses.map(({ label, parent, title, text }) => ({
          label,
          parent,
          title,
          text,
        }));
        expect(read).toEqual(expectedOf(scheme, plan));
        expect(brokenRule(document)).toBeNull();
        expect(
          firstLostLine(
            document,
            source.split('\n').map((line) => line.replace(/^#+ /, '')),
          ),
        ).toBeNull();
      }),
      { numRuns: 150 },
    );
  });
});

describe('any text', () => {
  const line = fc.oneof(
    fc.constantFrom(
      '第1章　総則',
      '第三条',
      '２　前項',
      '(1) あ',
      '（２）い',
      'ア　う',
      'イ　え',
      '① お',
      '附則',
      '別表第1',
      '(a) text',
      '(i) text',
      '1.2 Text',
      '目次',
      '# Title',
      '### 見出し',
      '- item',
      '| a | b |',
      '|---|---|',
      '> quote',
      '**bold**',
      '（目的）',
      '',
      '```',
      '---',
      'Section 2',
      '改訂履歴',
      '令和5年4月1日改正',
    ),
    fc.string({ maxLength: 20 }),
    fc.string({ unit: 'grapheme', maxLength: 12 }),
  );

  it.each(['md', 'txt', 'html'])('gives a sound tree or a clear refusal (.%s)', (extension) => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
        const content = lines.join('\n');
        try {
          expect(brokenRule(readDocument({ path: `any.${extension}`, content }))).toBeNull();
        } catch (error) {
          expect(error).toHaveProperty('remedy');
        }
      }),
      { numRuns: 400 },
    );
  });

  it('loses no line of plain text, whatever its numbers', () => {
    const words = fc.constantFrom(
      '第一条　職員',
      '２　管理者',
      '一　端末',
      'イ　記録',
      '(1) 承認',
      '(2) 届出',
      '① 保管',
      '1. 利用',
      '2. 外部',
      '1.1 内部',
      '第2章　雑則',
      '附則',
      '（罰則）',
      'ただし、この限りでない。',
      '(3) 三番',
      'ア　甲',
      'エ　乙',
      '別表第1（第3条関係）',
      '',
      '',
    );
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 25 }), (lines) => {
        fc.pre(lines.some((text) => text !== ''));
        const document = readDocument({ path: 'any.txt', content: lines.join('\n') });
        expect(firstLostLine(document, lines)).toBeNull();
      }),
      { numRuns: 500 },
    );
  });
});
