import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AdminParts } from '../../../adapters/web/admin/admin-parts.ts';
import { createPublishingJobs } from '../../../adapters/web/admin/publishing-job.ts';
import type { PastGeneration } from '../../../src/domain/generation.ts';
import type { Flip, Rehearsal } from '../../../src/domain/rehearsal.ts';
import { openDraftStore } from '../../../src/drafts/draft-store.ts';
import { KiteiError } from '../../../src/errors.ts';
import { readDocument } from '../../../src/policy/read-document.ts';
import { databaseDraftChanges } from '../../../src/storage/database/database-draft-changes.ts';
import { type Database, openDatabase } from '../../../src/storage/database/open-database.ts';
import { memoryChannelState } from '../memory-channel-stores.ts';
import { anAnswer, RECEIPT } from '../scripted-assistant.ts';
import { anAdmin } from './an-admin.ts';
import { deskApp } from './desk-app.ts';

const FRONT = '---\nid: rules\nversion: "1"\neffectiveDate: 2020-04-01\nowner: 総務\n---\n';
const OLD = `${FRONT}# 端末規程\n\n第1条 端末を持ち出すことができる。\n`;
const NEW = `${FRONT.replace('"1"', '"2"')}# 端末規程\n\n第1条 端末を持ち出してはならない。\n\n第2条 第9条の記録を残さなければならない。\n`;
const FLIP: Flip = {
  question: '端末を持ち出せますか',
  source: 'log',
  aspects: ['verdict'],
  before: anAnswer({ verdict: 'allowed', text: '持ち出せます。' }),
  after: anAnswer({ verdict: 'not_allowed', text: '持ち出せません。' }),
  ids: ['r1', 'r2'],
  people: 2,
};

let dir: string;
let database: Database;
let desk: Awaited<ReturnType<typeof deskApp>>;
let admin: Awaited<ReturnType<typeof desk.visitor>>;
let jobs: ReturnType<typeof createPublishingJobs>;
let found: Rehearsal;
let published: string[];
let refusal: Error | null;
let hold: Promise<void>;
let history: PastGeneration[];
let rolledBack: string[];

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'kitei-desk-'));
  mkdirSync(join(dir, 'knowledge', 'policies'), { recursive: true });
  writeFileSync(join(dir, 'knowledge', 'policies', 'rules.md'), OLD);
  found = { questions: 12, flips: [FLIP], failed: [] };
  [published, refusal, hold, history, rolledBack] = [[], null, Promise.resolve(), [], []];
  database = await openDatabase(':memory:');
  const draft = openDraftStore(join(dir, 'knowledge'), databaseDraftChanges(database));
  jobs = createPublishingJobs(
    memoryChannelState(),
    async ({ by, rehearseOnly, acknowledged, onRehearsal, onRehearsed }) => {
      onRehearsal?.(3, 12);
      await hold;
      onRehearsed?.(found);
      if (refusal !== null) throw refusal;
      if (rehearseOnly)
        return {
          rehearsal: found,
          receipt: null,
          corrections: { queued: 0, unreachable: 0 },
          suspended: 0,
        };
      const isSeen = typeof acknowledged === 'function' ? acknowledged(found) : acknowledged;
      if (!isSeen) throw new KiteiError('publication.refused', '回答が変わります。', '確かめてください。');
      published.push(by);
      await draft.discard();
      return {
        rehearsal: found,
        receipt: RECEIPT,
        corrections: { queued: 2, unreachable: 1 },
        suspended: 3,
      };
    },
    { now: () => new Date(), warn: () => {} },
  );
  const parts: AdminParts = {
    ...anAdmin(),
    knowledge: {
      draft,
      jobs,
      history: async () => history,
      rollBack: async ({ by, reason }) => {
        if (refusal !== null) throw refusal;
        rolledBack.push(`${by}: ${reason}`);
        return { generation: 'b', instead: 'a', withdrawnAt: '', by, reason, sourcesSha256: '' };
      },
    },
  };
  desk = await deskApp({ documents: [readDocument({ path: 'rules.md', content: OLD })], admin: parts });
  admin = await desk.visitor(['admin']);
});
afterEach(async () => {
  await jobs.idle();
  await desk.close();
  await database.close();
  rmSync(dir, { recursive: true });
});

