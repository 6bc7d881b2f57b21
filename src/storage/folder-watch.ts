import { watch } from 'node:fs';
import type { Watch } from './pointer-watch.ts';

/**
 * Calls `onChange` at every change in a folder, and `lost` when the system tells of none any more. Does not keep a process
 * running.
 * @throws the system's error where the folder is not there or no watch can be had.
 */
export function watchFolder(folder: string, onChange: () => void, lost: () => void): Watch {
  const watcher = watch(folder, { persistent: false }, onChange);
  watcher.on('error', () => {
    watcher.close();
    lost();
  });
  return { close: () => watcher.close() };
}
