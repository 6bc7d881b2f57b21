import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (name: string) => readFileSync(join(root, 'docs/deployment', name), 'utf8');

describe('the systemd unit', () => {
  const unit = join(root, 'docs/deployment/kitei.service');
  const hasSystemd = spawnSync('systemd-analyze', ['--version']).status === 0;

  it.skipIf(!hasSystemd)('is one that systemd reads without a word', () => {
    const { status, stdout, stderr } = spawnSync('systemd-analyze', ['verify', unit], { encoding: 'utf8' });
    expect([status, stdout, stderr]).toEqual([0, '', '']);
  });

  it('starts what is there, as a user who is not root', () => {
    const lines = read('kitei.service').split('\n');
    const odd = lines.filter((line) => !/^(#.*|\[(Unit|Service|Install)\]|[A-Z][A-Za-z]+=.*|)$/.test(line));
    expect(odd).toEqual([]);
    const entry = /^ExecStart=\/usr\/bin\/node (\S+)$/m.exec(read('kitei.service'))?.[1];
    expect(existsSync(join(root, entry ?? 'nothing'))).toBe(true);
    expect(lines).toContain('User=kitei');
  });
});

describe('the Dockerfile', () => {
  const text = read('Dockerfile').replaceAll('\\\n', ' ');
  const [, last = ''] = text.split(/^(?=FROM .*slim$)/m);
  const command = (pattern: RegExp): string[] => JSON.parse(pattern.exec(last)?.[1] ?? '[]');

  it('copies what it starts: it runs from these files alone, and its health check passes', async () => {
    const image = mkdtempSync(join(tmpdir(), 'kitei-image-'));
    const data = mkdtempSync(join(tmpdir(), 'kitei-image-data-'));
    symlinkSync(join(root, 'node_modules'), join(image, 'node_modules'));
    const copies = [...last.matchAll(/^COPY (?!--from)(.*) (\S+)$/gm)];
    expect(copies.length).toBeGreaterThan(3);
    for (const [, sources = '', target = ''] of copies)
      for (const source of sources.split(' '))
        cpSync(join(root, source), join(image, target === './' ? source : target), { recursive: true });
    // The policies are mounted; here they are the samples that were copied.
    const env = { PATH: process.env.PATH ?? '', LANG: 'C.UTF-8', KITEI_DATA: data, KITEI_PORT: '0' };
    const [program = '', ...parts] = command(/^CMD (\[.*\])$/m);
    const server = spawn(program, parts, { cwd: image, env });
    try {
      const port = await new Promise<string>((resolve, reject) => {
        let said = '';
        server.on('exit', () => reject(new Error(said)));
        server.stderr.on('data', (data) => {
          said += data;
          const found = /running: http:[^\s"]+:(\d+)/.exec(said)?.[1];
          if (found !== undefined) resolve(found);
        });
      });
      const [check = '', ...checked] = command(/^HEALTHCHECK .*CMD (\[.*\])$/m);
      execFileSync(check, checked, { env: { ...env, KITEI_PORT: port } });
      expect(() => execFileSync(check, checked, { env: { ...env, KITEI_PORT: '1' } })).toThrow();
    } finally {
      server.kill('SIGKILL');
      for (const folder of [image, data]) rmSync(folder, { recursive: true, force: true });
    }
  });

  it('installs from the files that npm ci needs', () => {
    for (const name of ['package.json', 'package-lock.json', '.npmrc']) {
      expect(text).toMatch(new RegExp(`^COPY .*${name.replace('.', '\\.')}.* \\./$`, 'm'));
      expect(existsSync(join(root, name))).toBe(true);
    }
  });
});
