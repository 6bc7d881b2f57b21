import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Config, readConfig } from '../src/config.ts';
import { generationHistory, rollBack } from '../src/indexing/roll-back.ts';
import { type PublishOptions, publish } from '../src/publish.ts';
import { createService, type Service } from '../src/service.ts';
import { aQuestion } from './assistant/small-service.ts';

let dir: string;
let config: Config;
let service: Service;

const PARKING = '職員は、来客用の駐車場を利用することができる。';
const write = (text: string) =>
  writeFileSync(
    join(dir, 'policies', 'rules.md'),
    `# 庁舎管理規程\n\n第1条 ${text}\n\n第2条 職員は、退庁するときは、窓を施錠しなければならない。\n`,
  );
const check = (id: string, question: string, verdict: string) =>
  `${JSON.stringify({ id, question, gold: ['第1条'], verdict })}\n`;

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'kitei-publish-'));
  mkdirSync(join(dir, 'policies'));
  write(PARKING);
  config = readConfig({}, { knowledgeDir: dir, dataDir: join(dir, '.kitei') });
  service = await createService(config);
});
afterEach(async () => {
  await service.close();
  rmSync(dir, { recursive: true });
});

const publishing = (options: Partial<PublishOptions> = {}) =>
  publish({
    config,
    stores: service.stores,
    by: 'admin',
    days: 30,
    rehearseOnly: false,
    acknowledged: false,
    override: null,
    ...options,
  });

async function ask(text: string, asker: string) {
  const { answer } = await service.assistant.ask(
    aQuestion(text, {
      asker,
      conversation: null,
      askedAt: new Date().toISOString(),
      replyTo: { channel: 'slack', at: { channel: `D-${asker}` } },
    }),
  );
  return answer.verdict;
}

