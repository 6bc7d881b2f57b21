import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Vocabulary } from '../../src/domain/knowledge.ts';
import type { RetrieveOptions } from '../../src/domain/retrieval.ts';
import { KiteiError } from '../../src/errors.ts';
import { analyseClauses } from '../../src/retrieval/analyse-clauses.ts';
import { buildSearchIndex, loadSearchIndex } from '../../src/retrieval/search-index.ts';
import { decodeTokenStore, encodeTokenStore } from '../../src/retrieval/token-store-file.ts';
import { clause, NO_VOCABULARY, POLICY } from './small-policy.ts';

// Word bridges have tests of their own.
const WITHOUT = { without: ['bridge'] } as const;
const plain = await buildSearchIndex(POLICY, { vocabulary: NO_VOCABULARY });
const labels = async (question: string, options: RetrieveOptions = WITHOUT) =>
  (await plain.retrieve(question, options)).ranked.map((found) => found.clause.label);

describe('SearchIndex.retrieve', () => {
  it('puts the clause that says it first', async () => {
    expect((await labels('端末を庁舎の外へ持ち出してもいいですか'))[0]).toBe('3');
    expect((await labels('パスワードを同僚に教えるのはだめ？'))[0]).toBe('5');
  });

  it('sees through spellings of a word', async () => {
    expect((await labels('持出しの決まり'))[0]).toBe('3');
    expect((await labels('ﾊﾟｽﾜｰﾄﾞ'))[0]).toBe('5');
  });

  it('says which words a clause has, and their share by idf', async () => {
    const { ranked, terms } = await plain.retrieve('委託先の冷蔵庫', WITHOUT);
    expect(terms.map((term) => term.surface)).toEqual(['委託', '先', '冷蔵庫']);
    const [first] = ranked;
    expect(first?.clause.label).toBe('4(1)①');
    expect(first?.matches.map(({ term, kind, as }) => [term.surface, kind, as])).toEqual([
      ['委託', 'exact', '委託'],
      ['先', 'exact', '先'],
    ]);
    const found = terms.slice(0, 2).reduce((sum, term) => sum + term.idf, 0);
    const all = terms.reduce((sum, term) => sum + term.idf, 0);
    expect(first?.coverage).toBeCloseTo(found / all);
    expect(Math.max(...terms.map((term) => term.idf))).toBe(terms[2]?.idf);
  });

  it('does not count words that only ask', async () => {
    const { terms, ranked } = await plain.retrieve('パスワードは大丈夫ですか、教えてください', WITHOUT);
    expect(terms.map((term) => term.surface)).toEqual(['パスワード']);
    expect(ranked[0]?.coverage).toBe(1);
  });

  it('brings up the clause that is named by number', async () => {
    const { numbered, ranked } = await plain.retrieve('4の(1)の①は端末のこと？', WITHOUT);
    expect(numbered.map((found) => found.label)).toEqual(['4(1)①']);
    expect(ranked[0]?.clause.label).toBe('4(1)①');
    expect(ranked[0]?.channels.number).toBe(1);
  });

  it('keeps to limit, documents and clauses', async () => {
    expect(await labels('情報', { limit: 1, ...WITHOUT })).toHaveLength(1);
    expect(await labels('情報', { documents: ['other'], ...WITHOUT })).toEqual([]);
    const within = await plain.retrieve('第3条の端末', {
      clauses: ({ documentVersion }) => documentVersion !== POLICY[0]?.documentVersion,
      ...WITHOUT,
    });
    expect(within.ranked).toEqual([]);
    expect(within.numbered).toEqual([]);
  });

  it('leaves channels out', async () => {
    const { ranked } = await plain.retrieve('端末', { without: ['characters', 'bridge'] });
    expect(Object.keys(ranked[0]?.channels ?? {})).not.toContain('characters');
    expect(Object.keys((await plain.retrieve('端末')).ranked[0]?.channels ?? {})).toContain('characters');
  });

  it('takes any text, ranks by falling score and gives shares between 0 and 1', async () => {
    const written = fc.string({
      unit: fc.constantFrom(...'端末を持出し、第３条①の委託USB ー。aアん？'),
      maxLength: 20,
    });
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string({ unit: 'binary' }), written), async (question) => {
        const { ranked } = await plain.retrieve(question, WITHOUT);
        ranked.forEach(({ score, coverage, matches }, rank) => {
          expect(score).toBeLessThanOrEqual(ranked[rank - 1]?.score ?? Number.POSITIVE_INFINITY);
          expect(score).toBeGreaterThan(0);
          expect(coverage).toBeGreaterThanOrEqual(0);
          expect(coverage).toBeLessThanOrEqual(1);
          expect(matches.length > 0).toBe(coverage > 0);
        });
      }),
    );
  });

  it('finds nothing in nothing', async () => {
    const empty = await buildSearchIndex([], { vocabulary: NO_VOCABULARY });
    expect((await empty.retrieve('端末')).ranked).toEqual([]);
    expect((await plain.retrieve('')).ranked).toEqual([]);
  });
});

