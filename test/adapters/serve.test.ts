import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

// The real server in a process of its own, on the sample policies.

const root = fileURLToPath(new URL('../..', import.meta.url));
let dir: string;
let child: ChildProcess | undefined;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'kitei-serve-'));
});
afterEach(() => {
  child?.kill('SIGKILL');
  rmSync(dir, { recursive: true, force: true });
});

function start(env: Record<string, string>) {
  const inherited = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(KITEI_|SLACK_|TEAMS_|LC_|LANG)/.test(name)),
  );
  child = spawn(process.execPath, [join(root, 'adapters/main.mjs')], {
    cwd: root,
    env: { ...inherited, LANG: 'C.UTF-8', KITEI_DATA: dir, KITEI_PORT: '0', ...env },
  });
  let said = '';
  child.stderr?.on('data', (data) => {
    said += data;
  });
  return { process: child, said: () => said };
}

/** Resolves to the address once the server says where it runs. */
async function running({ process: server, said }: ReturnType<typeof start>): Promise<string> {
  for (;;) {
    const url = /running: (http:[^\s"]+)/.exec(said())?.[1];
    if (url !== undefined) return url;
    if (server.exitCode !== null) throw new Error(`The server ended: ${said()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describe('npm start', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('serves until %s, and ends in order', async (signal) => {
    const server = start({});
    const url = await running(server);
    const alive = await fetch(`${url}/healthz`);
    expect([alive.status, await alive.text()]).toEqual([200, 'ok\n']);
    expect((await fetch(`${url}/policies`)).status).toBe(401);
    server.process.kill(signal);
    const [code] = await once(server.process, 'exit');
    expect([code, server.said()]).toEqual([0, expect.stringContaining('Stopping')]);
    await expect(fetch(`${url}/healthz`)).rejects.toThrow();
  });

  it('says what is wrong with its settings, all at once, and ends', async () => {
    const server = start({ KITEI_PORT: 'x', KITEI_LOG_DAYS: '0' });
    const [code] = await once(server.process, 'exit');
    expect(code).toBe(2);
    expect(server.said()).toContain('KITEI_PORT must be a whole number');
    expect(server.said()).toContain('KITEI_LOG_DAYS must be between 1 and 3650');
  });
});
