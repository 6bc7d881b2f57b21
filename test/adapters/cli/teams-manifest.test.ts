import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Services } from '../../../adapters/cli/context.ts';
import { command } from './command-on-fakes.ts';

const dir = mkdtempSync(join(tmpdir(), 'kitei-teams-'));
afterAll(() => rmSync(dir, { recursive: true }));

const BOT = {
  TEAMS_APP_ID: '11111111-1111-4111-8111-111111111111',
  TEAMS_APP_PASSWORD: 'secret',
  TEAMS_TENANT_ID: '22222222-2222-4222-8222-222222222222',
};
const services = {
  createService: async () => ({
    assistant: { suggestions: async (language: string) => [`question in ${language}`] },
    close: async () => {},
  }),
} as unknown as Partial<Services>;

describe('kitei teams manifest', () => {
  it('writes the package and says what to do with it', async () => {
    const out = join(dir, 'kitei.zip');
    const argv = ['teams', 'manifest', '--url', 'https://kitei.example.lg.jp/', '--out', out];
    const { code, out: printed } = await command(argv, { env: BOT, services });
    expect([code, existsSync(out)]).toEqual([0, true]);
    expect(printed).toContain('https://kitei.example.lg.jp/api/messages');
  });

  it.each([
    ['no address', ['teams', 'manifest'], BOT, 'https'],
    ['an address Teams does not open', ['teams', 'manifest', '--url', 'http://kitei.example'], BOT, 'https'],
    ['no bot', ['teams', 'manifest', '--url', 'https://kitei.example'], {}, 'TEAMS_APP_ID'],
    [
      'a file that cannot be written',
      ['teams', 'manifest', '--url', 'https://kitei.example', '--out', join(dir, 'no', 'kitei.zip')],
      BOT,
      '--out',
    ],
  ])('says what is missing: %s', async (_, argv, env, words) => {
    const { code, err } = await command([...argv], { env, services });
    expect(code).toBe(2);
    expect(err).toContain(words);
  });
});
