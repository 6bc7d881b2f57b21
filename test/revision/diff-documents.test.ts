import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PolicyDocument } from '../../src/domain/policy.ts';
import type { ClauseChange, Effect, RevisionDiff } from '../../src/domain/revision.ts';
import { readDocument } from '../../src/policy/read-document.ts';
import { diffDocuments } from '../../src/revision/diff-documents.ts';
import { AFTER, BEFORE, EDITS } from './ten-edits.ts';

const read = (content: string): PolicyDocument => readDocument({ path: 'rules.md', content });
const diff = (before: string, after: string) => diffDocuments(read(before), read(after));
const labels = (sides: ClauseChange['before']) => sides.map(({ label }) => label).join(' ');
const rowsOf = ({ changes }: RevisionDiff) =>
  changes.map(
    ({ kind, before, after, effects }) =>
      [kind, labels(before), labels(after), effects.map(({ what }) => what).join(' ')] as const,
  );

describe('ten edits', () => {
  it('give exactly ten rows, those that change what people must do first', () => {
    const found = rowsOf(diff(BEFORE, AFTER));
    expect([...found].sort()).toEqual(EDITS.map(([, , row]) => row).sort());
    expect(found.slice(0, 4).map(([, , , effects]) => effects)).toEqual([
      'approver',
      'exception',
      'modality',
      'limit',
    ]);
  });

  // Renumbering follows from the new clause, and labels in the other rows depend on both.
  it.each(EDITS.slice(0, 5))('%s alone gives one row', (_, edit, row) => {
    expect(rowsOf(diff(BEFORE, edit(BEFORE)))).toEqual([row]);
  });

  it('show words, approvers and exceptions of both sides', () => {
    const { changes } = diff(BEFORE, AFTER);
    const approver = changes.find(({ after }) => after[0]?.label === '第5条');
    expect(approver?.effects).toEqual([{ what: 'approver', before: '課長', after: '部長' }]);
    expect(approver?.words.filter(({ op }) => op !== 'same')).toEqual([
      { op: 'removed', text: '課長' },
      { op: 'added', text: '部長' },
    ]);
    expect(changes.find(({ after }) => after[0]?.label === '第12条第1項')?.effects).toMatchObject([
      { what: 'modality', before: 'obligation', after: 'recommendation', direction: 'weaker' },
    ]);
  });
});

