import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createProcessLog } from '../../adapters/process-log.ts';
import { readConfig, withSecrets } from '../../src/config.ts';
import { checkSecrets } from '../../src/doctor/check-folders.ts';

const SECRET = 'a secret of thirty-two characters or more';

describe('secrets in files', () => {
  let folder: string;
  const file = (name: string, content: string, mode = 0o600) => {
    const path = join(folder, name);
    writeFileSync(path, content, { mode });
    return path;
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'kitei-secrets-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('are read without the line break at their end, and only that', () => {
    for (const ending of ['', '\n', '\r\n']) {
      const path = file('secret', `${SECRET}${ending}`);
      expect(readConfig({ KITEI_SECRET_FILE: path })).toMatchObject({
        log: { secret: SECRET },
        secretFiles: [path],
      });
    }
    const DATABASE_URL = 'postgres://kitei:password@localhost/kitei';
    expect(readConfig({ DATABASE_URL_FILE: file('url', `${DATABASE_URL}\n`) }).databaseUrl).toBe(
      DATABASE_URL,
    );
  });

  it('are held to the same rules as those of the environment', () => {
    expect(() => readConfig({ KITEI_SECRET_FILE: file('short', 'short') })).toThrow(
      'KITEI_SECRET must have at least 32 characters',
    );
  });

  it('are asked for when they are missing, empty, unreadable or given twice, all at once', () => {
    const env = {
      KITEI_SECRET_FILE: join(folder, 'nothing'),
      KITEI_METRICS_TOKEN_FILE: file('empty', '\n'),
      KITEI_MODEL_KEY_FILE: folder,
      SLACK_SIGNING_SECRET_FILE: file('signing', 'of the file'),
      SLACK_SIGNING_SECRET: 'of the environment',
    };
    expect(() => readConfig(env)).toThrow(
      /KITEI_SECRET_FILE names a file that cannot be read \(ENOENT\).*SLACK_SIGNING_SECRET_FILE and SLACK_SIGNING_SECRET are both set/,
    );
    expect(() => readConfig(env)).toThrow('KITEI_METRICS_TOKEN_FILE names an empty file');
    expect(() => readConfig(env)).toThrow('KITEI_MODEL_KEY_FILE names a file that cannot be read (EISDIR)');
  });

  it('are for secrets alone', () => {
    expect(() => readConfig({ KITEI_DATA_FILE: file('data', '/var/kitei') })).toThrow(
      'KITEI_DATA_FILE is not a setting',
    );
  });

  it('never come into the log', () => {
    let said = '';
    const env = withSecrets({ KITEI_MODEL_KEY_FILE: file('key', 'sk-of-a-file-4711\n') });
    const write = (line: string) => {
      said += line;
    };
    const log = createProcessLog('info', env, { plain: true, write });
    log.info('the model refused sk-of-a-file-4711');
    expect(said).toContain('the model refused');
    expect(said).not.toContain('4711');
  });

  it.skipIf(process.platform === 'win32')('are found by the doctor where others can read them', async () => {
    const closed = file('closed', SECRET);
    const open = file('open', SECRET, 0o644);
    const found = await checkSecrets(join(folder, 'data'), [closed, open]);
    expect(found).toMatchObject([{ outcome: 'failed', facts: { path: open, mode: '644' } }]);
  });
});
