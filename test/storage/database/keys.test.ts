import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deriveKeys } from '../../../src/storage/database/keys.ts';
import { secretOf } from '../../../src/storage/database/secret-file.ts';

const FIRST = 'the first secret, long enough to be taken';
const SECOND = 'the second secret, long enough to be taken';

describe('keys', () => {
  it('name a person the same way each time, and another person another way', () => {
    const keys = deriveKeys(FIRST, null);
    expect(keys.pseudonym('slack:T1:U1')).toBe(keys.pseudonym('slack:T1:U1'));
    expect(keys.pseudonym('slack:T1:U1')).not.toBe(keys.pseudonym('slack:T1:U2'));
    expect(keys.pseudonym('slack:T1:U1')).toMatch(/^[\w-]{22}$/);
    expect(deriveKeys(SECOND, null).pseudonym('slack:T1:U1')).not.toBe(keys.pseudonym('slack:T1:U1'));
  });

  it('open what they sealed, in its own place only', () => {
    const keys = deriveKeys(FIRST, null);
    fc.assert(
      fc.property(fc.jsonValue(), fc.string(), (value, context) => {
        const sealed = keys.seal(value, context);
        expect(keys.open(sealed, context)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(keys.open(sealed, `${context}x`)).toBeNull();
      }),
    );
  });

  it('seal the same thing differently each time, and refuse what was tampered with', () => {
    const keys = deriveKeys(FIRST, null);
    const sealed = keys.seal('token', 'c');
    expect(keys.seal('token', 'c')).not.toBe(sealed);
    const bytes = Buffer.from(sealed, 'base64');
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] as number) ^ 1;
      expect(keys.open(changed.toString('base64'), 'c')).toBeNull();
    }
    expect(keys.open('', 'c')).toBeNull();
    expect(keys.open('not sealed at all, but long enough to be', 'c')).toBeNull();
  });

  it('after a rotation still know what the secret before made', () => {
    const before = deriveKeys(FIRST, null);
    const after = deriveKeys(SECOND, FIRST);
    expect(after.open(before.seal('token', 'c'), 'c')).toBe('token');
    expect(before.open(after.seal('token', 'c'), 'c')).toBeNull();
    expect(after.pseudonyms('p')).toEqual([after.pseudonym('p'), before.pseudonym('p')]);
  });
});

describe('the secret of a data folder', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'kitei-secret-'));
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  it('is made once and readable by its owner only', () => {
    const secret = secretOf(join(dir, 'data'));
    expect(secret.length).toBeGreaterThanOrEqual(32);
    expect(secretOf(join(dir, 'data'))).toBe(secret);
    expect(readFileSync(join(dir, 'data', 'secret'), 'utf8')).toBe(secret);
    if (process.platform !== 'win32') expect(statSync(join(dir, 'data', 'secret')).mode & 0o777).toBe(0o600);
  });

  it('is the same one for processes that start at the same moment', async () => {
    const printing = fileURLToPath(new URL('./printing-secret.ts', import.meta.url));
    const children = Array.from({ length: 4 }, () =>
      spawn(process.execPath, ['--import', 'tsx', printing, join(dir, 'data')], {
        stdio: ['pipe', 'pipe', 'inherit'],
      }),
    );
    const lines = children.map((child) => createInterface(child.stdout)[Symbol.asyncIterator]());
    for (const line of lines) expect((await line.next()).value).toBe('ready');
    for (const child of children) child.stdin.write('\n');
    const secrets = await Promise.all(lines.map(async (line) => (await line.next()).value));
    expect(new Set(secrets)).toEqual(new Set([secretOf(join(dir, 'data'))]));
    expect(readdirSync(join(dir, 'data'))).toEqual(['secret']);
  });

  it('says what is wrong where it cannot be kept, and never replaces one that was cut short', () => {
    writeFileSync(join(dir, 'file'), '');
    expect(() => secretOf(join(dir, 'file'))).toThrow(expect.objectContaining({ code: 'log.unwritable' }));
    writeFileSync(join(dir, 'secret'), 'short');
    expect(() => secretOf(dir)).toThrow(expect.objectContaining({ code: 'log.unwritable' }));
    expect(readFileSync(join(dir, 'secret'), 'utf8')).toBe('short');
  });
});
