import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { services } from '../../../adapters/cli/context.ts';
import { run } from '../../../adapters/cli/program.ts';
import { PLAIN } from '../../../adapters/cli/terminal.ts';
import { wordsOf } from '../../../adapters/cli/words-of.ts';
import { readConfig } from '../../../src/config.ts';
import { openStores } from '../../../src/stores.ts';
import { aRecord } from '../../contracts/records.ts';

// The commands on a real database; only the terminal is a fake.

let dir: string;
let knowledge: string;
let data: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'kitei-log-'));
  knowledge = mkdtempSync(join(dir, 'knowledge-'));
  writeFileSync(
    join(knowledge, 'rules.md'),
    '# 試験規程\n\n第1条 職員は、私物の端末を接続してはならない。\n',
  );
});
afterAll(() => rmSync(dir, { recursive: true }));
beforeEach(() => {
  data = mkdtempSync(join(dir, 'data-'));
});

async function kitei(...argv: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await run(argv, {
    env: { KITEI_DATA: data, KITEI_KNOWLEDGE: knowledge },
    stdin: Readable.from([]),
    say: wordsOf('en'),
    terminal: {
      width: 80,
      style: PLAIN,
      print: (text) => out.push(text),
      note: (text) => err.push(text),
      progress: () => {},
      endProgress: () => {},
    },
    services,
  });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

async function keep(...records: Parameters<typeof aRecord>[0][]) {
  const stores = await openStores(readConfig({ KITEI_DATA: data }), () => {});
  for (const record of records) await stores.log.append(aRecord(record));
  await stores.close();
}

describe('kitei log', () => {
  it('lists what was asked, newest first, and never who asked', async () => {
    await keep(
      { id: 'r1', question: 'ＵＳＢは？', asker: 'SECRET', conversation: 'SECRET' },
      { id: 'r2', question: '鍵は？', askedAt: '2026-04-02T00:00:00.000Z', verdict: 'refuse' },
    );
    const list = await kitei('log');
    expect(list.code).toBe(0);
    expect(list.out.indexOf('鍵は？')).toBeLessThan(list.out.indexOf('ＵＳＢは？'));
    const all = await kitei('log', 'export', '--jsonl', '--out', join(dir, 'all.jsonl'));
    expect(all.err).toContain('2 records');
    const exported = readFileSync(join(dir, 'all.jsonl'), 'utf8');
    for (const text of [list.out, exported, (await kitei('log', 'show', 'r1', '--json')).out]) {
      expect(text).not.toContain('SECRET');
    }
    // A single asker: the department would point to that person.
    expect(exported).not.toContain('市民課');
    if (process.platform !== 'win32') expect(statSync(join(dir, 'all.jsonl')).mode & 0o777).toBe(0o600);
  });

  it('filters and pages', async () => {
    await keep(
      ...Array.from({ length: 5 }, (_, nth) => ({
        id: `r${nth}`,
        askedAt: `2026-04-0${nth + 1}T00:00:00.000Z`,
      })),
      { id: 'x', verdict: 'refuse' as const, question: 'パスワードを教えて' },
    );
    const ids = (text: string) => JSON.parse(text).records.map(({ id }: { id: string }) => id);
    const first = await kitei('log', '--json', '--limit', '3', '--verdict', 'not_stated');
    expect(ids(first.out)).toEqual(['r4', 'r3', 'r2']);
    const { next } = JSON.parse(first.out);
    const rest = await kitei('log', '--json', '--verdict', 'not_stated', '--after', next);
    expect(ids(rest.out)).toEqual(['r1', 'r0']);
    expect(ids((await kitei('log', '--json', '--text', 'パスワード')).out)).toEqual(['x']);
    const mistaken = await kitei('log', '--verdict', 'maybe');
    expect([mistaken.code, mistaken.err]).toEqual([2, expect.stringContaining('not_allowed')]);
    expect((await kitei('log', '--since', '2026-02-31')).code).toBe(2);
  });

  it('shows how an answer came about, and what it does not know', async () => {
    await keep({ id: 'r1' });
    const { out } = await kitei('log', 'show', 'r1');
    expect(out).toContain('rules/1/3 1.50');
    expect(out).toContain('retrieve 1.3');
    const writing = {
      model: 'ollama:m',
      prompt: 'writer-1',
      outcome: 'replaced',
      reason: 'timeout',
      tokens: 7,
    } as const;
    await keep({ id: 'r2', writing });
    expect((await kitei('log', 'show', 'r2')).out).toContain(
      'wording: replaced by the words of the rules (timeout) · ollama:m · writer-1 · 7 tokens',
    );
    const none = await kitei('log', 'show', 'r9');
    expect([none.code, none.err]).toEqual([1, expect.stringContaining('There is no record r9')]);
  });

  it('flags records whose clause was changed in substance since, and says which, how and when', async () => {
    const path = join(knowledge, 'rules.md');
    const text = readFileSync(path, 'utf8');
    const first = JSON.parse((await kitei('reindex', '--json')).out);
    const [{ id }] = first.documents;
    const cited = [`${id}/${first.documents[0].version}/第1条`];
    await keep(
      { id: 'old', cited, generation: first.generation },
      { id: 'other', cited: [], generation: first.generation },
    );
    expect((await kitei('log', '--outdated')).out).toContain('No record fits.');
    writeFileSync(path, text.replace('接続してはならない', '接続することができる'));
    const second = JSON.parse((await kitei('reindex', '--json')).out);
    writeFileSync(path, text);
    await keep({ id: 'new', cited, generation: second.generation });

    const ids = (found: string) => JSON.parse(found).records.map((record: { id: string }) => record.id);
    expect(ids((await kitei('log', '--json', '--outdated')).out)).toEqual(['old']);
    expect(ids((await kitei('log', '--json', '--outdated', '--clause', cited[0] as string)).out)).toEqual([
      'old',
    ]);
    expect(ids((await kitei('log', '--json', '--outdated', '--verdict', 'refuse')).out)).toEqual([]);
    expect((await kitei('log', '--outdated')).out).toContain('cites a clause changed since');
    expect((await kitei('log', 'show', 'old')).out).toMatch(
      /changed since: \S+\/第1条 → 第1条 · Rule changed、rule · published \d{4}-/,
    );
    expect((await kitei('log', 'show', 'new')).out).not.toContain('changed since');
    const out = join(dir, 'outdated.csv');
    await kitei('log', 'export', '--csv', '--outdated', '--out', out);
    const [head, line] = readFileSync(out, 'utf8').split('\r\n');
    expect([head, line]).toEqual([
      expect.stringMatching(/,outdated$/),
      expect.stringMatching(new RegExp(`^old,.*,${cited[0]}$`)),
    ]);
  });

  it('narrows to no department of so few people that it would point to one', async () => {
    const asked = (department: string, people: number) =>
      Array.from({ length: people }, (_, nth) => ({
        id: `${department}${nth}`,
        department,
        asker: `${department}${nth}`,
      }));
    await keep(...asked('監査室', 2), ...asked('市民課', 5));
    expect((await kitei('log', '--department', '市民課')).out).toContain('市民課0');
    expect((await kitei('log', '--department', '監査室')).out).toContain('fewer than 5 people');
    const withheld = { reason: 'small_group', smallestGroup: 5 };
    for (const department of ['監査室', '秘書課'])
      expect(JSON.parse((await kitei('log', '--department', department, '--json')).out)).toEqual({
        records: [],
        next: null,
        withheld,
      });
    const path = join(dir, 'hidden.jsonl');
    const exported = await kitei('log', 'export', '--jsonl', '--department', '監査室', '--out', path);
    expect(exported.code).toBe(0);
    expect(readFileSync(path, 'utf8')).toBe('');
  });

  it('exports CSV that a spreadsheet reads and does not run', async () => {
    await keep({ id: 'r1', question: '=HYPERLINK("http://x","y")' }, { id: 'r2', question: 'a,"b"\nc' });
    const path = join(dir, 'all.csv');
    await kitei('log', 'export', '--csv', '--out', path);
    const csv = readFileSync(path, 'utf8');
    expect(csv.startsWith('\ufeffid,askedAt,')).toBe(true);
    expect(csv).toContain(`"'=HYPERLINK(""http://x"",""y"")"`);
    expect(csv).toContain('"a,""b""\nc"');
  });

  it('drops wording whose time is over and forgets a person by the id of the channel', async () => {
    const config = readConfig({ KITEI_DATA: data });
    const stores = await openStores(config, () => {});
    const old = new Date(Date.now() - 100 * 86_400_000).toISOString();
    const now = new Date().toISOString();
    await stores.log.append(aRecord({ id: 'old', askedAt: old }));
    await stores.log.append(aRecord({ id: 'mine', askedAt: now, asker: stores.pseudonym('slack:T1:U1') }));
    await stores.close();
    expect((await kitei('log', 'purge')).out).toContain('the wording of 1 record, 0 whole records');
    expect((await kitei('log', 'forget', '--asker', 'slack:T1:U1')).out).toBe(
      'The asker and the wording are gone from 1 record.',
    );
    const again = await kitei('log', 'forget', '--asker', 'slack:T1:U1');
    expect([again.code, again.out]).toEqual([0, 'The asker and the wording are gone from 0 records.']);
    expect(again.err).toMatch(/slack:TEAM:USER.*KITEI_SECRET_BEFORE/);
    const { out } = await kitei('log', 'audit');
    expect(out).toContain('log.forget');
    expect(out).not.toContain('U1');
    expect(out).toContain(`cli:${userInfo().username}@${hostname()}`);
  });
});

describe('what is audited', () => {
  it('is what was done, never what failed, and no word that was looked for', async () => {
    await keep({ id: 'r1' });
    await kitei('log', '--text', '佐藤花子', '--verdict', 'not_stated');
    await kitei('log', 'export', '--jsonl', '--text', '佐藤花子', '--out', join(dir, 'found.jsonl'));
    await kitei('log', 'show', 'hanako@example.jp');
    const at = ['--kind', 'course', '--title', '研修', '--at', '2026-04-01'];
    expect((await kitei('event', 'add', ...at, '--clause', '第99条')).code).toBe(2);
    expect((await kitei('event', 'add', ...at, '--clause', '第1条')).code).toBe(0);
    const trail = JSON.parse((await kitei('log', 'audit', '--json')).out);
    expect(trail.map(({ action }: { action: string }) => action).reverse()).toEqual([
      'log.list',
      'log.export',
      'event.add',
    ]);
    const [event] = JSON.parse((await kitei('event', 'list', '--json')).out);
    expect(trail[0].subject).toBe(event.id);
    expect(JSON.stringify(trail)).not.toMatch(/佐藤|hanako/);
  });
});

describe('forgetting somebody', () => {
  it('tells which answers went with the records, and which stay without them', async () => {
    const stores = await openStores(readConfig({ KITEI_DATA: data }), () => {});
    const asker = stores.pseudonym('slack:T1:U1');
    const proposal = (id: string, recordId: string) => ({
      id,
      recordId,
      question: id,
      key: id,
      language: 'ja' as const,
      verdict: 'allowed' as const,
      text: 'はい。',
      pins: [],
      createdAt: '2026-04-01T00:00:00.000Z',
      by: 'trainer',
    });
    for (const id of ['r1', 'r2', 'r3']) await stores.log.append(aRecord({ id, asker }));
    await stores.log.append(aRecord({ id: 'other', asker: stores.pseudonym('slack:T1:U2') }));
    for (const id of ['r1', 'r2', 'other']) await stores.approved.propose(proposal(`of ${id}`, id));
    await stores.approved.decide('of r2', 'approved', 'trainer');
    await stores.close();
    const { code, out } = await kitei('log', 'forget', '--asker', 'slack:T1:U1', '--json');
    expect([code, JSON.parse(out)]).toEqual([
      0,
      {
        records: 3,
        dropped: [{ id: 'of r1', status: 'proposed' }],
        unlinked: [{ id: 'of r2', status: 'approved' }],
        hint: null,
      },
    ]);
    const left = JSON.parse((await kitei('answers', '--json')).out);
    expect(left.map(({ id, recordId }: { id: string; recordId: string | null }) => [id, recordId])).toEqual([
      ['of other', 'other'],
      ['of r2', null],
    ]);
  });
});

describe('reviewing', () => {
  it('keeps the finding, and makes a golden question of the record', async () => {
    expect((await kitei('ask', '私物の端末を接続してもいいですか')).code).toBe(0);
    const [{ id }] = JSON.parse((await kitei('log', '--json')).out).records;
    const reviewed = await kitei(
      'log',
      'review',
      id,
      '--finding',
      'correct',
      '--golden',
      '--note',
      '電話 090-1234-5678',
    );
    expect([reviewed.code, reviewed.err]).toEqual([0, '']);
    const golden = JSON.parse(readFileSync(join(knowledge, 'checks.jsonl'), 'utf8'));
    expect(golden).toMatchObject({ question: '私物の端末を接続してもいいですか', verdict: 'not_allowed' });
    expect(JSON.parse((await kitei('log', '--json', '--unreviewed')).out).records).toEqual([]);
    const { out } = await kitei('log', 'show', id);
    expect(out).toContain('電話 [電話番号]');
  });

  it('takes the expected clause by its number, and refuses one that is not there', async () => {
    await keep({ id: 'r1' });
    const review = ['log', 'review', 'r1', '--finding', 'wrong_clause', '--expect-clause'];
    const unknown = await kitei(...review, '第99条');
    expect([unknown.code, unknown.err]).toEqual([2, expect.stringContaining('There is no clause 第99条.')]);
    expect((await kitei(...review, '第1条')).code).toBe(0);
    const { review: kept } = JSON.parse((await kitei('log', 'show', 'r1', '--json')).out);
    expect(kept).toEqual({ finding: 'wrong_clause', expected: [expect.stringMatching(/\/第1条$/)] });
  });

  it('lets a person propose an answer, approve it and take it back', async () => {
    const question = '私物の端末を接続してもいいですか';
    await kitei('ask', question);
    const [{ id }] = JSON.parse((await kitei('log', '--json')).out).records;
    await kitei('answers', 'propose', id, '--text', '接続できません。貸出端末を使ってください。');
    const [proposal] = JSON.parse((await kitei('answers', '--json')).out);
    expect(proposal).toMatchObject({ status: 'proposed', question });
    expect((await kitei('ask', question)).out).not.toContain('貸出端末');
    await kitei('answers', 'approve', proposal.id);
    expect((await kitei('ask', question)).out).toContain('貸出端末を使ってください。');
    await kitei('answers', 'reject', proposal.id, '--reason', 'outdated');
    expect((await kitei('ask', question)).out).not.toContain('貸出端末');
    expect((await kitei('answers', 'approve', 'none')).code).toBe(1);
  });
});