describe('a comparison', () => {
  const article = (number: number, words: string) => `（題${number}）\n\n第${number}条　${words}\n\n`;
  const rules = (...articles: string[]) =>
    `# 規程\n\n${articles.map((words, index) => article(index + 1, words)).join('')}`;
  const KEY = '職員は、退庁するときは、窓の鍵を閉めなければならない。';
  const CARD = '職員は、名札を着用しなければならない。';
  const PHOTO = '職員は、庁舎内で撮影をしてはならない。';

  it.each([
    [
      'an article that gets a second paragraph',
      rules(KEY, CARD),
      rules(`${KEY}\n\n２　鍵は、総務課が管理する。`, CARD),
      [['added', '', '第1条第2項', '']],
    ],
    [
      'a number kept for a removed article',
      rules(KEY, CARD, PHOTO),
      rules(KEY, '削除', PHOTO).replace('（題2）\n\n', ''),
      [['removed', '第2条', '第2条', '']],
    ],
    [
      'two articles exchanged',
      rules(KEY, CARD),
      rules(CARD, KEY).replace('題1', '題x').replace('題2', '題1').replace('題x', '題2'),
      [
        ['moved', '第2条', '第1条', ''],
        ['renumbered', '第1条', '第2条', ''],
      ],
    ],
    [
      'two articles merged',
      rules(`${KEY}`, `${CARD}`),
      `# 規程\n\n${article(1, KEY + CARD)}`,
      [['merged', '第1条 第2条', '第1条', '']],
    ],
    [
      'a duty made a ban',
      rules('職員は、私物の端末を持ち込むときは、届け出なければならない。'),
      rules('職員は、私物の端末を持ち込んではならない。'),
      [['modality_changed', '第1条', '第1条', 'modality procedure']],
    ],
    [
      'approval made notification',
      rules('職員は、課長の許可を受けて、端末を持ち出すことができる。'),
      rules('職員は、課長に届け出て、端末を持ち出すことができる。'),
      [['modality_changed', '第1条', '第1条', 'modality approver']],
    ],
    [
      'a case added to an exception',
      rules(`${PHOTO}ただし、次の各号に掲げる場合は、この限りでない。\n\n一　広報のため撮影するとき。`),
      rules(
        `${PHOTO}ただし、次の各号に掲げる場合は、この限りでない。\n\n一　広報のため撮影するとき。\n\n二　記録のため撮影するとき。`,
      ),
      [['added', '', '第1条第2号', 'exception']],
    ],
    [
      'references that follow',
      rules(KEY, '第1条の鍵は、守衛に預ける。', PHOTO),
      rules(CARD, KEY, '第2条の鍵は、守衛に預ける。', PHOTO)
        .replace('題1', '新')
        .replace('題2', '題1')
        .replace('題3', '題2')
        .replace('題4', '題3'),
      [
        ['added', '', '第1条', ''],
        ['renumbered', '第1条 第2条 第3条', '第2条 第3条 第4条', ''],
      ],
    ],
    [
      'a reference that now means another clause',
      rules(`${KEY}\n\n２　前項の鍵は、守衛に預ける。`),
      rules(`${KEY}\n\n２　宿直の者は、電灯を消すものとする。\n\n３　前項の鍵は、守衛に預ける。`),
      [
        ['renumbered', '第1条第2項', '第1条第3項', 'reference'],
        ['added', '', '第1条第2項', ''],
      ],
    ],
  ])('of %s', (_, before, after, rows) => {
    expect(rowsOf(diff(before, after))).toEqual(rows);
  });

  it('of a split finds no new duty in words that were there', () => {
    const whole = 'Users must follow this policy and must complete security training once every year.';
    const parts =
      '1.1 Users must follow this policy.\n\n1.2 Users must complete security training once every year.';
    expect(
      rowsOf(
        diff(`# Use policy\n\n## 1 Duties\n\n1.1 ${whole}\n`, `# Use policy\n\n## 1 Duties\n\n${parts}\n`),
      ),
    ).toEqual([['split', '1.1', '1.1 1.2', '']]);
  });

  it('of English texts', () => {
    const text = (words: string) =>
      `# Use policy\n\n## 1 Devices\n\n1.1 ${words}\n\n1.2 Users must lock the screen.\n`;
    expect(
      rowsOf(
        diff(
          text('Users must change passwords within 30 days.'),
          text('Users should change passwords within 60 days.'),
        ),
      ),
    ).toEqual([['modality_changed', '1.1', '1.1', 'modality limit']]);
  });
});

const SAMPLES = ['minamori-security-standards.md', 'minamori-security-standards-2027.md'].map((name) =>
  readFileSync(fileURLToPath(new URL(`../../knowledge/policies/${name}`, import.meta.url)), 'utf8'),
);

/** Articles of words from a small stock, so that texts share, repeat, move and lose them. */
const STOCK = [
  '職員は、鍵を閉めなければならない。',
  '職員は、課長の許可を得なければ、端末を持ち出してはならない。',
  '職員は、次の事項を守らなければならない。\n\n一　名札を着けること。\n\n二　戸を閉めること。',
  '職員は、研修を受けるよう努めるものとする。ただし、休職中の者を除く。',
  '総務課長は、3年ごとにこの規程を見直す。\n\n２　前項の結果は、公表する。',
  '職員は、前条の場合には、第1条の鍵を返さなければならない。',
  '削除',
  '庁舎内で撮影をしてはならない。記録した内容は、総務課に報告する。',
];
const policy = fc
  .array(fc.record({ words: fc.nat(STOCK.length - 1), titled: fc.boolean(), chapter: fc.boolean() }), {
    maxLength: 9,
  })
  .map((articles) =>
    articles.reduce(
      (text, { words, titled, chapter }, index) =>
        `${text}${chapter ? `## 第${index + 1}章　章題\n\n` : ''}${titled ? '（題）\n\n' : ''}第${index + 1}条　${STOCK[words]}\n\n`,
      '# 規程\n\n定める。\n\n',
    ),
  );

