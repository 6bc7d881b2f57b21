import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { formatIdentity, parseIdentity, stateOf, thisProcess } from '../../src/storage/process-identity.ts';
import { acquireWriterLock } from '../../src/storage/writer-lock.ts';
import { temporaryFolder } from './samples.ts';

describe('the writer lock', () => {
  it('is held by one contender at a time', async () => {
    const folder = await temporaryFolder();
    let holders = 0;
    let most = 0;
    let turns = 0;
    await Promise.all(
      Array.from({ length: 8 }, async () => {
        const lock = await acquireWriterLock(folder, { waitMs: 50_000 });
        most = Math.max(most, ++holders);
        await sleep(5);
        holders--;
        turns++;
        await lock.release();
      }),
    );
    expect({ most, turns }).toEqual({ most: 1, turns: 8 });
    expect(await readdir(folder)).toEqual([]);
  });

  it('says who holds it when the waiting time is over, and leaves nothing behind', async () => {
    const folder = await temporaryFolder();
    const held = await acquireWriterLock(folder, { waitMs: 0 });
    const waitedFor: string[] = [];
    await expect(
      acquireWriterLock(folder, { waitMs: 1_000, onWait: (holder) => waitedFor.push(holder) }),
    ).rejects.toMatchObject({
      code: 'index.busy',
      message: expect.stringContaining(`process ${process.pid}`),
    });
    expect(waitedFor).toEqual([`process ${process.pid}`]);
    expect(await readdir(folder)).toHaveLength(1);
    await held.release();
    await (await acquireWriterLock(folder, { waitMs: 0 })).release();
  });

  it('stops waiting when aborted', async () => {
    const folder = await temporaryFolder();
    const held = await acquireWriterLock(folder, { waitMs: 0 });
    const waiting = acquireWriterLock(folder, { waitMs: 60_000, signal: AbortSignal.timeout(20) });
    await expect(waiting).rejects.toMatchObject({ name: expect.stringMatching(/AbortError|TimeoutError/) });
    await held.release();
  });

  it('of a process that has ended is removed', async () => {
    const folder = await temporaryFolder();
    const child = spawn(process.execPath, ['-e', '']);
    await once(child, 'exit');
    await writeFile(join(folder, lockName({ ...thisProcess(), pid: child.pid as number })), '');
    await (await acquireWriterLock(folder, { waitMs: 0 })).release();
    expect(await readdir(folder)).toEqual([]);
  });

  it('of a process whose number another process has now is removed', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, lockName({ ...thisProcess(), start: '1' })), '');
    await (await acquireWriterLock(folder, { waitMs: 0 })).release();
    expect(await readdir(folder)).toEqual([]);
  });

  it('of another machine is respected until it has been silent for long', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, lockName({ machine: '00000000', pid: 1, start: '1' }));
    await writeFile(path, '');
    await expect(acquireWriterLock(folder, { waitMs: 0 })).rejects.toMatchObject({
      code: 'index.busy',
      message: expect.stringContaining('another machine'),
    });
    const anHourAgo = Date.now() / 1000 - 3600;
    await utimes(path, anHourAgo, anHourAgo);
    await (await acquireWriterLock(folder, { waitMs: 0 })).release();
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('a process identity', () => {
  it('survives being written as a name', () => {
    expect(parseIdentity(formatIdentity(thisProcess()))).toEqual(thisProcess());
    expect(parseIdentity('notes')).toBeNull();
  });

  it('tells a running process from a killed one', async () => {
    expect(stateOf(thisProcess())).toBe('alive');
    expect(stateOf({ ...thisProcess(), machine: '00000000' })).toBe('elsewhere');
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    await once(child, 'spawn');
    const identity = { ...thisProcess(), pid: child.pid as number, start: '0' };
    expect(stateOf(identity)).toBe('alive');
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(stateOf(identity)).toBe('dead');
  });

  it.runIf(process.platform === 'linux')(
    'counts an ended process as dead that nobody has collected',
    async () => {
      const shell = spawn('sh', ['-c', 'sleep 0.2 & echo $!; exec sleep 60']);
      const [printed] = await once(shell.stdout, 'data');
      const zombie = { ...thisProcess(), pid: Number(printed), start: '0' };
      await expect.poll(() => stateOf(zombie)).toBe('dead');
      // It still has its number, so that asking the system for it succeeds.
      expect(process.kill(zombie.pid, 0)).toBe(true);
      shell.kill('SIGKILL');
    },
  );
});

function lockName(identity: ReturnType<typeof thisProcess>): string {
  return `writer-${formatIdentity(identity)}-0123abcd.lock`;
}
