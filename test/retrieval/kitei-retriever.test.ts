import { describe, expect, it } from 'vitest';
import type { ClauseIndex } from '../../src/domain/retrieval.ts';
import { KiteiRetriever } from '../../src/retrieval/kitei-retriever.ts';
import { buildSearchIndex } from '../../src/retrieval/search-index.ts';
import { NO_VOCABULARY, POLICY } from './small-policy.ts';

describe('KiteiRetriever', () => {
  it('hands clauses to LangChain word for word, best first', async () => {
    const index = await buildSearchIndex(POLICY, { vocabulary: NO_VOCABULARY });
    const retriever = new KiteiRetriever({ index, options: { limit: 2 } });
    const documents = await retriever.invoke('パスワードを教える');
    const { ranked } = await index.retrieve('パスワードを教える', { limit: 2 });
    expect(documents.map((document) => document.pageContent)).toEqual(
      ranked.map(({ clause }) => clause.text),
    );
    expect(documents[0]?.metadata).toMatchObject({
      id: 'rules/1/5',
      label: '5',
      title: 'パスワードの管理',
      document: 'rules',
      version: '1',
      score: ranked[0]?.score,
    });
  });

  it('works over any clause index', async () => {
    const none: ClauseIndex = {
      retrieve: async () => ({ language: 'ja', terms: [], ranked: [], byEvidence: [], numbered: [] }),
    };
    expect(await new KiteiRetriever({ index: none }).invoke('何か')).toEqual([]);
  });
});
