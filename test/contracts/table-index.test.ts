import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import type { SearchTableShelf } from '../../src/domain/search-tables.ts';
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

const inProcess = await pglite();
afterAll(() => inProcess.close());
suite('PGlite', async () => postgresSearchTables(inProcess));
if (SERVER === undefined) it.skip('PostgreSQL: no server at hand (TEST_DATABASE_URL names none)', () => {});
else suite('PostgreSQL', async () => postgresSearchTables(openSqlServer(await emptyDatabase())));

function suite(name: string, openShelf: () => Promise<SearchTableShelf>): void {
  const shelf = openShelf();
  let generation = 0;
  /** An index of documents in memory and in tables. */
  async function both(documents: typeof small) {
    const clauses = documents.flatMap((document) => document.clauses);
    const memory: SearchIndex = await buildSearchIndex(clauses, { vocabulary });
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
      embedder: null,
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
  });
}
