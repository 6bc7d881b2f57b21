import fs, { type FileHandle } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';

/** What happens at the chosen operation: the process dies at once, or the system refuses with this code. */
export type Failure = 'kill' | 'ENOSPC' | 'EROFS' | 'EIO';

/** Counts the writing operations of this process and fails one of them. */
export interface FailingDisk {
  /** Operations since the last call of `failAt`. */
  readonly operations: number;
  /** Fails the operation with this number (the first is 1), and with a refusal all that follow; 0 for none. */
  failAt(operation: number, failure: Failure): void;
}

/**
 * Puts a counter between this process and the system's file operations. A write that fails has written half of its bytes.
 * For child processes only: it changes the built-in module.
 */
export async function installFailingDisk(): Promise<FailingDisk> {
  let operations = 0;
  let failing = 0;
  let failure: Failure = 'kill';

  const step = async (name: string, half: () => Promise<unknown>): Promise<void> => {
    operations++;
    if (failing === 0 || operations < failing) return;
    await half();
    if (failure === 'kill') {
      process.kill(process.pid, 'SIGKILL');
      await new Promise(() => {});
    }
    throw Object.assign(new Error(`${failure}: ${name}`), { code: failure, syscall: name });
  };
  const nothing = async () => {};

  const { open, mkdir, rename, rm, link } = fs;
  Object.assign(fs, {
    open: async (...args: Parameters<typeof open>) => {
      if (args[1] !== 'r') await step('open', nothing);
      return open(...args);
    },
    mkdir: async (...args: Parameters<typeof mkdir>) => {
      await step('mkdir', nothing);
      return mkdir(...args);
    },
    link: async (...args: Parameters<typeof link>) => {
      await step('link', nothing);
      return link(...args);
    },
    rename: async (...args: Parameters<typeof rename>) => {
      await step('rename', nothing);
      return rename(...args);
    },
    // A full disk still allows removal, and cleaning up after a refusal is what is being tested.
    rm: async (...args: Parameters<typeof rm>) => {
      if (failure === 'kill') await step('rm', nothing);
      return rm(...args);
    },
  });
  syncBuiltinESMExports();

  const probe = await open('/dev/null', 'r');
  const prototype = Object.getPrototypeOf(probe) as FileHandle;
  await probe.close();
  const { writeFile, sync } = prototype;
  prototype.writeFile = async function (this: FileHandle, data, ...rest) {
    const bytes = Buffer.from(data as Uint8Array);
    await step('write', () => writeFile.call(this, bytes.subarray(0, bytes.length / 2)));
    return writeFile.call(this, data, ...rest);
  };
  prototype.sync = async function (this: FileHandle) {
    await step('fsync', nothing);
    return sync.call(this);
  };

  return {
    get operations() {
      return operations;
    },
    failAt(operation, how) {
      operations = 0;
      failing = operation;
      failure = how;
    },
  };
}
