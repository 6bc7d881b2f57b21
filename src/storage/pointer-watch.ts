import { type FSWatcher, watch } from 'node:fs';

/** Told about changes until it is closed. */
export interface Watch {
  close(): void;
}

/** How often the pointer is read, in milliseconds: some disks, those of other machines above all, tell of no changes. */
const POLL_MS = 1000;

/**
 * Tells when the pointer of a store of generations comes to lead elsewhere: at once where the system tells of changes in
 * the folder, and within a second where it does not. Does not keep a process running.
 * @param readPointer gives the pointer's content; null where there is none.
 */
export function watchPointer(
  folder: string,
  readPointer: () => Promise<string | null>,
  onSwitch: () => void,
): Watch {
  let known: Promise<string | null> = readPointer().catch(() => null);
  const look = () => {
    known = known.then(async (before) => {
      const now = await readPointer().catch(() => before);
      if (now !== before && now !== null) onSwitch();
      return now ?? before;
    });
  };
  let watcher: FSWatcher | null = null;
  const listen = () => {
    try {
      watcher = watch(folder, { persistent: false }, look);
      watcher.on('error', () => {
        watcher?.close();
        watcher = null;
      });
    } catch {
      // The folder is not there yet, or the system has no watches left; the poll finds the switch.
    }
  };
  listen();
  const poll = setInterval(() => {
    if (watcher === null) listen();
    look();
  }, POLL_MS);
  poll.unref();
  return {
    close() {
      clearInterval(poll);
      watcher?.close();
      watcher = null;
    },
  };
}
