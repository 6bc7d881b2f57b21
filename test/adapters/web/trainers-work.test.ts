import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPublishingJobs } from '../../../adapters/web/admin/publishing-job.ts';
import { clauseHeat } from '../../../adapters/web/training/clause-heat.ts';
import { workWords } from '../../../adapters/web/training/work-words.ts';
import { applyDraft } from '../../../src/drafts/carry-over.ts';
import { type DraftStore, openDraftStore } from '../../../src/drafts/draft-store.ts';
import { databaseDraftChanges } from '../../../src/storage/database/database-draft-changes.ts';
import { type Database, openDatabase } from '../../../src/storage/database/open-database.ts';
import { askedBy, RULES, reviewed, TAKE_OUT, thumbsDown, USB } from '../../training/records.ts';
import { memoryChannelState } from '../memory-channel-stores.ts';
import { RECEIPT } from '../scripted-assistant.ts';
import { anAdmin } from './an-admin.ts';
import { deskApp } from './desk-app.ts';

const MISSED = 'メモリースティックを挿していいの';
const silent = { verdict: 'not_stated', clauses: [], retrieved: [], question: MISSED } as const;
const RECORDS = [
  ...askedBy(['g', 'h', 'i'], silent).map((record) =>
    reviewed(record, { finding: 'should_have_answered', expectedClauses: [USB.id] }),
  ),
  ...askedBy(['a', 'b', 'c'], { question: '端末を持ち帰ってもいいですか' }),
];

let dir: string;
let database: Database;
let draft: DraftStore;
let jobs: ReturnType<typeof createPublishingJobs>;
let desk: Awaited<ReturnType<typeof deskApp>>;
let trainer: Awaited<ReturnType<typeof desk.visitor>>;

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'kitei-work-'));
  mkdirSync(join(dir, 'knowledge', 'policies'), { recursive: true });
  writeFileSync(join(dir, 'knowledge', 'vocabulary.yaml'), '# 当庁の言葉\nentries: []\n');
  database = await openDatabase(':memory:');
  draft = openDraftStore(join(dir, 'knowledge'), databaseDraftChanges(database));
  jobs = createPublishingJobs(
    memoryChannelState(),
    async ({ rehearseOnly, onRehearsed }) => {
      const rehearsal = { questions: 9, flips: [], failed: [] };
      onRehearsed?.(rehearsal);
      const corrections = { queued: 0, unreachable: 0 };
      if (rehearseOnly) return { rehearsal, receipt: null, corrections, suspended: 0 };
      await applyDraft(draft);
      await draft.discard();
      return { rehearsal, receipt: RECEIPT, corrections, suspended: 0 };
    },
    { now: () => new Date(), warn: () => {} },
  );
  const knowledge = {
    draft,
    jobs,
    history: async () => [],
    rollBack: () => Promise.reject(new Error('not here')),
  };
  desk = await deskApp({ documents: [RULES], admin: { ...anAdmin(), knowledge } });
  await desk.keep(RECORDS);
  trainer = await desk.visitor(['trainer']);
});
afterEach(async () => {
  await jobs.idle();
  await desk.close();
  await database.close();
  rmSync(dir, { recursive: true });
});

const text = async (path: string) => (await trainer.get(path)).text();
const vocabulary = () => readFileSync(join(dir, 'knowledge', 'vocabulary.yaml'), 'utf8');
async function gapAddress(): Promise<string> {
  const page = await text('/training/gaps');
  return new RegExp(`href="([^"]+)">${MISSED}`).exec(page)?.[1] ?? '';
}

describe('words that a gap proposes', () => {
  it('go into the draft with one click, are rehearsed, and published', async () => {
    const gap = await gapAddress();
    expect(await text(gap)).toContain('この語彙を下書きに入れて予行する');
    expect((await trainer.post(`${gap}/vocabulary`)).headers.get('location')).toBe('/training/vocabulary');
    await jobs.idle();
    const page = await text('/training/vocabulary');
    expect(page).toContain('9 問のうち 0 問で回答が変わります');
    expect(vocabulary()).toBe('# 当庁の言葉\nentries: []\n');
    const shown = /name="draft" value="([^"]+)"/.exec(page)?.[1] ?? '';
    await trainer.post('/training/vocabulary/publish', { draft: shown });
    await jobs.idle();
    expect(vocabulary()).toContain('# 当庁の言葉');
    expect(vocabulary()).toMatch(/メモリースティック[\s\S]*記録媒体/);
    const actions = (await desk.log.auditTrail(20)).map(({ action }) => action);
    expect(actions).toEqual(expect.arrayContaining(['vocabulary.propose', 'draft.publish']));
  });

  it('can be given up, documents of the draft cannot', async () => {
    const gap = await gapAddress();
    await draft.put('policies/a.md', Buffer.from('x'), { by: 'admin', at: '' });
    await trainer.post(`${gap}/vocabulary`);
    await jobs.idle();
    await trainer.post('/training/vocabulary/discard', { change: 'policies/a.md' });
    await trainer.post('/training/vocabulary/discard', { change: 'vocabulary.yaml' });
    expect((await draft.list()).map(({ path }) => path)).toEqual(['policies/a.md']);
  });

  it('are published by administrators where the draft holds documents, too', async () => {
    const gap = await gapAddress();
    await draft.put('policies/a.md', Buffer.from('x'), { by: 'admin', at: '' });
    await trainer.post(`${gap}/vocabulary`);
    await jobs.idle();
    const page = await text('/training/vocabulary');
    expect(page).toContain('管理の役割が行います');
    expect(page).not.toContain('/training/vocabulary/publish');
    expect((await trainer.post('/training/vocabulary/publish', { draft: 'x' })).status).toBe(409);
    expect(readdirSync(join(dir, 'knowledge', 'policies'))).toEqual([]);
  });
});

