import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { createApp, type Kitei } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { reindex } from '../src/indexing/reindex.ts';
import { rollBack } from '../src/indexing/roll-back.ts';
import { folderWith, temporaryFolder, writeFiles } from './indexing/samples.ts';

const QUESTION = 'May visitors use the guest printer?';

/** A policy of which each revision names itself in every clause. */
function policy(revision: number): string {
  const rule = (what: string) => `Visitors must not use the guest ${what} in revision ${revision}.`;
  return `---\nid: guests\nversion: "${revision}"\nlanguage: en\n---\n\n## 1. Printer\n\n${rule('printer')}\n\n## 2. Scanner\n\n${rule('scanner')}\n`;
}

const stops: (() => void)[] = [];
afterAll(() => {
  for (const stop of stops) stop();
});

async function setUp() {
  const knowledgeDir = await folderWith({ 'guests.md': policy(0) });
  const dataDir = await temporaryFolder();
  const warnings: string[] = [];
  const config = readConfig({}, { knowledgeDir, dataDir });
  const app = await createApp(config, { warn: (message) => warnings.push(message) });
  const options = { knowledgeDir, dataDir };
  /** What another process would do. */
  const publish = async (revision: number) => {
    await writeFiles(knowledgeDir, { 'guests.md': policy(revision) });
    return (await reindex(options)).generation;
  };
  return { app, options, publish, warnings, knowledgeDir };
}

const follow = (app: Kitei) => stops.push(app.follow());
const quoted = async (app: Kitei) => {
  const { answer } = await app.ask({ text: QUESTION });
  return JSON.stringify(answer).match(/revision \d+/g) ?? [];
};

describe('an app that follows', () => {
  it('serves within two seconds what another process publishes and rolls back', async () => {
    const { app, options, publish } = await setUp();
    follow(app);
    const first = app.generation.id;
    const second = await publish(1);
    await expect.poll(() => app.generation.id, { timeout: 10_000 }).toBe(second);
    expect(new Set(await quoted(app))).toEqual(new Set(['revision 1']));
    expect(app.documents.map(({ version }) => version)).toEqual(['1']);
    expect(app.clauses.every(({ documentVersion }) => documentVersion === '1')).toBe(true);

    await rollBack({ ...options, by: 'an admin', reason: 'published too early' });
    await expect.poll(() => app.generation.id, { timeout: 10_000 }).toBe(first);
    expect(new Set(await quoted(app))).toEqual(new Set(['revision 0']));
  });

  it('takes up what was published before it followed, and nothing after it stopped', async () => {
    const { app, publish } = await setUp();
    const second = await publish(1);
    expect(app.generation.id).not.toBe(second);
    const stop = app.follow();
    await expect.poll(() => app.generation.id, { timeout: 10_000 }).toBe(second);
    stop();
    await publish(2);
    await sleep(1500);
    expect(app.generation.id).toBe(second);
  });

  it('goes on with the generation it has while the newer ones are damaged, and says so', async () => {
    const { app, options, publish, warnings } = await setUp();
    follow(app);
    const first = app.generation.id;
    // A review that never ends well keeps a generation from serving.
    const review = async () => [{ name: 'golden questions', outcome: 'failed', detail: '1 of 9' } as const];
    await writeFiles(options.knowledgeDir, { 'guests.md': policy(1) });
    await expect(reindex({ ...options, review })).rejects.toMatchObject({ code: 'publication.refused' });
    await sleep(1200);
    expect(app.generation.id).toBe(first);
    expect(warnings).toEqual([]);
    await publish(2);
    await expect.poll(() => app.generation.id, { timeout: 10_000 }).not.toBe(first);
  });

  it('answers 1,000 questions during 20 switches, each from exactly one generation', async () => {
    const { app, publish, warnings } = await setUp();
    follow(app);
    const revisionOf = new Map([[app.generation.id, 0]]);
    let isPublishing = true;
    const publishing = (async () => {
      for (let revision = 1; revision <= 20; revision++) {
        const id = await publish(revision);
        revisionOf.set(id, revision);
        // The next one waits until this one serves, so that there are twenty switches.
        await expect.poll(() => app.generation.id, { timeout: 20_000, interval: 5 }).toBe(id);
      }
      isPublishing = false;
    })();
    const answers: { readonly generation: string; readonly revisions: readonly string[] }[] = [];
    const asking = Array.from({ length: 50 }, async () => {
      for (let turn = 0; turn < 20 || isPublishing; turn++) {
        const { answer } = await app.ask({ text: QUESTION });
        const revisions = JSON.stringify(answer).match(/(?<=revision )\d+/g) ?? [];
        answers.push({ generation: answer.generation, revisions });
        await sleep(50);
      }
    });
    await Promise.all([publishing, ...asking]);

    expect(answers.length).toBeGreaterThanOrEqual(1000);
    expect(warnings).toEqual([]);
    for (const { generation, revisions } of answers) {
      expect(new Set(revisions)).toEqual(new Set([String(revisionOf.get(generation))]));
    }
    const seen = new Set(answers.map(({ generation }) => generation));
    expect(seen.size).toBeGreaterThan(15);
  }, 120_000);

  it('reloads its own changes at once', async () => {
    const { app, knowledgeDir } = await setUp();
    await writeFiles(knowledgeDir, { 'guests.md': policy(1) });
    const [one, other] = await Promise.all([app.reload(), app.reload()]);
    expect([one.outcome, other.outcome]).toEqual(['built', 'unchanged']);
    expect(app.generation.id).toBe(one.generation);
    expect(new Set(await quoted(app))).toEqual(new Set(['revision 1']));
  });
});
