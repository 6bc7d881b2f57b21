import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readConfig } from '../src/config.ts';
import { groupsOf } from '../src/domain/access.ts';
import { openGroups } from '../src/known-groups.ts';
import { createService } from '../src/service.ts';
import { aQuestion } from './assistant/small-service.ts';
import { folderWith, temporaryFolder, writeFiles } from './indexing/samples.ts';

const listing = (...members: string[]) => `groups:\n  - { id: board, members: ${JSON.stringify(members)} }\n`;
const eventually = (found: () => unknown) => expect.poll(found, { timeout: 20_000, interval: 100 });

it('takes up changes of groups.yaml, and keeps what was known while it is broken', async () => {
  const dir = await folderWith({ 'groups.yaml': listing('slack:T1:U1') });
  const warnings: string[] = [];
  const groups = await openGroups(dir, (message) => warnings.push(message));
  const of = (person: string) => groupsOf(person, groups.current()).join();
  const stop = groups.follow();
  await writeFiles(dir, { 'groups.yaml': listing('slack:T1:U2') });
  await eventually(() => [of('slack:T1:U1'), of('slack:T1:U2')]).toEqual(['', 'board']);

  await writeFiles(dir, { 'groups.yaml': 'groups: [' });
  await eventually(() => warnings.length).toBeGreaterThan(0);
  expect(warnings[0]).toContain('groups.yaml');
  expect(of('slack:T1:U2')).toBe('board');
  await expect(groups.reread()).rejects.toMatchObject({ code: 'knowledge.invalid' });

  await rm(join(dir, 'groups.yaml'));
  await eventually(() => of('slack:T1:U2')).toBe('');
  expect(warnings).toHaveLength(1);
  stop();
});

it('lets a person in, and out again, without a restart and without a reindexing', async () => {
  const knowledgeDir = await folderWith({
    'board.md':
      '---\nid: board\ngroups: [board]\n---\n\n# 理事会規程\n\n第1条　理事は、議事録を複写することができる。\n',
    'all.md': '# 庁舎規程\n\n第1条　職員は、退庁するときは、窓を施錠しなければならない。\n',
    'groups.yaml': listing(),
  });
  const service = await createService(readConfig({}, { knowledgeDir, dataDir: await temporaryFolder() }));
  const stop = service.follow();
  const cited = async () => {
    const { answer } = await service.assistant.ask(
      aQuestion('理事は議事録を複写してもいいですか', {
        conversation: null,
        asker: 'slack:T1:U5',
        confidential: true,
      }),
    );
    return [...answer.citations, ...answer.related].some(({ document }) => document === 'board');
  };
  expect(await cited()).toBe(false);
  const { id } = service.kitei.generation;
  await writeFiles(knowledgeDir, { 'groups.yaml': listing('slack:T1:U5') });
  await eventually(cited).toBe(true);
  await writeFiles(knowledgeDir, { 'groups.yaml': listing() });
  await eventually(cited).toBe(false);
  expect(service.kitei.generation.id).toBe(id);
  stop();
  await service.close();
});