describe('a gap', () => {
  it('keeps notes, without names', async () => {
    const gap = await gapAddress();
    await trainer.post(`${gap}/notes`, { text: '花子が次の研修で扱う' });
    const page = await text(gap);
    expect(page).toContain('[氏名]が次の研修で扱う');
    expect(page).toContain('訓子 &lt;web:t&gt;');
  });

  it('is closed, reopened, and comes back by itself when it is asked about again', async () => {
    const gap = await gapAddress();
    await trainer.post(`${gap}/close`, { closed: 'yes' });
    expect(await text('/training/gaps')).toContain('対応済み（1）');
    await trainer.post(`${gap}/close`, { closed: 'no' });
    expect(await text('/training/gaps')).not.toContain('対応済み（');
    const id = gap.split('/').at(-1)?.split('?')[0] ?? '';
    await desk.notes.close(id, { at: '2026-06-01T00:00:00.000Z', by: '訓子' });
    expect(await text('/training/gaps')).not.toContain('対応済み（');
    expect(await text(gap)).toContain('その後、また質問されています');
  });
});

describe('the review queue', () => {
  beforeEach(async () => {
    const [minded] = askedBy(['z'], { question: '役に立たなかった質問' }, '2026-01-10T00:00:00.000Z');
    if (minded === undefined) throw new Error('no record');
    await desk.keep([thumbsDown(minded, 'unclear')]);
  });

  it('shows what somebody minded first, judges it with one button, and goes on', async () => {
    const page = await text('/training/review');
    expect(page).toContain('役に立たなかった質問');
    expect(page).toContain('<kbd>1</kbd>');
    expect(page).toContain('/assets/review-keys.js');
    const action = /action="(\/training\/questions\/[^"]+\/review)"/.exec(page)?.[1] ?? '';
    const answer = await trainer.post(action, { finding: 'correct', next: 'queue' });
    expect(answer.headers.get('location')).toBe('/training/review?saved=1');
    const next = await text('/training/review?saved=1');
    expect(next).not.toContain('役に立たなかった質問');
    expect(next).toContain('記録しました');
  });

  it('lets one be left for later', async () => {
    const page = await text('/training/review');
    const skip = /href="([^"]+)" data-key="n"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const next = await text(skip);
    expect(next).toContain('端末を持ち帰ってもいいですか');
    expect(next).not.toContain('役に立たなかった質問');
  });

  it('says that nothing waits', async () => {
    const empty = await deskApp();
    const page = await (await (await empty.visitor(['trainer'])).get('/training/review')).text();
    expect(page).toContain('確認を待つ回答はありません');
    await empty.close();
  });
});

describe('clauses coloured by questions', () => {
  it('have the number as text, for trainers only, and the look is put down', async () => {
    const address = `/policies/${RULES.id}/${RULES.version}`;
    expect(await text(address)).toContain('?heat"');
    const page = await text(`${address}?heat`);
    expect(page).toMatch(new RegExp(`id="${TAKE_OUT.label}" class="clause[^"]*heat4"`));
    expect(page).toContain('質問 3');
    expect(page).toContain('最も多い');
    expect((await desk.log.auditTrail(1))[0]).toMatchObject({ action: 'coverage' });
    const staff = await desk.visitor(['staff']);
    const plain = await (await staff.get(`${address}?heat`)).text();
    expect(plain).not.toContain('heat');
  });

  it('are as hot as their share of the most asked', () => {
    const asked = (label: string, times: number) => ({ documentId: 'd', label, asked: times, withheld: 0 });
    const heat = clauseHeat(
      [asked('1', 100), asked('2', 25), asked('3', 1), asked('4', 0)],
      'd',
      workWords('ja'),
    );
    expect(['1', '2', '3', '4', '5'].map(heat.level)).toEqual(['heat4', 'heat2', 'heat1', 'heat0', 'heat0']);
    expect(heat.note('4')).toBe('');
  });
});
