import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { createApp } from '../src/app.ts';
import { bridgeSwitch } from '../src/bridge-switch.ts';
import { readConfig } from '../src/config.ts';
import { examine } from '../src/doctor.ts';
import type { SearchTableShelf } from '../src/domain/search-tables.ts';
import { openGeneration } from '../src/indexing/open-generation.ts';
import { reindex } from '../src/indexing/reindex.ts';
import type { OpenGeneration } from '../src/indexing/served-content.ts';
import { servedGeneration } from '../src/served-generation.ts';
import { postgresSearchTables } from '../src/storage/database/search-tables.ts';
import { folderWith, policyText, temporaryFolder, writeFiles } from './indexing/samples.ts';
import { emptyDatabase, withPostgres } from './storage/database/postgres-server.ts';
import { pglite } from './storage/database/search-tables.ts';

const SAMPLES = fileURLToPath(new URL('../knowledge', import.meta.url));
const server = await pglite();
afterAll(() => server.close());
const tables = postgresSearchTables(server);

const answering = (opened: OpenGeneration) => servedGeneration(opened, bridgeSwitch(true));
const questionsOf = (path: string) =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => (JSON.parse(line) as { question: string }).question);

/** The generation of a folder as memory and as tables hold it. */
async function both(knowledgeDir: string) {
  const place = { knowledgeDir, dataDir: await temporaryFolder() };
  const memory = await openGeneration(place);
  const inTables = await openGeneration({ ...place, tables });
  expect(inTables.generation).toEqual(memory.generation);
  return { place, memory, inTables };
}

