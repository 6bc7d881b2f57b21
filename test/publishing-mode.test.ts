import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { startKnowledgeWatch } from '../adapters/knowledge-watch.ts';
import { createApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { reindex } from '../src/indexing/reindex.ts';
import { publish } from '../src/publish.ts';
import { createService } from '../src/service.ts';
import { aQuestion } from './assistant/small-service.ts';
import { folderWith, temporaryFolder, writeFiles } from './indexing/samples.ts';

const rules = (rule: string) => ({
  'rules.md': `# 庁舎管理規程\n\n第1条　職員は、来客用の駐車場を${rule}。\n`,
});
const [MAY, MUST_NOT] = [rules('利用することができる'), rules('利用してはならない')];
const QUESTION = '来客用の駐車場を利用してもいいですか';

async function setUp(env: Record<string, string>) {
  const knowledgeDir = await folderWith(MAY);
  const config = readConfig(env, { knowledgeDir, dataDir: await temporaryFolder() });
  const told: string[] = [];
  const service = await createService(config, { warn: (message) => told.push(message) });
  onTestFinished(() => service.close());
  const verdict = async () => (await service.kitei.ask({ text: QUESTION })).answer.verdict;
  const publishing = { config, stores: service.stores, by: 'admin', days: 30, rehearseOnly: false };
  return { config, knowledgeDir, service, told, verdict, publishing };
}
const eventually = (found: () => unknown) => expect.poll(found, { timeout: 30_000, interval: 100 });

it('serves a changed folder only once somebody has published it, where that takes a review', async () => {
  const { config, knowledgeDir, service, verdict, publishing } = await setUp({ KITEI_PUBLISH: 'review' });
  expect(await verdict()).toBe('allowed');
  await writeFiles(knowledgeDir, MUST_NOT);

  const warnings: string[] = [];
  const other = await createApp(config, { warn: (message) => warnings.push(message) });
  expect((await other.ask({ text: QUESTION })).answer.verdict).toBe('allowed');
  expect(warnings.join()).toContain('kitei publish');
  for (const attempt of [() => service.kitei.reload(), () => reindex({ ...config })])
    await expect(attempt()).rejects.toMatchObject({ code: 'publication.refused' });

  await publish({ ...publishing, acknowledged: true, override: null });
  const after = await createApp(config, { warn: (message) => warnings.push(message) });
  expect((await after.ask({ text: QUESTION })).answer.verdict).toBe('not_allowed');
  expect(warnings).toHaveLength(1);
});

it('watches the folder of a running server: publishes, tells those concerned, and names a file it cannot read', async () => {
  const { config, knowledgeDir, service, told, verdict } = await setUp({ KITEI_WATCH: 'on' });
  const stopFollowing = service.follow();
  const replyTo = { channel: 'slack', at: { channel: 'D1' } } as const;
  const askedAt = new Date().toISOString();
  await service.assistant.ask(aQuestion(QUESTION, { conversation: null, askedAt, replyTo }));
  const stop = startKnowledgeWatch(config, service.stores, (message) => told.push(message));
  await writeFiles(knowledgeDir, { ...MUST_NOT, 'scan.docx': 'no Word file' });
  await eventually(verdict).toBe('not_allowed');
  await eventually(() => told.join('\n')).toMatch(/scan\.docx[\s\S]*1 corrections wait/);
  await stop();
  stopFollowing();
});

it('keeps a change back that a golden question speaks against, and only tells where a review is due', async () => {
  for (const [env, said] of [
    [{ KITEI_WATCH: 'on' }, 'golden questions'],
    [{ KITEI_WATCH: 'on', KITEI_PUBLISH: 'review' }, 'kitei publish'],
  ] as const) {
    const { config, knowledgeDir, service, told, verdict } = await setUp(env);
    const check = { id: 'park', question: QUESTION, gold: ['第1条'], verdict: 'allowed' };
    await writeFiles(knowledgeDir, { 'checks.jsonl': `${JSON.stringify(check)}\n` });
    const stop = startKnowledgeWatch(config, service.stores, (message) => told.push(message));
    // The folder has been looked at once.
    await sleep(1_000);
    await writeFiles(knowledgeDir, MUST_NOT);
    await eventually(() => told.join('\n')).toContain(said);
    expect(await verdict()).toBe('allowed');
    await stop();
  }
});
