import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import type { Clause } from '../../src/domain/policy.ts';
import type { SearchTableShelf } from '../../src/domain/search-tables.ts';
import type { Embedder } from '../../src/models/embedder.ts';
import { readPolicyFolder } from '../../src/policy/read-folder.ts';
import { encodeTables } from '../../src/retrieval/index-tables.ts';
import { buildSearchIndex, type SearchIndex } from '../../src/retrieval/search-index.ts';
import { TableIndex } from '../../src/retrieval/table-index.ts';
import { postgresSearchTables } from '../../src/storage/database/search-tables.ts';
import { openSqlServer } from '../../src/storage/database/sql-server.ts';
import { emptyDatabase, SERVER } from '../storage/database/postgres-server.ts';
import { pglite } from '../storage/database/search-tables.ts';
import { clauseIndexContract } from './clause-index.ts';

const vocabulary = { entries: [{ say: ['PC', 'パソコン'], policy: ['端末'] }], blocked: [] };
const read = async (path: string) =>
  (await readPolicyFolder(fileURLToPath(new URL(path, import.meta.url)))).documents;
const small = await read('policies');
const samples = await read('../../knowledge/policies');

/** How often letters of 64 kinds stand in a text: no model, but as good as one to search by. */
const lettersEmbedder: Embedder = {
  id: 'letters',
  weight: { ja: 1, en: 1 },
  embeddings: {
    embedDocuments: async (texts) => texts.map(lettersOf),
    embedQuery: async (text) => lettersOf(text),
  },
};

const inProcess = await pglite();
afterAll(() => inProcess.close());
await suite('PGlite', async () => postgresSearchTables(inProcess));
if (SERVER === undefined) it.skip('PostgreSQL: no server at hand (TEST_DATABASE_URL names none)', () => {});
else await suite('PostgreSQL', async () => postgresSearchTables(openSqlServer(await emptyDatabase())));

async function suite(name: string, openShelf: () => Promise<SearchTableShelf>): Promise<void> {
  const shelf = openShelf();
  const hasVectors = await (await shelf).canHoldVectors();
  let generation = 0;
  /** An index of documents in memory and in tables. */
  async function both(documents: typeof small, embedder: Embedder | null = null) {
    const clauses = documents.flatMap((document) => document.clauses);
    const memory: SearchIndex = await buildSearchIndex(clauses, {
      vocabulary,
      ...(embedder !== null && { embedder }),
    });
    const id = `g${++generation}`;
    await (await shelf).write(
      id,
      encodeTables(clauses, memory.tokens, await memory.invert(), memory.vectors),
    );
    const tables = await (await shelf).open(id);
    if (tables === null) throw new Error('no tables');
    const clauseCounts = documents.map((document) => document.clauses.length);
    const options = {
      tables,
      documents,
      clauseCounts,
      supplements: memory.files(),
      vocabulary,
      embedder,
    };
    return { memory, tables: await TableIndex.open(options) };
  }

  clauseIndexContract(
    `the index in tables of ${name}`,
    small.flatMap((document) => document.clauses),
    async () => (await both(small)).tables,
  );

  describe(`the index in tables of ${name}`, () => {
    it('finds what the index in memory finds, score by score, evidence by evidence', async () => {
      const { memory, tables } = await both(samples);
      const [first] = samples;
      const narrowed = [
        {},
        { without: ['bridge', 'synonyms'] },
        { limit: 200 },
        { documents: [first?.id ?? ''] },
        { clauses: ({ documentId }: { documentId: string }) => documentId !== first?.id },
      ];
      const questions = [
        ...samples
          .flatMap(({ clauses }) => clauses.filter((_, at) => at % 12 === 0))
          .map(({ text }) => text.slice(0, 60)),
        'パソコンを家に持って帰ってもいい？',
        'May I use a USB memory stick?',
        '第3条には何が書いてありますか',
        'what does section 4.2 of the policy say',
        'じょうほうしさんの持出し',
        'passwrod',
        '',
      ];
      expect(questions.length).toBeGreaterThan(20);
      for (const question of questions) {
        for (const options of narrowed)
          expect(await tables.retrieve(question, options), question).toEqual(
            await memory.retrieve(question, options),
          );
      }
    });

    it.skipIf(!hasVectors)(
      'by vectors finds what exact search in memory finds: at least nine of ten among the first ten',
      async () => {
        const { memory, tables } = await both(samples, lettersEmbedder);
        const clauses = samples.flatMap((document) => document.clauses);
        let [found, wanted] = [0, 0];
        for (const { text } of clauses.filter((_, at) => at % 10 === 0)) {
          const options = { limit: 10, without: ['bridge'] };
          const ids = (ranked: readonly { readonly clause: Clause }[]) =>
            ranked.map(({ clause }) => clause.id);
          const [exact, got] = [await memory.retrieve(text, options), await tables.retrieve(text, options)];
          expect(got.byEvidence).toEqual(exact.byEvidence);
          expect(Object.keys(got.ranked[0]?.channels ?? {})).toContain('vectors');
          const known = new Set(ids(exact.ranked));
          wanted += known.size;
          found += ids(got.ranked).filter((id) => known.has(id)).length;
        }
        expect(wanted).toBeGreaterThan(300);
        expect(found / wanted).toBeGreaterThanOrEqual(0.9);
      },
    );
  });
}

function lettersOf(text: string): number[] {
  const counts = new Array<number>(64).fill(0.01);
  for (const letter of text) {
    const kind = (letter.codePointAt(0) as number) % 64;
    counts[kind] = (counts[kind] as number) + 1;
  }
  return counts;
}