const file = (content: string, name = 'new.md') => new File([content], name);
const text = async (path: string) => (await admin.get(path)).text();
const REPLACING = { of: 'rules.md', how: 'replace' };
const draftOf = (page: string) => /name="draft" value="([^"]+)"/.exec(page)?.[1] ?? '';
async function rehearsed() {
  await admin.upload('/admin/documents', file(NEW), REPLACING);
  await admin.post('/admin/draft/rehearse');
  await jobs.idle();
  return text('/admin/draft');
}

describe('taking a document in', () => {
  it('shows how it was read, what lint finds beside the clause, and what differs, and serves nothing', async () => {
    const answer = await admin.upload('/admin/documents', file(NEW), REPLACING);
    expect(answer.status).toBe(303);
    const page = await text(answer.headers.get('location') ?? '');
    expect(page).toContain('下書きに入れました');
    expect(page).toMatch(/第1条<\/strong>/);
    expect(page).toMatch(/第2条<\/strong>[\s\S]*class="findings"[\s\S]*第9条/);
    expect(page).toContain('公開中の版 1 と比べています');
    expect(page).toMatch(/<del>|<ins>/);
    expect(readdirSync(join(dir, 'knowledge', 'policies'))).toEqual(['rules.md']);
    expect(await text('/admin/draft')).toMatch(/変更<\/span>\s*<a href="[^"]+rules\.md">policies\/rules\.md/);
    expect((await desk.log.auditTrail(9)).map(({ action }) => action)).toContain('document.upload');
  });

  it('says what is stated about it, and lets that be changed', async () => {
    const stated = { title: '機器規程', version: '3', effectiveDate: '2027-04-01', groups: 'a, b' };
    const body = '# 規程\n\n第1条 よい。\n';
    const answer = await admin.upload('/admin/documents', file(body), stated);
    const page = await text(answer.headers.get('location') ?? '');
    expect(page).toContain('機器規程');
    expect(page).toContain('a · b');
    expect(page).toContain('公開中の文書にはない、新しい文書です');
    await admin.post('/admin/document/metadata', { path: 'new.md', title: '備品規程' });
    expect(await text('/admin/document?path=new.md')).toContain('備品規程');
    const wrong = await admin.post('/admin/document/metadata', { path: 'new.md', version: 'a b' });
    expect(wrong.status).toBe(422);
    expect(await text('/admin/document?path=new.md')).toContain('備品規程');
  });

  it.each([
    ['a kind of file that is not read', () => file('x', 'rules.exe')],
    ['what only calls itself Word', () => file('x', 'rules.docx')],
    ['an empty document', () => file('', 'empty.md')],
    ['no file', () => null],
  ])('changes nothing for %s, and says why', async (_, make) => {
    const answer = await admin.upload('/admin/documents', make(), { title: '書いた題名' });
    expect(answer.status).toBe(422);
    const page = await answer.text();
    expect(page).toContain('role="alert"');
    expect(page).toContain('書いた題名');
    expect(await text('/admin/draft')).toContain('下書きに変更はありません');
  });

  it('takes a document out, and gives a change up', async () => {
    await admin.post('/admin/document/remove', { path: 'rules.md' });
    expect(await text('/admin/draft')).toContain('削除</span>');
    expect(await text('/admin/document?path=rules.md')).toContain('公開すると、この文書はなくなります');
    await admin.post('/admin/draft/discard', { change: 'policies/rules.md' });
    expect(await text('/admin/draft')).toContain('下書きに変更はありません');
  });

  it('knows no document outside the folder', async () => {
    expect((await admin.get('/admin/document?path=nowhere.md')).status).toBe(404);
    const page = await text('/admin/document?path=../../data/secret.md');
    expect(page).toContain('この文書は読めません');
  });
});