describe('publishing a revision', () => {
  it('shows whom it surprises, waits for consent, and then tells them once', async () => {
    expect(await ask('来客用の駐車場を利用してもいいですか', 'a')).toBe('allowed');
    expect(await ask('来客用の駐車場を利用してもいいですか', 'b')).toBe('allowed');
    expect(await ask('退庁するとき窓の施錠は必要ですか', 'c')).toBe('required');
    write('職員は、来客用の駐車場を利用してはならない。');

    const { rehearsal, receipt: none } = await publishing({ rehearseOnly: true });
    expect(none).toBeNull();
    expect(rehearsal?.flips).toMatchObject([
      { people: 2, aspects: ['verdict'], before: { verdict: 'allowed' }, after: { verdict: 'not_allowed' } },
    ]);
    const serving = service.kitei.generation.id;
    await expect(publishing()).rejects.toMatchObject({ code: 'publication.refused' });
    expect((await generationHistory({ knowledgeDir: dir, dataDir: config.dataDir }))[0]).toMatchObject({
      generation: { id: serving },
      state: 'serving',
    });

    const { receipt, corrections } = await publishing({ acknowledged: true });
    expect(receipt?.outcome).toBe('built');
    expect(corrections).toEqual({ queued: 2, unreachable: 0 });
    const notices = await service.stores.outbox.take('slack', 10, 1_000);
    expect(notices.map(({ to, content }) => [to.at.channel, content.kind]).sort()).toEqual([
      ['D-a', 'correction'],
      ['D-b', 'correction'],
    ]);
    expect((await publishing()).receipt?.outcome).toBe('unchanged');

    const [latest] = await generationHistory({ knowledgeDir: dir, dataDir: config.dataDir });
    expect(latest?.receipt).toMatchObject({
      by: 'admin',
      previous: serving,
      checks: [
        { name: 'golden questions', outcome: 'passed' },
        { name: 'rehearsal', outcome: 'passed', detail: expect.stringContaining('acknowledged') },
      ],
    });
  });

  it('tells the rest of them after an interruption between the switch and the outbox, nobody twice', async () => {
    for (const asker of ['a', 'b', 'c']) await ask('来客用の駐車場を利用してもいいですか', asker);
    write('職員は、来客用の駐車場を利用してはならない。');
    const before = service.kitei.generation.id;
    const { outbox } = service.stores;
    let puts = 0;
    const dying: typeof outbox = {
      ...outbox,
      put: (notice) => {
        puts += 1;
        if (puts > 1) throw new Error('killed');
        return outbox.put(notice);
      },
    };
    await expect(
      publishing({ acknowledged: true, stores: { ...service.stores, outbox: dying } }),
    ).rejects.toThrow('killed');
    const again = await createService(config);
    try {
      expect(again.kitei.generation.id).not.toBe(before);
      const notices = await again.stores.outbox.take('slack', 10, 1_000);
      expect(notices.map(({ to }) => to.at.channel).sort()).toEqual(['D-a', 'D-b', 'D-c']);
      expect(await publishing()).toMatchObject({
        receipt: { outcome: 'unchanged' },
        corrections: { queued: 0 },
      });
    } finally {
      await again.close();
    }
  });

  it('tells nobody of a generation that never came to serve', async () => {
    await ask('来客用の駐車場を利用してもいいですか', 'a');
    write('職員は、来客用の駐車場を利用してはならない。');
    const beforeServing = () => Promise.reject(new Error('killed'));
    await expect(publishing({ acknowledged: true, beforeServing })).rejects.toThrow('killed');
    const { state, outbox } = service.stores;
    expect(await state.keys('pending corrections')).toHaveLength(1);
    // The folder as it is now comes to serve in another generation, which nobody rehearsed.
    await (await createService(config)).close();
    expect(await state.keys('pending corrections')).toEqual([]);
    expect(await outbox.counts()).toEqual({ waiting: 0, undeliverable: 0 });
  });

  it('stops at a golden question that newly fails, unless somebody says why', async () => {
    writeFileSync(
      join(dir, 'checks.jsonl'),
      check('park', '来客用の駐車場を利用してもいいですか', 'allowed') +
        check('wrong-before', '来客用の駐車場を利用できますか', 'not_allowed'),
    );
    write('職員は、来客用の駐車場を利用してはならない。');
    await expect(publishing({ acknowledged: true })).rejects.toThrow(/park/);
    const { rehearsal, receipt } = await publishing({
      acknowledged: true,
      override: 'the rule was reversed',
    });
    expect(rehearsal?.failed.map(({ id }) => id)).toEqual(['park']);
    expect(receipt?.outcome).toBe('built');
    const [latest] = await generationHistory({ knowledgeDir: dir, dataDir: config.dataDir });
    expect(latest?.receipt?.checks[0]).toEqual({
      name: 'golden questions',
      outcome: 'overridden',
      detail: 'the rule was reversed',
    });
  });

  it('suspends approved answers that rest on a changed clause, and leaves the others', async () => {
    const { approved } = service.stores;
    const approve = async (id: string, label: string) => {
      const clause = service.kitei.clauses.find((other) => other.label === label);
      if (clause === undefined) throw new Error(label);
      const pins = [{ clauseId: clause.id, contentHash: clause.contentHash, start: 0, end: 4 }];
      const words = { question: id, key: id, language: 'ja', verdict: 'allowed', text: id } as const;
      const createdAt = '2026-04-01T00:00:00.000Z';
      await approved.propose({ id, recordId: null, ...words, pins, createdAt, by: 'trainer' });
      await approved.decide(id, 'approved', 'trainer');
    };
    await approve('parking', '第1条');
    await approve('windows', '第2条');
    write('職員は、来客用の駐車場を利用してはならない。');
    expect((await publishing({ acknowledged: true })).suspended).toBe(1);
    expect((await approved.list('suspended')).map(({ id, by }) => [id, by])).toEqual([['parking', 'kitei']]);
    expect((await approved.list('approved')).map(({ id }) => id)).toEqual(['windows']);
  });

  it('is taken back by one switch', async () => {
    const before = service.kitei.generation.id;
    write('職員は、来客用の駐車場を利用してはならない。');
    const { receipt } = await publishing({ acknowledged: true });
    const options = { knowledgeDir: dir, dataDir: config.dataDir, by: 'admin', reason: 'a mistake' };
    expect(await rollBack(options)).toMatchObject({ generation: receipt?.generation, instead: before });
    const again = await createService(config);
    expect(again.kitei.generation.id).toBe(before);
    await again.close();
  });

  it('refuses a broken list of golden questions rather than publish without them', async () => {
    writeFileSync(join(dir, 'checks.jsonl'), '{"id": 1');
    write('職員は、来客用の駐車場を利用してはならない。');
    await expect(publishing({ acknowledged: true })).rejects.toMatchObject({ code: 'evaluation.invalid' });
  });
});
