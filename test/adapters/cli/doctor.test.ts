import { describe, expect, it } from 'vitest';
import { finding } from '../../../src/doctor/finding.ts';
import { command } from './command-on-fakes.ts';

describe.each(['en', 'ja'] as const)('kitei doctor in %s', (language) => {
  it('finds settings that cannot be read, all of them, and looks no further', async () => {
    const env = { KITEI_PORT: 'x', KITEI_LOG_DAYS: '0' };
    const { code, out, calls } = await command(['doctor', '--json'], { env, language });
    expect(code).not.toBe(0);
    const found = JSON.parse(out);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ check: 'configuration', outcome: 'failed' });
    for (const name of Object.keys(env)) expect(JSON.stringify(found[0])).toContain(name);
    expect(found[0].facts.remedy).not.toBe('');
    expect(calls).toEqual([]);
  });

  it('ends well where nothing failed, and asks nobody when told', async () => {
    const asked: unknown[] = [];
    const examine = async (_: unknown, remote: unknown) => {
      asked.push(remote);
      return [finding('disk', 'warning', 'disk.low', { path: '/data', megabytes: 900 })];
    };
    const { code, out } = await command(['doctor', '--offline'], { services: { examine }, language });
    expect([code, asked]).toEqual([0, [null]]);
    expect(out).toContain('900');
  });

  it.each([
    finding('folders', 'failed', 'folders.unreadable', { path: '/k', code: 'EACCES' }),
    finding('folders', 'failed', 'folders.unwritable', { path: '/d', code: 'EROFS' }),
    finding('secrets', 'failed', 'secrets.readable', { path: '/d/secret', mode: '644' }),
    finding('disk', 'failed', 'disk.full', { path: '/d', megabytes: 3 }),
    finding('index', 'failed', 'index.damaged', { message: 'damaged' }),
    finding('database', 'failed', 'database.damaged', { message: 'page 7' }),
    finding('audit', 'failed', 'audit.broken', { kind: 'altered', seq: 3 }),
    finding('spool', 'failed', 'spool.waiting', { count: 2, path: '/d/spool' }),
    finding('slack', 'failed', 'remote.refused', { setting: 'SLACK_BOT_TOKEN', host: 'h', reason: 'no' }),
    finding('teams', 'failed', 'remote.unreachable', { setting: 'T', host: 'h', reason: 'ECONNREFUSED' }),
    finding('clock', 'failed', 'clock.differs', { name: 'h', seconds: 600 }),
    finding('clock', 'failed', 'clock.behind_log', { newest: 'a', now: 'b' }),
  ])('has a remedy for $code and fails', async (one) => {
    const examine = async () => [one];
    const { code, out } = await command(['doctor', '--json'], { services: { examine }, language });
    expect(code).toBe(1);
    const [{ message, remedy }] = JSON.parse(out);
    expect(message.length).toBeGreaterThan(5);
    expect(remedy.length).toBeGreaterThan(5);
  });
});
