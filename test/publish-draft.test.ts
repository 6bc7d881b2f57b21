import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Config, readConfig } from '../src/config.ts';
import type { Rehearsal } from '../src/domain/rehearsal.ts';
import { type DraftStore, openDraftStore } from '../src/drafts/draft-store.ts';
import type { PublishOptions } from '../src/publish.ts';
import { publishDraft } from '../src/publish-draft.ts';
import { createService, type Service } from '../src/service.ts';
import { aQuestion } from './assistant/small-service.ts';

const WHO = { by: 'admin', at: '2026-04-01T00:00:00.000Z' };
const QUESTION = '来客用の駐車場を利用してもいいですか';
const rules = (text: string) =>
  `# 庁舎管理規程\n\n第1条 ${text}\n\n第2条 職員は、退庁するときは、窓を施錠しなければならない。\n`;
const OLD = rules('職員は、来客用の駐車場を利用することができる。');
const NEW = rules('職員は、来客用の駐車場を利用してはならない。');

let dir: string;
let config: Config;
let service: Service;
let draft: DraftStore;
const file = () => readFileSync(join(dir, 'policies', 'rules.md'), 'utf8');

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'kitei-publish-draft-'));
  mkdirSync(join(dir, 'policies'));
  writeFileSync(join(dir, 'policies', 'rules.md'), OLD);
  config = readConfig({}, { knowledgeDir: dir, dataDir: join(dir, '.kitei') });
  service = await createService(config);
  draft = openDraftStore(config.knowledgeDir, service.stores.drafts);
  await service.assistant.ask(aQuestion(QUESTION, { conversation: null, askedAt: new Date().toISOString() }));
  await draft.put('policies/rules.md', Buffer.from(NEW), WHO);
});
afterEach(async () => {
  await service.close();
  rmSync(dir, { recursive: true });
});

const publishing = (options: Partial<PublishOptions> = {}) =>
  publishDraft(draft, {
    config,
    stores: service.stores,
    by: 'admin',
    days: 30,
    rehearseOnly: false,
    acknowledged: false,
    override: null,
    ...options,
  });
const verdict = async () => (await service.kitei.ask({ text: QUESTION })).answer.verdict;

describe('a draft', () => {
  it('is rehearsed without anybody being served it, and then published', async () => {
    const { rehearsal } = await publishing({ rehearseOnly: true });
    expect(rehearsal?.flips).toMatchObject([
      { before: { verdict: 'allowed' }, after: { verdict: 'not_allowed' } },
    ]);
    await expect(publishing()).rejects.toMatchObject({ code: 'publication.refused' });
    await service.kitei.reload();
    expect([await verdict(), file()]).toEqual(['allowed', OLD]);

    const seen: Rehearsal[] = [];
    const acknowledged = (found: Rehearsal) => {
      seen.push(found);
      return found.flips.length === 1;
    };
    const { receipt } = await publishing({ acknowledged });
    expect(seen).toHaveLength(1);
    expect(receipt).toMatchObject({ outcome: 'built' });
    expect(file()).toBe(NEW);
    expect(await draft.list()).toEqual([]);
    // The folder is what the index was built from: nothing is left to do.
    expect(await service.kitei.reload()).toMatchObject({
      outcome: 'unchanged',
      generation: receipt?.generation,
    });
    expect(await verdict()).toBe('not_allowed');
  });

  it('stays, and the folder is put back, where it cannot be published', async () => {
    await draft.put('policies/zz.md', Buffer.from(NEW), WHO);
    await expect(
      publishing({
        acknowledged: true,
        onProgress: ({ stage }) => {
          if (stage === 'writing') throw new Error('no room');
        },
      }),
    ).rejects.toThrow('no room');
    expect(file()).toBe(OLD);
    expect(await draft.list()).toHaveLength(2);
    expect(await verdict()).toBe('allowed');
  });

  it('is not published over what somebody changed in the folder', async () => {
    writeFileSync(join(dir, 'policies', 'rules.md'), `${OLD}\n第3条 職員は、記録を付ける。\n`);
    await expect(publishing({ acknowledged: true })).rejects.toMatchObject({ code: 'publication.refused' });
    expect(file()).toContain('第3条');
    expect(await verdict()).toBe('allowed');
  });

  it('of nothing that is indexed is carried over all the same', async () => {
    await draft.discard();
    await draft.put('groups.yaml', Buffer.from('groups: []\n'), WHO);
    expect((await publishing()).receipt).toMatchObject({ outcome: 'unchanged' });
    expect(readFileSync(join(dir, 'groups.yaml'), 'utf8')).toBe('groups: []\n');
    expect(await draft.list()).toEqual([]);
  });
});
