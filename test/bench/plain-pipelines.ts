import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MarkdownTextSplitter } from '@langchain/textsplitters';
import { create, insertMultiple, search } from '@orama/orama';
import MiniSearch from 'minisearch';

/** The best pieces of text for a question, best first. */
export type PlainSearch = (question: string) => Promise<readonly string[]>;

/**
 * The pipelines one would assemble from packages, by name: each reads the folder, cuts the texts and puts the pieces
 * into a full-text index that gives the first `shown` for a question.
 */
export const PLAIN_PIPELINES: Readonly<
  Record<string, (policies: string, shown: number) => Promise<PlainSearch>>
> = {
  'LangChain splitter + MiniSearch': async (policies, shown) => {
    const pieces = await cut(policies);
    const index = new MiniSearch<{ id: number; text: string }>({ fields: ['text'], tokenize: words });
    index.addAll(pieces.map((text, id) => ({ id, text })));
    return async (question) =>
      index
        .search(question)
        .slice(0, shown)
        .map(({ id }) => pieces[id] ?? '');
  },
  'LangChain splitter + Orama': async (policies, shown) => {
    const pieces = await cut(policies);
    const index = create({
      schema: { text: 'string' },
      components: { tokenizer: { language: 'english', normalizationCache: new Map(), tokenize: words } },
    });
    await insertMultiple(
      index,
      pieces.map((text) => ({ text })),
    );
    return async (question) => {
      const { hits } = await search(index, { term: question, limit: shown });
      return hits.map(({ document }) => document.text);
    };
  },
};

/** Common settings of tutorials; about the length of two or three clauses. */
async function cut(policies: string): Promise<string[]> {
  const splitter = new MarkdownTextSplitter({ chunkSize: 500, chunkOverlap: 50 });
  const files = readdirSync(policies).filter((name) => name.endsWith('.md'));
  const cuts = await Promise.all(
    files.map((name) => splitter.splitText(readFileSync(join(policies, name), 'utf8'))),
  );
  return cuts.flat();
}

const segmenter = new Intl.Segmenter('ja', { granularity: 'word' });

/** Words of Japanese and English text: the packages' own tokenisers know no Japanese. */
function words(text: string): string[] {
  return [...segmenter.segment(text.toLowerCase())]
    .filter(({ isWordLike }) => isWordLike)
    .map(({ segment }) => segment);
}
