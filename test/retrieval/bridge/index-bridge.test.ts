import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Vocabulary } from '../../../src/domain/knowledge.ts';
import type { Clause } from '../../../src/domain/policy.ts';
import type { Retrieval } from '../../../src/domain/retrieval.ts';
import { loadHnswlib } from '../../../src/models/hnswlib.ts';
import { loadWordBridge } from '../../../src/models/word-bridge.ts';
import { buildSearchIndex, loadSearchIndex, type SearchIndex } from '../../../src/retrieval/search-index.ts';

const NO_VOCABULARY: Vocabulary = { entries: [], blocked: [] };
const hnswlib = (await loadHnswlib()) !== null;

function clausesOf(texts: readonly string[]): Clause[] {
  return texts.map((text, index) => ({
    id: `rules/1/${index + 1}`,
    documentId: 'rules',
    documentVersion: '1',
    label: String(index + 1),
    title: '',
    parent: null,
    headingPath: [],
    text,
    kind: 'rule',
    modality: 'none',
    references: [],
    definedTerms: [],
    contentHash: createHash('sha256').update(text).digest('hex'),
  }));
}

const RULES = clausesOf([
  '鍵を亡失した者は、直ちに総務係へ届け出るものとする。',
  '過失により備品を損傷した者は、その費用を負担する。',
  '来客用の駐車場に通勤用の自動車を駐車してはならない。',
  '会議室の利用は、予約簿に記入した順とする。',
  'Visitors must sign the book at the front desk.',
]);
const labels = ({ ranked }: Pick<Retrieval, 'ranked'>) => ranked.map(({ clause }) => clause.label);

describe('word bridges in the search', () => {
  let index: SearchIndex;
  beforeAll(async () => {
    index = await buildSearchIndex(RULES, { vocabulary: NO_VOCABULARY });
  });

  it('find a clause that has no word of the question, and tell by which word', async () => {
    const { ranked, byEvidence } = await index.retrieve('うっかりだよ');
    expect(ranked[0]?.clause.label).toBe('2');
    expect(ranked[0]?.bridges).toMatchObject([{ term: { surface: 'うっかり' }, as: '過失' }]);
    expect(ranked[0]?.channels.bridge).toBeGreaterThan(0);
    expect(byEvidence).toEqual([]);
  });

  it('are no evidence: not among the matches, not in the coverage', async () => {
    for (const question of ['うっかりだよ', 'カギをなくした', 'マイカーで通勤したい']) {
      const on = await index.retrieve(question);
      const off = await index.retrieve(question, { without: ['bridge'] });
      const evidence = (retrieval: Retrieval['ranked']) =>
        retrieval.map(({ clause, coverage, matches, score }) => ({ clause, coverage, matches, score }));
      expect(evidence(on.byEvidence)).toEqual(evidence(off.ranked));
      const known = new Map(off.ranked.map((ranked) => [ranked.clause.id, ranked]));
      for (const { clause, coverage, matches } of on.ranked) {
        expect(coverage).toBe(known.get(clause.id)?.coverage ?? 0);
        expect(matches).toEqual(known.get(clause.id)?.matches ?? []);
      }
    }
  });

  it('can be left out', async () => {
    const { ranked, byEvidence } = await index.retrieve('うっかりだよ', { without: ['bridge'] });
    expect([ranked, byEvidence]).toEqual([[], []]);
  });

  it('do not touch English questions', async () => {
    const question = 'Where do guests sign in?';
    expect(await index.retrieve(question)).toEqual(await index.retrieve(question, { without: ['bridge'] }));
  });

  it('are blocked by a pair in the vocabulary, whichever way round', async () => {
    for (const pair of [
      ['うっかり', '過失'],
      ['過失', 'うっかり'],
    ] as const) {
      const blocking = await buildSearchIndex(RULES, { vocabulary: { entries: [], blocked: [pair] } });
      const bridged = (await blocking.retrieve('うっかりだよ')).ranked.flatMap(({ bridges = [] }) => bridges);
      expect(bridged.map(({ as }) => as)).not.toContain('過失');
    }
  });

  it('yield to what the vocabulary says', async () => {
    const entries = [{ say: ['うっかり'], policy: ['亡失'] }];
    const taught = await buildSearchIndex(RULES, { vocabulary: { entries, blocked: [] } });
    const retrieval = await taught.retrieve('うっかりだよ');
    expect(labels(retrieval)[0]).toBe('1');
    expect(retrieval.ranked.flatMap(({ bridges = [] }) => bridges)).toEqual([]);
  });

  it('keep no file for a small index', () => {
    expect([...index.files().keys()].filter((name) => name.includes('graph'))).toEqual([]);
  });
});

describe('word bridges of a large index', () => {
  it.skipIf(!hnswlib)('come from a graph that is kept with it, and are those of exact search', async () => {
    const words = (await loadWordBridge())?.words ?? [];
    const texts = Array.from({ length: 200 }, (_, part) =>
      words.slice(part * 100, part * 100 + 100).join('、'),
    );
    const clauses = clausesOf(texts);
    const built = await buildSearchIndex(clauses, { vocabulary: NO_VOCABULARY });
    const files = new Map(built.files());
    expect(files.has('bridge-graph.bin')).toBe(true);
    const stored = { clauses, tokens: built.tokens, vocabulary: NO_VOCABULARY };
    const loaded = loadSearchIndex({ ...stored, files: new Map(files) });
    files.delete('bridge-graph.bin');
    const exact = loadSearchIndex({ ...stored, files });
    let [same, all] = [0, 0];
    for (const question of ['カギを失くした', 'うっかり壊した', 'お客さんの車', '打合せの部屋', '火事だ']) {
      expect(labels(await loaded.retrieve(question))).toEqual(labels(await built.retrieve(question)));
      const truth = labels(await exact.retrieve(question));
      const found = new Set(labels(await loaded.retrieve(question)));
      all += truth.length;
      same += truth.filter((label) => found.has(label)).length;
    }
    expect(all).toBeGreaterThan(50);
    expect(same / all).toBeGreaterThan(0.9);
  });

  it.skipIf(!hnswlib)(
    'come from that graph after a revision too: new words are found, old ones are gone',
    async () => {
      const words = (await loadWordBridge())?.words ?? [];
      const texts = Array.from({ length: 200 }, (_, part) =>
        words.slice(part * 100, part * 100 + 100).join('、'),
      );
      const without = (text: string) => text.replaceAll('過失', '').replaceAll('亡失', '');
      const before = clausesOf(texts.map(without));
      const vocabulary = NO_VOCABULARY;
      const previous = await buildSearchIndex(before, { vocabulary });
      const after = clausesOf([...texts.map(without).slice(2), '過失により備品を損傷した者は、届け出る。']);
      const revised = await buildSearchIndex(after, { vocabulary, previous });
      expect(revised.supplements.graph).toBe(previous.supplements.graph);
      expect(revised.supplements.graph).not.toBeNull();
      const bridged = async (index: SearchIndex) =>
        (await index.retrieve('うっかりだよ', { limit: 100 })).ranked.flatMap(({ bridges = [] }) =>
          bridges.map(({ as }) => as),
        );
      expect(await bridged(previous)).not.toContain('過失');
      expect(await bridged(revised)).toContain('過失');
      const known = new Set(revised.tokens.lexicons.words.terms);
      const gone = previous.tokens.lexicons.words.terms.filter((term) => !known.has(term));
      expect(gone.length).toBeGreaterThan(50);
      expect((await bridged(revised)).filter((as) => gone.includes(as))).toEqual([]);
    },
  );
});