describe('publishing', () => {
  it('rehearses, shows both answers, and publishes what was acknowledged', async () => {
    const page = await rehearsed();
    expect(page).toContain('12 問のうち 1 問で回答が変わります');
    expect(page).toContain('2 人・2 回');
    expect(page).toMatch(/持ち出せます。[\s\S]*持ち出せません。/);
    expect((await admin.post('/admin/draft/publish', { draft: draftOf(page) })).status).toBe(409);
    expect(published).toEqual([]);
    await admin.post('/admin/draft/publish', { draft: draftOf(page), acknowledged: 'yes' });
    await jobs.idle();
    expect(published).toEqual(['訓子 <web:t>']);
    const receipt = await text('/admin/draft');
    expect(receipt).toContain('公開しました');
    expect(receipt).toContain('追加 1、変更 1、削除 0');
    expect(receipt).toContain('訂正の知らせ 2 件');
    expect(receipt).toContain('承認済みの回答 3 件');
    expect((await desk.log.auditTrail(20)).map(({ action }) => action)).toContain('draft.publish');
  });

  it('tells how far it is, on a page that renews itself, and starts no second one', async () => {
    let go = () => {};
    hold = new Promise((resolve) => {
      go = resolve;
    });
    await admin.post('/admin/draft/rehearse');
    await expect.poll(() => text('/admin/draft')).toContain('data-renew');
    const page = await text('/admin/draft');
    expect(page).toContain('<script type="module" src="/assets/renew.js"></script>');
    expect(page).toContain('http-equiv="refresh"');
    const second = await admin.post('/admin/draft/rehearse');
    expect(second.status).toBe(409);
    expect(await second.text()).toContain('ほかの予行または公開が進んでいます');
    go();
    await jobs.idle();
    expect(await text('/admin/draft')).not.toContain('data-renew');
  });

  it('asks for a new rehearsal once the draft is another one', async () => {
    const before = draftOf(await rehearsed());
    await admin.upload('/admin/documents', file('# 規程\n\n第1条 よい。\n', 'other.md'));
    expect(await text('/admin/draft')).toContain('予行の後に下書きが変わりました');
    const answer = await admin.post('/admin/draft/publish', { draft: before, acknowledged: 'yes' });
    expect(answer.status).toBe(409);
    expect(published).toEqual([]);
  });

  it('publishes no answer that changes otherwise than was seen', async () => {
    const page = await rehearsed();
    found = { ...found, flips: [FLIP, { ...FLIP, question: '別の質問' }] };
    await admin.post('/admin/draft/publish', { draft: draftOf(page), acknowledged: 'yes' });
    await jobs.idle();
    expect(published).toEqual([]);
    expect(await text('/admin/draft')).toContain('公開されませんでした');
  });

  it('says why it failed', async () => {
    refusal = new KiteiError('index.unwritable', '書けません。', '空きを作ってください。');
    const page = await rehearsed();
    expect(page).toContain('書けません。 空きを作ってください。');
  });

  it('is given up where its process is gone', async () => {
    const state = memoryChannelState();
    const heardAt = new Date(Date.now() - 3_600_000).toISOString();
    await state.put('web.publishing', 'last', { id: 'x', heardAt, finished: false });
    const after = createPublishingJobs(state, () => Promise.reject(new Error()), {
      now: () => new Date(),
      warn: () => {},
    });
    expect(await after.current()).toMatchObject({ finished: true, failure: '' });
  });
});