describe('building and loading', () => {
  const questions = ['端末を持ち出す', '委託先', 'じょうほうしさん', '第3条', 'password'];
  const scores = async (index: typeof plain) =>
    Promise.all(
      questions.map(async (question) =>
        (await index.retrieve(question, WITHOUT)).ranked.map((found) => [found.clause.label, found.score]),
      ),
    );

  /** What is left of the index when its process ends. */
  const stored = () => ({
    clauses: POLICY,
    tokens: decodeTokenStore(encodeTokenStore(plain.tokens)),
    files: plain.files(),
    vocabulary: NO_VOCABULARY,
  });

  it('loads what was built', async () => {
    const loaded = loadSearchIndex(stored());
    await loaded.prepare();
    expect(await scores(loaded)).toEqual(await scores(plain));
  });

  it('takes over what did not change and comes out as if built anew', async () => {
    const revised = [...POLICY.slice(0, -1), clause('6', '媒体は焼却して廃棄する。', { title: '廃棄' })];
    const updated = await buildSearchIndex(revised, { vocabulary: NO_VOCABULARY, previous: plain });
    expect((await analyseClauses(revised, [plain.tokens])).fresh).toBe(1);
    expect(await scores(updated)).toEqual(
      await scores(await buildSearchIndex(revised, { vocabulary: NO_VOCABULARY })),
    );
    expect((await updated.retrieve('焼却', WITHOUT)).ranked[0]?.clause.label).toBe('6');
    expect(await labels('焼却')).toEqual([]);
  });

  it('reports progress to the end', async () => {
    const seen: [number, number][] = [];
    await buildSearchIndex(POLICY, { vocabulary: NO_VOCABULARY, onProgress: (...at) => seen.push(at) });
    expect(seen.at(-1)).toEqual([POLICY.length, POLICY.length]);
  });

  it('refuses files that are missing or damaged, and tokens of other clauses', () => {
    expect(() => loadSearchIndex({ ...stored(), files: new Map() })).toThrow(KiteiError);
    const damaged = new Map(plain.files()).set('synonyms.txt', new Uint8Array([1, 2]));
    expect(() => loadSearchIndex({ ...stored(), files: damaged })).toThrow(KiteiError);
    const others = [...POLICY, clause('7', '新しい条')];
    expect(() => loadSearchIndex({ ...stored(), clauses: others })).toThrow('lacks the clause');
  });
});

