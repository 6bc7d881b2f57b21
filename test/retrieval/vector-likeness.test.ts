import { describe, expect, it } from 'vitest';
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
    expect(seen).toHaveLength(POLICY.length);
    const revised = [...POLICY, clause('7', 'USBメモリを持ち出すときは届け出る。', { title: 'USBメモリ' })];
    await buildSearchIndex(revised, { vocabulary: NO_VOCABULARY, previous: index, embedder: embedder(seen) });
    expect(seen).toHaveLength(POLICY.length + 1);
    expect(seen.at(-1)).toBe('USBメモリ\nUSBメモリを持ち出すときは届け出る。');
  });

  it('finds its vectors again in the files, and only its own', async () => {
    const built = await buildSearchIndex(POLICY, { vocabulary: NO_VOCABULARY, embedder: embedder() });
    const loaded = await loadSearchIndex(built.files(), POLICY, NO_VOCABULARY, embedder());
    expect((await loaded.retrieve(question, options)).ranked[0]?.clause.label).toBe('3');
    const another = loadSearchIndex(built.files(), POLICY, NO_VOCABULARY, embedder([], 'another'));
    await expect(another).rejects.toMatchObject({ code: 'index.corrupt' });
  });

  it('must give vectors of finite numbers', async () => {
    const broken: Embedder = {
      ...embedder(),
      embeddings: { embedDocuments: async () => [[Number.NaN]], embedQuery: async () => [1] },
    };
    const built = buildSearchIndex(POLICY, { vocabulary: NO_VOCABULARY, embedder: broken });
    await expect(built).rejects.toMatchObject({ code: 'model.corrupt' });
  });
});
