import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MarkdownTextSplitter } from '@langchain/textsplitters';
import { create, insertMultiple, search } from '@orama/orama';
import MiniSearch from 'minisearch';

/** The pipeline one would assemble from packages: pieces of text in a full-text index. */
export interface PlainPipeline {
  /** The best pieces for a question, best first. */
  search(question: string): Promise<readonly string[]>;
  readonly pieces: number;
}

/** Builders by name; each reads the folder, cuts the texts and indexes the pieces. */
export const PLAIN_PIPELINES: Readonly<Record<string, (policies: string) => Promise<PlainPipeline>>> = {
  'LangChain splitter + MiniSearch': async (policies) => {
    const pieces = await cut(policies);
    const index = new MiniSearch<{ id: number; text: string }>({ fields: ['text'], tokenize: words });
    index.addAll(pieces.map((text, id) => ({ id, text })));
    return {
      pieces: pieces.length,
      search: async (question) =>
        index
          .search(question)
          .slice(0, SHOWN)
          .map(({ id }) => pieces[id] ?? ''),
    };
  },
  'LangChain splitter + Orama': async (policies) => {
    const pieces = await cut(policies);
    const index = create({
      schema: { text: 'string' },
      components: { tokenizer: { language: 'english', normalizationCache: new Map(), tokenize: words } },
    });
    await insertMultiple(
      index,
      pieces.map((text) => ({ text })),
    );
    return {
      pieces: pieces.length,
      search: async (question) => {
        const { hits } = await search(index, { term: question, limit: SHOWN });
        return hits.map(({ document }) => document.text);
      },
    };
  },
};

/** As many results as Kitei is judged by. */
const SHOWN = 3;

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
