import { expect, it } from 'vitest';
import { createApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { indexPlaceOf } from '../src/index-place.ts';
import { reindex } from '../src/indexing/reindex.ts';
import { rollBack } from '../src/indexing/roll-back.ts';
import { folderWith, temporaryFolder, writeFiles } from './indexing/samples.ts';
import { emptyDatabase, withPostgres } from './storage/database/postgres-server.ts';

const policy = (revision: number) =>
  `---\nid: guests\nversion: "${revision}"\nlanguage: en\n---\n\n## 1. Printer\n\nVisitors must not use the guest printer in revision ${revision}.\n`;

withPostgres(() => {
  /** A server with folders of its own. */
  async function server(databaseUrl: string, revision: number) {
    const knowledgeDir = await folderWith({ 'guests.md': policy(revision) });
    const dataDir = await temporaryFolder();
    const config = readConfig({ DATABASE_URL: databaseUrl }, { knowledgeDir, dataDir });
    const warnings: string[] = [];
    const app = await createApp(config, { warn: (message) => warnings.push(message) });
    const versions = () => app.documents.map(({ version }) => version).join();
    return { app, config, knowledgeDir, warnings, versions };
  }

  it('servers on one database serve what one of them publishes and rolls back', async () => {
    const url = await emptyDatabase();
    const a = await server(url, 0);
    const b = await server(url, 0);
    expect(b.app.generation).toEqual(a.app.generation);
    expect([...a.warnings, ...b.warnings]).toEqual([]);
    const stops = [a.app.follow(), b.app.follow()];

    await writeFiles(a.knowledgeDir, { 'guests.md': policy(1) });
    expect((await a.app.reload()).outcome).toBe('built');
    await expect.poll(() => b.versions(), { timeout: 10_000 }).toBe('1');
    expect((await b.app.ask({ text: 'May visitors use the guest printer?' })).answer.verdict).toBe(
      'not_allowed',
    );

    // A command on the other machine.
    await rollBack({ ...indexPlaceOf(b.config), by: 'an admin', reason: 'too early' });
    await expect.poll(() => [a.versions(), b.versions()], { timeout: 10_000 }).toEqual(['0', '0']);
    for (const stop of stops) stop();
  });

  it('a server that starts with other documents publishes nothing by itself, and says so', async () => {
    const url = await emptyDatabase();
    const a = await server(url, 1);
    const b = await server(url, 0);
    expect(b.versions()).toBe('1');
    expect(b.warnings).toEqual([expect.stringContaining('kitei reindex')]);
    expect((await reindex(indexPlaceOf(b.config))).outcome).toBe('built');
    const stop = a.app.follow();
    await expect.poll(() => a.versions(), { timeout: 10_000 }).toBe('0');
    stop();
  });

  it('of two that publish different documents at once, both end with one index and each is told what came of it', async () => {
    const url = await emptyDatabase();
    const servers = [await server(url, 0), await server(url, 0)];
    for (const [nth, { knowledgeDir }] of servers.entries())
      await writeFiles(knowledgeDir, { 'guests.md': policy(nth + 1) });
    const outcomes = await Promise.allSettled(servers.map(({ app }) => app.reload()));
    const receipts = outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value : null));
    // One after the other: the second had the first one's before it, and names that.
    const [first, second] = [...receipts].sort((x, y) =>
      (x?.generation ?? '') < (y?.generation ?? '') ? -1 : 1,
    );
    expect(second?.previous).toBe(first?.generation);
    const stops = servers.map(({ app }) => app.follow());
    await expect
      .poll(() => servers.map(({ app }) => app.generation.id), { timeout: 10_000 })
      .toEqual([second?.generation, second?.generation]);
    for (const stop of stops) stop();
  });
});