describe('the history', () => {
  const generation = (id: string) => ({
    id,
    builtAt: '',
    documents: [],
    embedder: 'none',
    manifestSha256: '',
  });
  beforeEach(() => {
    const receipt = {
      generation: 'b',
      previous: 'a',
      publishedAt: '2026-04-01T09:30:15.123Z',
      by: '管理 <web:a>',
      documents: [],
      clauses: 42,
      changes: RECEIPT.changes,
      problems: [],
      checks: [{ name: 'rehearsal', outcome: 'passed' as const, detail: 'none' }],
    };
    history = [
      { generation: generation('b'), state: 'serving', receipt, withdrawal: null },
      { generation: generation('a'), state: 'earlier', receipt: null, withdrawal: null },
    ];
  });

  it('shows receipts', async () => {
    const page = await text('/admin/history');
    expect(page).toContain('2026-04-01 09:30 UTC');
    expect(page).toContain('管理 &lt;web:a&gt;');
    expect(page).toContain('受領書はありません');
  });

  it('goes back in one step, for a reason', async () => {
    expect((await admin.post('/admin/rollback')).status).toBe(422);
    expect((await admin.post('/admin/rollback', { reason: '第1条は誤り' })).status).toBe(303);
    expect(rolledBack).toEqual(['訓子 <web:t>: 第1条は誤り']);
    expect((await desk.log.auditTrail(9))[0]).toMatchObject({ action: 'rollback', subject: '第1条は誤り' });
  });

  it('says why it cannot go back', async () => {
    refusal = new KiteiError('index.missing', '戻せる索引がありません。', '文書を戻してください。');
    const answer = await admin.post('/admin/rollback', { reason: 'x' });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('文書を戻してください');
  });
});

it('says what to do where the shipped samples are served', async () => {
  const sample = await deskApp();
  const page = await (await (await sample.visitor(['admin'])).get('/admin/documents')).text();
  expect(page).toContain('KITEI_KNOWLEDGE');
  await sample.close();
});

describe('files that are edited as text', () => {
  it('go into the draft once they can be read', async () => {
    const entry = 'entries:\r\n  - { say: [USB], policy: [記録媒体] } # 済\r\n';
    expect((await admin.post('/admin/files/vocabulary.yaml', { content: entry })).status).toBe(303);
    const page = await text('/admin/files/vocabulary.yaml?saved=1');
    expect(page).toContain('下書きに入れました');
    expect(page).toContain('# 済');
    expect(readdirSync(join(dir, 'knowledge'))).toEqual(['policies']);
  });

  it.each([
    ['vocabulary.yaml', 'entries: [{ say: [] }]'],
    ['contacts.yaml', 'contacts: [{ id: a }]'],
    ['groups.yaml', 'groups: ['],
  ])('leave %s alone otherwise, and keep what was typed', async (name, content) => {
    const answer = await admin.post(`/admin/files/${name}`, { content });
    expect(answer.status).toBe(422);
    const page = await answer.text();
    expect(page).toContain('role="alert"');
    expect(page).toContain(content);
    expect(await text('/admin/draft')).toContain('下書きに変更はありません');
  });

  it('are these, and no others', async () => {
    expect((await admin.get('/admin/files/checks.jsonl')).status).toBe(404);
    expect((await admin.post('/admin/files/constructor', { content: 'x' })).status).toBe(404);
  });
});

describe('the system', () => {
  it('shows channels, retention, roles and who is signed in, and ends sessions', async () => {
    await desk.sessions.begin({
      person: 'oidc:x',
      name: '良子',
      roles: ['staff'],
      groups: [],
      department: null,
    });
    const page = await text('/admin/system');
    for (const shown of ['Slack', '90 日', 'https://id.example', '管理者', '良子'])
      expect(page).toContain(shown);
    const after = await (await admin.post('/admin/system/sign-out', { person: 'oidc:x' })).text();
    expect(after).toContain('1 件のサインインを終わらせました');
    expect(after).not.toContain('良子');
    expect((await desk.log.auditTrail(3)).map(({ action }) => action)).toContain('session.end');
  });
});
