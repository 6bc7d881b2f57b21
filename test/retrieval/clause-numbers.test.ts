import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ClauseNumbers,
  findClauseMentions,
  namedClauses,
  numberKeys,
} from '../../src/retrieval/clause-numbers.ts';
import { arabic, parseClausePath } from '../../src/retrieval/clause-path.ts';
import { clause, POLICY } from './small-policy.ts';

describe('parseClausePath', () => {
  it.each([
    ['7(3)②', '7/3/2'],
    ['第12条第2項第3号', '12/2/3'],
    ['第十二条の二第三項', '12-2/3'],
    ['4.2.1(a)(i)', '4/2/1/a/i'],
    ['2-5-1', '2/5/1'],
    ['2(3)ア(イ)', '2/3/ア/イ'],
    ['別表第1', '別表/1'],
    ['附則第2項', '附則/2'],
    ['第3章', '章3'],
    ['Section 4.2', '4/2'],
  ])('%s is %s', (label, path) => {
    expect(parseClausePath(label)?.join('/')).toBe(path);
  });

  it('is null for headings', () => {
    expect(parseClausePath('目的')).toBeNull();
    expect(parseClausePath('password-rules')).toBeNull();
    expect(parseClausePath('')).toBeNull();
  });

  it('reads kanji numerals as they count', () => {
    const digits = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    const part = (digit: number, unit: string) =>
      digit === 0 ? '' : `${digit === 1 ? '' : digits[digit]}${unit}`;
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9999 }), (n) => {
        const [thousands, hundreds, tens, ones] = String(n).padStart(4, '0').split('').map(Number) as [
          number,
          number,
          number,
          number,
        ];
        const kanji = part(thousands, '千') + part(hundreds, '百') + part(tens, '十') + (digits[ones] ?? '');
        expect(arabic(kanji)).toBe(String(n));
      }),
    );
  });
});

describe('findClauseMentions', () => {
  const paths = (question: string) => findClauseMentions(question).map(({ path }) => path.join('/'));

  it.each([
    ['7の(3)って何ですか', ['7/3']],
    ['第12条第2項は守らないとだめ？', ['12/2']],
    ['2の(4)の②', ['2/4/2']],
    ['2(4)②イに当たりますか', ['2/4/2/イ']],
    ['what does section 4.2 say', ['4/2']],
    ['4.2.1(a) please', ['4/2/1/a']],
    ['5(1)と5(3)③の違い', ['5/1', '5/3/3']],
    ['別紙1の講演', ['別紙/1']],
    ['ポリシーの6って', ['6']],
    ['第3章について', ['章3']],
  ])('%s names %j', (question, expected) => {
    expect(paths(question)).toEqual(expected);
  });

  it.each([
    '令和8年1月に改定した？',
    '2024年4月1日から',
    '3回まで',
    '500円もらった',
    '週50時間になる',
    '6つある',
    'version 4.2',
    '2.5 million',
    '03-1234-5678に電話',
    '1.5倍',
  ])('%s names none', (question) => {
    expect(paths(question)).toEqual([]);
  });

  it('says whose number it is', () => {
    expect(findClauseMentions('個人情報保護法の第69条')[0]?.law).toBe('個人情報保護法');
    expect(findClauseMentions('article 6 of the GDPR')[0]?.law).toBe('gdpr');
    expect(findClauseMentions('この規程の第3条')[0]?.law).toBeNull();
    expect(findClauseMentions('東京都公文書等の管理に関する条例第5条')[0]?.law).toBe(
      '東京都公文書等の管理に関する条例',
    );
  });
});

describe('ClauseNumbers', () => {
  const numbers = new ClauseNumbers(POLICY);
  /** What a question names, looked up under no other keys than those it announces. */
  const namedIn = (directory: ClauseNumbers, question: string) => {
    const keys = new Set(numberKeys(question));
    return namedClauses(question, {
      names: directory.names,
      documentOf: (clause) => directory.documentOf(clause),
      clausesUnder: (key) => (keys.has(key) ? directory.clausesUnder(key) : undefined),
    });
  };
  const labels = (question: string) => [...namedIn(numbers, question).keys()].map((at) => POLICY[at]?.label);

  it('finds clauses by their printed number in other spellings', () => {
    expect(labels('４の（１）の①は？')).toEqual(['4(1)①']);
    expect(labels('第2条第2項')).toEqual(['2(2)']);
    expect(labels('clause 3 and clause 5')).toEqual(['3', '5']);
  });

  it('finds nothing for numbers of other laws and clauses that are not there', () => {
    expect(labels('個人情報保護法の第3条')).toEqual([]);
    expect(labels('第99条')).toEqual([]);
    expect(labels('4の(9)')).toEqual([]);
  });

  it('takes the first paragraph and lettered items for their clause', () => {
    expect(labels('第3条第1項')).toEqual(['3']);
    expect(labels('5のア') ?? []).toEqual([]);
    expect(labels('clause 5(a)')).toEqual(['5']);
  });

  it('shares a number among the clauses that bear it', () => {
    const both = new ClauseNumbers([...POLICY, clause('3', 'Another.', { documentId: 'other' })]);
    expect([...namedIn(both, '第3条').values()]).toEqual([0.5, 0.5]);
  });

  it('knows the name of its own document', () => {
    const own = new ClauseNumbers([
      clause('', '', { title: '服務規則' }),
      clause('第3条', '服務に専念する。'),
    ]);
    expect([...namedIn(own, '服務規則第3条').keys()]).toEqual([1]);
    expect([...namedIn(own, '財務規則第3条').keys()]).toEqual([]);
    expect([...namedIn(own, 'うちの服務規則の第3条').keys()]).toEqual([1]);
    expect([...namedIn(own, '市の服務規則第3条').keys()]).toEqual([1]);
  });

  it('keeps to the document that is named, long names included', () => {
    const law = '不正な行為の禁止等に関する法律';
    const both = new ClauseNumbers([
      clause('0', '', { title: law }),
      clause('第3条', '禁止する。', { documentId: 'law', headingPath: [law] }),
      clause('0', '', { title: 'Travel Rules', documentId: 'travel' }),
      clause('3', 'Book early.', { documentId: 'travel' }),
    ]);
    expect([...namedIn(both, `${law}第3条は？`).keys()]).toEqual([1]);
    expect([...namedIn(both, 'what does section 3 of the Travel Rules say?').keys()]).toEqual([3]);
    expect([...namedIn(both, '公文書の管理に関する条例第3条は？').keys()]).toEqual([]);
  });
});
