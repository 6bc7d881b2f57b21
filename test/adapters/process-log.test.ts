import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createProcessLog, type LogLevel } from '../../adapters/process-log.ts';

import { readConfig } from '../../src/config.ts';
import { createService } from '../../src/service.ts';

const env = {
  SLACK_BOT_TOKEN: 'xoxb-1-abcdef-token',
  SLACK_SIGNING_SECRET: 'signing-secret-value',
  TEAMS_APP_PASSWORD: 'teams~password',
  KITEI_SECRET: 'a secret of at least thirty-two characters',
  KITEI_EMBEDDER_KEY: 'sk-embedder-key',
  DATABASE_URL: 'postgres://kitei:p%40ssword-of-db@db/kitei',
  KITEI_HOST: 'localhost',
};

function log(level: LogLevel = 'debug', plain = false) {
  const lines: string[] = [];
  return { lines, log: createProcessLog(level, env, { plain, write: (line) => void lines.push(line) }) };
}

describe('the process log', () => {
  it('is JSON lines with time and level', () => {
    const { lines, log: it } = log();
    it.warn('two\nlines');
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      level: 'warn',
      time: expect.stringMatching(/^\d{4}-.*Z$/),
      msg: 'two lines',
    });
  });

  it('tells as much as it is asked for', () => {
    const told = (level: LogLevel) => {
      const { lines, log: it } = log(level);
      it.error('e');
      it.warn('w');
      it.info('i');
      it.request({ requestId: 'r', method: 'GET', route: '/*', status: 200, milliseconds: 1 });
      return lines.length;
    };
    expect((['error', 'warn', 'info', 'debug'] as const).map(told)).toEqual([1, 2, 3, 4]);
  });

  it('is plain on a terminal', () => {
    const { lines, log: it } = log('debug', true);
    it.info('web: ready');
    it.error('broken');
    it.request({ requestId: 'r1', method: 'GET', route: '/*', status: 200, milliseconds: 7 });
    expect(lines).toEqual(['web: ready\n', 'error: broken\n', 'GET /* 200 7 ms (r1)\n']);
  });

  it('repeats no secret of the settings, and no personal data', () => {
    const { lines, log: it } = log();
    for (const value of Object.values(env)) it.warn(`it said ${value} to us`);
    it.error('p@ssword-of-db was refused');
    it.warn('Mail taro.yamada@example.jp or call 090-1234-5678');
    const all = lines.join('');
    const { KITEI_HOST: host, ...secrets } = env;
    for (const secret of Object.values(secrets)) expect(all).not.toContain(secret);
    for (const personal of ['p@ssword-of-db', 'p%40ssword', 'taro.yamada', '1234-5678'])
      expect(all).not.toContain(personal);
    expect(all).toContain(host);
  });

  it('repeats no employee number, whatever its form, and starts with settings that cannot be read', () => {
    const lines: string[] = [];
    const write = (line: string) => void lines.push(line);
    const withForm = createProcessLog('info', { KITEI_EMPLOYEE_NUMBER: 'ZZ\\d{5}' }, { plain: true, write });
    withForm.warn('ZZ12345 was not found');
    const unreadable = { KITEI_EMPLOYEE_NUMBER: '(', DATABASE_URL: 'postgres://kitei:100%wrong@db/kitei' };
    createProcessLog('info', unreadable, { plain: true, write }).warn('no entry for 100%wrong');
    expect(lines.join('')).not.toMatch(/ZZ12345|100%wrong/);
    expect(lines.join('')).toContain('was not found');
  });

  it('of a busy run on a log that cannot be written holds nothing that people typed', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'kitei-busy-'));
    const { lines, log: it } = log();
    const service = await createService(readConfig({ KITEI_DATA: dir, KITEI_SECRET: env.KITEI_SECRET }), {
      warn: it.warn,
    });
    const typed = [
      'zebra-crossing 090-1234-5678',
      '山田太郎の私物USBを使ってもいいですか',
      'my key is AKIAABCDEFGHIJKLMNOP',
    ];
    try {
      await service.stores.close();
      // Neither the database nor the spool takes anything now.
      writeFileSync(join(dir, 'spool'), '');
      for (let i = 0; i < 30; i++) {
        const text = `${typed[i % typed.length]} ${i}`;
        const common = {
          askedAt: new Date().toISOString(),
          channel: 'web',
          department: null,
          replyTo: null,
        } as const;
        await service.assistant
          .ask({ id: `web:${i}`, text, asker: `person-${i}`, conversation: `talk-${i}`, ...common })
          .catch((error) => it.error(String(error)));
      }
    } finally {
      rmSync(dir, { recursive: true });
    }
    expect(lines.length).toBeGreaterThanOrEqual(30);
    const all = lines.join('');
    for (const part of ['zebra', '1234-5678', '山田', '私物', 'AKIA', 'person-', 'talk-', env.KITEI_SECRET])
      expect(all).not.toContain(part);
  });
});