describe('a generation that is searched in tables', () => {
  it('gives the answers of one in memory, word for word', async () => {
    const { memory, inTables } = await both(SAMPLES);
    const [one, other] = [answering(memory), answering(inTables)];
    const questions = [
      ...questionsOf(`${SAMPLES}/checks.jsonl`),
      'What is an information asset?',
      '機密性とは何ですか',
      '第26条には何が書いてありますか',
    ];
    for (const text of questions) {
      for (const request of [{ text }, { text, asOf: '2001-01-01' }, { text, groups: ['hr'] }]) {
        const [expected, got] = [await one.ask(request), await other.ask(request)];
        expect(got.answer, text).toEqual(expected.answer);
        expect(got.trace.retrieved, text).toEqual(expected.trace.retrieved);
      }
    }
  }, 120_000);

  it('has the clauses of one in memory, which are the same objects while somebody holds them', async () => {
    const { memory, inTables } = await both(SAMPLES);
    expect(inTables.documents.map(({ definitions, ...document }) => document)).toEqual(memory.documents);
    expect(inTables.clauses).toEqual(memory.clauses);
    const [document] = inTables.documents;
    const clauses = document?.clauses;
    for (const other of inTables.documents) void other.clauses;
    expect(document?.clauses).toBe(clauses);
  });

  it('keeps to groups, and to what is in force', async () => {
    const knowledgeDir = await folderWith({
      'policies/open.md': policyText({ id: 'open', version: '1' }, ['Staff may use the red printer.']),
      'policies/next.md': policyText({ id: 'open', version: '2', effectiveDate: '2090-01-01' }, [
        'Staff must not use the red printer.',
      ]),
      'policies/board.md': `---\nid: board\ntitle: Board\nversion: "1"\nlanguage: en\ngroups: [board]\n---\n\n## 1. Vault\n\nMembers may open the silver vault.\n`,
    });
    const { inTables } = await both(knowledgeDir);
    const { ask } = answering(inTables);
    const cited = async (text: string, more = {}) =>
      (await ask({ text, ...more })).answer.citations.map(
        ({ document, version }) => `${document} ${version}`,
      );
    expect(await cited('May I open the silver vault?')).toEqual([]);
    expect(await cited('May I open the silver vault?', { groups: ['board'] })).toEqual(['board 1']);
    expect(await cited('May I use the red printer?')).toEqual(['open 1']);
    expect(await cited('May I use the red printer?', { asOf: '2090-02-01' })).toEqual(['open 2']);
  });

  it('is published with its tables, and those of generations that are gone go', async () => {
    const rule = (day: string) => policyText({ id: 'a', version: '1' }, [`Staff may park on ${day}.`]);
    const knowledgeDir = await folderWith({ 'policies/a.md': rule('Mondays') });
    const place = { knowledgeDir, dataDir: await temporaryFolder(), tables, keep: 2 };
    const generations: string[] = [];
    for (const day of ['Mondays', 'Tuesdays', 'Fridays']) {
      await writeFiles(knowledgeDir, { 'policies/a.md': rule(day) });
      generations.push((await reindex(place)).generation);
      const { answer } = await answering(await openGeneration(place)).ask({ text: `May I park on ${day}?` });
      expect(answer.citations[0]?.quote).toContain(day);
    }
    const there = await Promise.all(generations.map(async (id) => (await tables.open(id)) !== null));
    expect(there).toEqual([false, true, true]);
  });

  it('is not published where its tables cannot be written', async () => {
    const knowledgeDir = await folderWith({
      'policies/a.md': policyText({ id: 'a', version: '1' }, ['Staff may sit.']),
    });
    const place = { knowledgeDir, dataDir: await temporaryFolder() };
    const { generation } = await openGeneration(place);
    await writeFiles(knowledgeDir, {
      'policies/a.md': policyText({ id: 'a', version: '1' }, ['Staff may stand.']),
    });
    const full: SearchTableShelf = {
      ...tables,
      write: () => Promise.reject(new Error('no space left')),
    };
    await expect(reindex({ ...place, tables: full })).rejects.toThrow('no space left');
    const serving = await openGeneration({ ...place, publishing: 'review' });
    expect(serving.generation.id).toBe(generation.id);
  });

  const evaluation = fileURLToPath(new URL('../../shared/eval/guideline', import.meta.url));
  it.skipIf(!existsSync(evaluation))(
    'gives the same answers on a set of the evaluation',
    async () => {
      const questions = readdirSync(evaluation).filter((name) => name.endsWith('.jsonl'));
      expect(questions.length).toBeGreaterThan(0);
      const { memory, inTables } = await both(SAMPLES);
      const [one, other] = [answering(memory), answering(inTables)];
      const all = questions.flatMap((name) => questionsOf(`${evaluation}/${name}`));
      for (const text of all.filter((_, at) => at % Math.ceil(all.length / 60) === 0))
        expect((await other.ask({ text })).answer, text).toEqual((await one.ask({ text })).answer);
    },
    120_000,
  );
});

withPostgres(() => {
  it('servers that search in the database answer from what one of them publishes; the doctor sees the tables', async () => {
    const url = await emptyDatabase();
    const start = async () => {
      const knowledgeDir = await folderWith({
        'policies/a.md': policyText({ id: 'a', version: '1' }, ['Staff may use the blue door.']),
      });
      const env = {
        DATABASE_URL: url,
        KITEI_INDEX: 'postgres',
        KITEI_SECRET: 'one secret, the same for all servers',
      };
      const config = readConfig(env, { knowledgeDir, dataDir: await temporaryFolder() });
      return { config, knowledgeDir, app: await createApp(config) };
    };
    const [a, b] = [await start(), await start()];
    const stop = b.app.follow();
    const quoted = async () =>
      (await b.app.ask({ text: 'May I use the blue door?' })).answer.citations[0]?.quote;
    expect(await quoted()).toContain('may use');
    await writeFiles(a.knowledgeDir, {
      'policies/a.md': policyText({ id: 'a', version: '1' }, ['Staff must not use the blue door.']),
    });
    await a.app.reload();
    await expect.poll(quoted, { timeout: 10_000 }).toContain('must not');
    stop();
    const findings = await examine(a.config, null);
    expect(findings.filter(({ check }) => check === 'index').map(({ code }) => code)).toEqual([
      'index.intact',
      'index.in_tables',
    ]);
  });
});
