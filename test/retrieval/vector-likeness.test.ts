import { describe, expect, it } from 'vitest';
import { KiteiError } from '../../src/errors.ts';
import type { Embedder } from '../../src/models/embedder.ts';
import { buildSearchIndex, loadSearchIndex } from '../../src/retrieval/search-index.ts';
import { clause, NO_VOCABULARY, POLICY } from './small-policy.ts';

/** An embedder that knows one thing: what is about taking things out of the office. */
function embedder(seen: string[] = [], id = 'knows-one-thing'): Embedder {
  const embed = (text: string) => (/持ち?出|ノートPC/.test(text) ? [1, 0.1] : [0.1, 1]);
  return {
    id,
    weight: { ja: 1, en: 1 },
    embeddings: {
      embedDocuments: async (texts) => {
        seen.push(...texts);
        return texts.map(embed);
      },
      embedQuery: async (text) => embed(text),
    },
  };
}

describe('an embedder', () => {
  const question = 'ノートPCは？';
  const options = { without: ['bridge'] };

  it('brings a clause forward that shares no word, and is no evidence', async () => {
    const index = await buildSearchIndex(POLICY, { vocabulary: NO_VOCABULARY, embedder: embedder() });
    const { ranked, byEvidence } = await index.retrieve(question, options);
    expect(ranked[0]?.clause.label).toBe('3');
    expect(ranked[0]?.channels.vectors).toBeGreaterThan(0);
    expect(ranked[0]?.coverage).toBe(0);
    expect(byEvidence.map((found) => found.clause.label)).not.toContain('3');
    expect((await index.retrieve(question, { without: ['bridge', 'vectors'] })).ranked).toEqual([]);
  });

  it('is asked once for each clause, also across revisions', async () => {
    const seen: string[] = [];
    const index = await buildSearchIndex(POLICY, { vocabulary: NO_VOCABULARY, embedder: embedder(seen) });
    // One text more shows whether the model is still the same.
    expect(seen).toHaveLength(1 + POLICY.length);
    const revised = [...POLICY, clause('7', 'USBメモリを持ち出すときは届け出る。', { title: 'USBメモリ' })];
    await buildSearchIndex(revised, { vocabulary: NO_VOCABULARY, previous: index, embedder: embedder(seen) });
    expect(seen).toHaveLength(1 + POLICY.length + 1 + 1);
    expect(seen.at(-1)).toBe('USBメモリ\nUSBメモリを持ち出すときは届け出る。');
  });

  it('finds its vectors again in the files, and only its own', async () => {
    const built = await buildSearchIndex(POLICY, { vocabulary: NO_VOCABULARY, embedder: embedder() });
    const stored = { clauses: POLICY, tokens: built.tokens, files: built.files(), vocabulary: NO_VOCABULARY };
    const loaded = loadSearchIndex(stored, { embedder: embedder() });
    expect((await loaded.retrieve(question, options)).ranked[0]?.clause.label).toBe('3');
    expect(() => loadSearchIndex(stored, { embedder: embedder([], 'another') })).toThrow(KiteiError);
  });

  it.each<[string, () => Promise<number[][]>]>([
    ['gives no finite numbers', async () => [[Number.NaN]]],
    ['gives nothing', async () => []],
    ['cannot be reached', async () => Promise.reject(new Error('connection refused'))],
  ])('that %s while clauses are indexed is a warning, and words alone serve', async (_, embedDocuments) => {
    const broken = { ...embedder(), embeddings: { embedDocuments, embedQuery: async () => [1] } };
    const warnings: string[] = [];
    const warn = (message: string) => warnings.push(message);
    const vocabulary = NO_VOCABULARY;
    const index = await buildSearchIndex(POLICY, { vocabulary, embedder: broken, warn });
    expect(warnings).toEqual([expect.stringContaining('knows-one-thing')]);
    const words = await buildSearchIndex(POLICY, { vocabulary });
    expect(await index.retrieve('媒体の廃棄')).toEqual(await words.retrieve('媒体の廃棄'));
    const stored = { clauses: POLICY, tokens: index.tokens, files: index.files(), vocabulary };
    expect(loadSearchIndex(stored, { embedder: broken }).vectors).toBeNull();
  });

  it('that fails while questions are asked is one warning, and words alone serve until it is back', async () => {
    const good = embedder();
    let down = true;
    const embedQuery = async (text: string) => {
      if (down) throw new Error('connection refused');
      return good.embeddings.embedQuery(text);
    };
    const warnings: string[] = [];
    const index = await buildSearchIndex(POLICY, {
      vocabulary: NO_VOCABULARY,
      embedder: { ...good, embeddings: { ...good.embeddings, embedQuery } },
      warn: (message) => warnings.push(message),
    });
    const words = await index.retrieve(question, { without: ['bridge', 'vectors'] });
    expect(await index.retrieve(question, options)).toEqual(words);
    expect(await index.retrieve(question, options)).toEqual(words);
    expect(warnings).toEqual([expect.stringMatching(/by words alone.*connection refused/)]);
    down = false;
    expect((await index.retrieve(question, options)).ranked[0]?.clause.label).toBe('3');
  });
});