describe('other wordings', () => {
  const vocabulary: Vocabulary = {
    entries: [
      { say: ['シュレッダー', 'shredder'], policy: ['廃棄', '消去の証跡'] },
      { say: ['持って帰', 'take home'], policy: ['持ち出す'] },
      { say: ['うちで'], policy: ['庁舎の外'] },
      { say: ['アカ'], policy: ['秘密を守る義務'] },
    ],
    blocked: [['シュレッダー', '廃棄']],
  };
  const ask = async (question: string, options: RetrieveOptions = WITHOUT, words: Vocabulary = vocabulary) =>
    (await buildSearchIndex(POLICY, { vocabulary: words })).retrieve(question, options);

  it('come from the vocabulary, in both languages', async () => {
    const { ranked } = await ask('パソコンを持って帰っていい？');
    expect(ranked[0]?.clause.label).toBe('3');
    expect(ranked[0]?.matches).toContainEqual(
      expect.objectContaining({ kind: 'vocabulary', as: '持ち出す' }),
    );
    expect((await ask('may I take home my laptop')).ranked[0]?.clause.label).toBe('3');
    expect((await ask('持って帰る', { without: ['vocabulary', 'bridge'] })).ranked[0]?.matches ?? []).toEqual(
      [],
    );
  });

  it('count as content where small words are all that was said', async () => {
    const { terms } = await ask('うちで');
    expect(terms.map((term) => term.surface)).toEqual(['うちで']);
  });

  it('are not read into longer words', async () => {
    const kinds = (await ask('アカウント')).ranked.flatMap(({ matches }) => matches.map(({ kind }) => kind));
    expect(kinds).not.toContain('vocabulary');
  });

  it('respect blocked pairs', async () => {
    const said = (await ask('シュレッダー')).ranked.flatMap(({ matches }) => matches.map(({ as }) => as));
    expect(said).toContain('消去の証跡');
    expect(said).not.toContain('廃棄');
  });

  it('come from general synonyms', async () => {
    const { ranked } = await ask('外注するとき', WITHOUT, NO_VOCABULARY);
    expect(ranked[0]?.matches).toContainEqual(expect.objectContaining({ kind: 'synonym', as: '委託' }));
    const blocked = { entries: [], blocked: [['外注', '委託']] } as const;
    expect((await ask('外注', WITHOUT, blocked)).ranked.flatMap(({ matches }) => matches)).toEqual([]);
  });

  it('come from readings: hiragana for words in kanji and katakana', async () => {
    expect((await ask('じょうほうしさん の定義どこ', WITHOUT, NO_VOCABULARY)).ranked[0]?.clause.label).toBe(
      '2(1)',
    );
    expect((await ask('むがいか通信って', WITHOUT, NO_VOCABULARY)).ranked[0]?.clause.label).toBe('2(2)');
  });

  it('do not find words in grammar', async () => {
    const { ranked } = await ask('ということですよね、していないのですが', WITHOUT, NO_VOCABULARY);
    expect(ranked.flatMap(({ matches }) => matches)).toEqual([]);
  });

  it('forgive a wrong character', async () => {
    const typo = await ask('パスワートの管理', WITHOUT, NO_VOCABULARY);
    expect(typo.ranked[0]?.clause.label).toBe('5');
    expect(typo.ranked[0]?.matches).toContainEqual(
      expect.objectContaining({ kind: 'fuzzy', as: 'パスワード' }),
    );
  });

  it('do not turn one known word into another', async () => {
    const { ranked } = await ask('努力目標', WITHOUT, NO_VOCABULARY);
    expect(ranked.flatMap(({ matches }) => matches)).toEqual([]);
  });
});

describe('English', () => {
  const index = buildSearchIndex(
    [
      clause('1', 'Laptops must not be taken out of the office without approval.', { title: 'Laptops' }),
      clause('2', 'Visitors must be registered at reception.', { title: 'Visitors' }),
      clause('3', 'Confidential documents must be destroyed when no longer needed.', { title: 'Disposal' }),
    ],
    { vocabulary: NO_VOCABULARY },
  );
  const first = async (question: string) => (await (await index).retrieve(question)).ranked[0]?.clause.label;

  it('is found by stems and with a wrong letter', async () => {
    expect(await first('Is registering a visitor required?')).toBe('2');
    expect(await first('confidental document destruction')).toBe('3');
  });

  it('takes a word that is English as it is meant', async () => {
    const staff = await buildSearchIndex([clause('1', 'Staff must wear a badge.')], {
      vocabulary: { entries: [{ say: ['badgr'], policy: ['badge'] }], blocked: [] },
    });
    const matched = async (question: string) =>
      (await staff.retrieve(question)).ranked.flatMap(({ matches }) => matches.map(({ kind }) => kind));
    expect(await matched('my own stuff')).toEqual([]);
    expect(await matched('my own stfaf')).toEqual(['fuzzy']);
    expect(await matched('my badgr')).toEqual(['vocabulary']);
  });

  it('needs no question words', async () => {
    expect((await (await index).retrieve('Am I allowed to do this please?')).terms).toEqual([]);
  });
});