const MIRRORED = { added: 'removed', removed: 'added', split: 'merged', merged: 'split' } as const;
const OPPOSITE = { stricter: 'weaker', weaker: 'stricter', other: 'other' } as const;

function mirrored(change: ClauseChange): ClauseChange {
  const effects = change.effects.map(
    (effect): Effect =>
      effect.what === 'modality'
        ? {
            ...effect,
            before: effect.after,
            after: effect.before,
            direction: OPPOSITE[effect.direction],
            sentence: '',
          }
        : { ...effect, before: effect.after, after: effect.before },
  );
  const op = { same: 'same', added: 'removed', removed: 'added' } as const;
  const kind = change.kind in MIRRORED ? MIRRORED[change.kind as keyof typeof MIRRORED] : change.kind;
  return {
    kind,
    before: change.after,
    after: change.before,
    effects,
    words: change.words.map((word) => ({ ...word, op: op[word.op] })),
  };
}

/** Rows without what has a fixed order: sentences are quoted from the newer side, removed words stand before added ones. */
function comparable(changes: readonly ClauseChange[]): readonly string[] {
  const sorted = <T>(items: readonly T[]) => items.map((item) => JSON.stringify(item)).sort();
  return sorted(
    changes.map((change) => ({
      ...change,
      before: sorted(change.before),
      after: sorted(change.after),
      effects: sorted(
        change.effects.map((effect) => (effect.what === 'modality' ? { ...effect, sentence: '' } : effect)),
      ),
      words: sorted(change.words),
    })),
  );
}

describe.each([
  ['any two texts', 100, fc.tuple(policy, policy)],
  ['two versions of a sample', 1, fc.constant([SAMPLES[0] ?? '', SAMPLES[1] ?? ''] as const)],
  ['ten edits', 1, fc.constant([BEFORE, AFTER] as const)],
])('of %s', (_, numRuns, texts) => {
  const holds = (property: (before: string, after: string) => void) =>
    fc.assert(
      fc.property(texts, ([before, after]) => property(before, after)),
      { numRuns },
    );

  it('nothing differs from itself', () => {
    holds((before) => {
      const { changes, unchanged } = diff(before, before);
      expect(changes).toEqual([]);
      expect(unchanged).toBe(read(before).clauses.length);
    });
  });

  it('every clause of both sides is told once, or unchanged', () => {
    holds((before, after) => {
      const { changes, unchanged } = diff(before, after);
      for (const [side, text] of [
        ['before', before],
        ['after', after],
      ] as const) {
        const told = changes.flatMap((change) => change[side].map(({ label }) => label));
        const all = read(text).clauses.map(({ label }) => label);
        expect(new Set(told).size).toBe(told.length);
        expect(all).toEqual(expect.arrayContaining(told));
        // An article that is divided on one side only counts once.
        const divided = all.filter((label) => all.includes(`${label}第1項`)).length;
        expect(all.length - told.length - unchanged).toBeGreaterThanOrEqual(0);
        expect(all.length - told.length - unchanged).toBeLessThanOrEqual(divided);
      }
    });
  });

  it('the other way round the same rows come out, mirrored', () => {
    holds((before, after) => {
      expect(comparable(diff(after, before).changes)).toEqual(
        comparable(diff(before, after).changes.map(mirrored)),
      );
    });
  });

  it('the words of a row give both texts', () => {
    holds((before, after) => {
      for (const { words, before: old, after: now } of diff(before, after).changes) {
        if (words.length === 0 || old.length !== 1 || now.length !== 1) continue;
        const side = (op: string) =>
          words
            .filter((word) => word.op !== op)
            .map(({ text }) => text)
            .join('');
        expect(side('added')).toContain(old[0]?.text);
        expect(side('removed')).toContain(now[0]?.text);
      }
    });
  });
});
