import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { readConfig } from '../../../src/config.ts';
import { openStores } from '../../../src/stores.ts';
import { aRecord } from '../../contracts/records.ts';
import { temporaryFolder } from '../../indexing/samples.ts';
import { emptyDatabase, withPostgres } from '../../storage/database/postgres-server.ts';

const MAIN = fileURLToPath(new URL('../../../adapters/cli/kitei.mjs', import.meta.url));
const SECRET = 'a secret of at least thirty-two characters';

function kitei(env: Record<string, string>, ...args: string[]) {
  return promisify(execFile)(process.execPath, [MAIN, ...args], {
    env: { PATH: process.env.PATH, KITEI_LANGUAGE: 'en', KITEI_SECRET: SECRET, ...env },
  }).then(
    ({ stdout, stderr }) => ({ code: 0, text: stdout + stderr }),
    (error: { code: number; stdout: string; stderr: string }) => ({
      code: error.code,
      text: error.stdout + error.stderr,
    }),
  );
}

it('says what is missing', async () => {
  const data = await temporaryFolder();
  expect(await kitei({ KITEI_DATA: data }, 'migrate')).toMatchObject({
    code: 2,
    text: expect.stringContaining('--to'),
  });
  const missing = await kitei({ KITEI_DATA: data }, 'migrate', '--to', 'postgres://127.0.0.1:1/none');
  expect(missing).toMatchObject({ code: 1, text: expect.stringContaining('There is no database') });
});

withPostgres(() => {
  it('moves what a server kept in SQLite, and will not move it twice', async () => {
    const data = await temporaryFolder();
    const sqlite = await openStores(readConfig({ KITEI_DATA: data, KITEI_SECRET: SECRET }), () => {});
    await sqlite.log.append(aRecord({ id: 'moved' }));
    await sqlite.state.put('slack.installation', 'T1', { token: 'xoxb' });
    await sqlite.close();
    const url = await emptyDatabase();
    const moving = ['migrate', '--from', join(data, 'kitei.db'), '--to', url];
    expect(await kitei({ KITEI_DATA: data }, ...moving)).toMatchObject({
      code: 0,
      text: expect.stringContaining('all are the same'),
    });
    const config = readConfig({
      DATABASE_URL: url,
      KITEI_DATA: await temporaryFolder(),
      KITEI_SECRET: SECRET,
    });
    const moved = await openStores(config, () => {});
    expect((await moved.log.find('moved'))?.id).toBe('moved');
    expect(await moved.state.get('slack.installation', 'T1')).toEqual({ token: 'xoxb' });
    await moved.close();
    expect(await kitei({ KITEI_DATA: data }, ...moving)).toMatchObject({
      code: 1,
      text: expect.stringContaining('not empty'),
    });
  });
});
