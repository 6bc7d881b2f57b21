import { randomBytes } from 'node:crypto';
import { open, readdir, rm, stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { KiteiError } from '../errors.ts';
import { formatIdentity, parseIdentity, stateOf, thisProcess } from './process-identity.ts';

/** The exclusive right to write into a folder. */
export interface WriterLock {
  /** Gives the right back; calling it again does nothing. */
  release(): Promise<void>;
}

/** How to wait for the right to write. */
export interface LockOptions {
  /** How long to wait for another writer, in milliseconds. */
  readonly waitMs: number;
  /** Called once, with words for the user, when there is somebody to wait for. */
  readonly onWait?: ((holder: string) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

const HEARTBEAT_MS = 15_000;
/** A writer on another machine cannot be asked whether it lives; it counts as gone after this silence. */
const SILENCE_MS = 10 * 60_000;
const LOCK_NAME = /^writer-(.+)-([0-9a-f]{8})\.lock$/;

/**
 * Waits for and takes the right to write into an existing folder.
 *
 * Each contender creates a lock file of its own, named after its process (number and start time), and has the right if
 * after that it sees no other living one; otherwise it takes its file back and tries again. Of two that overlap the one
 * that created later always sees the earlier, so both can never hold. A dead process's file belongs to nobody
 * else and is never created again, so removing it is safe at any moment.
 *
 * @throws KiteiError `index.busy` when the time is over, the signal's reason when aborted, or the system's error.
 */
export async function acquireWriterLock(folder: string, options: LockOptions): Promise<WriterLock> {
  const name = `writer-${formatIdentity(thisProcess())}-${randomBytes(4).toString('hex')}.lock`;
  const path = join(folder, name);
  const deadline = performance.now() + options.waitMs;
  let told = false;
  for (;;) {
    options.signal?.throwIfAborted();
    let rivals = await livingLocks(folder, name);
    if (rivals.length === 0) {
      await createLockFile(path);
      rivals = await livingLocks(folder, name);
      if (rivals.length === 0) return holdLock(path);
      await rm(path, { force: true });
    }
    const holder = describeHolder(rivals[0] ?? name);
    if (performance.now() >= deadline) throw busy(folder, holder);
    if (!told) options.onWait?.(holder);
    told = true;
    // Random, so that two contenders that saw each other do not meet again and again.
    await sleep(50 + Math.random() * 150, undefined, options.signal ? { signal: options.signal } : {});
  }
}

/** Names of the lock files of living writers other than `own`; removes those of dead ones. */
async function livingLocks(folder: string, own: string): Promise<readonly string[]> {
  const living: string[] = [];
  for (const name of await readdir(folder)) {
    const identity = parseIdentity(LOCK_NAME.exec(name)?.[1] ?? '');
    if (identity === null || name === own) continue;
    const path = join(folder, name);
    const state = stateOf(identity);
    if (state === 'dead' || (state === 'elsewhere' && (await isSilent(path))))
      await rm(path, { force: true });
    else living.push(name);
  }
  return living;
}

async function isSilent(path: string): Promise<boolean> {
  try {
    return Date.now() - (await stat(path)).mtimeMs > SILENCE_MS;
  } catch {
    return true;
  }
}

/** The name alone is the lock; the content is for people. */
async function createLockFile(path: string): Promise<void> {
  const file = await open(path, 'wx');
  try {
    const since = new Date().toISOString();
    await file.writeFile(`${JSON.stringify({ pid: process.pid, host: hostname(), since })}\n`);
  } catch (cause) {
    await rm(path, { force: true }).catch(() => undefined);
    throw cause;
  } finally {
    await file.close();
  }
}

function holdLock(path: string): WriterLock {
  const heartbeat = setInterval(() => {
    const now = new Date();
    utimes(path, now, now).catch(() => undefined);
  }, HEARTBEAT_MS);
  heartbeat.unref();
  return {
    async release() {
      clearInterval(heartbeat);
      await rm(path, { force: true });
    },
  };
}

function describeHolder(name: string): string {
  const identity = parseIdentity(LOCK_NAME.exec(name)?.[1] ?? '');
  if (identity === null) return 'another process';
  const elsewhere =
    identity.machine === thisProcess().machine ? '' : ' on another machine or in another container';
  return `process ${identity.pid}${elsewhere}`;
}

function busy(folder: string, holder: string): KiteiError {
  return new KiteiError(
    'index.busy',
    `The index in ${folder} is being written by ${holder}.`,
    'Try again when it has finished, or end that process; what a dead process leaves behind is cleaned up by itself.',
  );
}
