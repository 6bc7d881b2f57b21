import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Creates a file (which must not exist) and returns when its bytes are on the disk. The entry in its folder is durable
 * only after `syncFolder`.
 * @throws the system's error (`ENOSPC`, `EROFS`, …).
 */
export async function createDurably(path: string, bytes: Uint8Array | string): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/**
 * Replaces a file so that a reader, or a run after a power cut, finds either the old or the new content whole.
 * @throws the system's error; the old content then stands.
 */
export async function replaceDurably(path: string, bytes: Uint8Array | string): Promise<void> {
  const beside = `${path}.${process.pid}.tmp`;
  await rm(beside, { force: true });
  try {
    await createDurably(beside, bytes);
    await rename(beside, path);
  } catch (cause) {
    await rm(beside, { force: true }).catch(() => undefined);
    throw cause;
  }
  await syncFolder(dirname(path));
}

/** Returns when the folder's entries (names created, renamed, removed) are on the disk. */
export async function syncFolder(path: string): Promise<void> {
  // Windows cannot open folders; its file systems journal names on their own.
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** The system's code (`ENOSPC`, `EACCES`, …) of a failed file operation; null for any other error. */
export function fileErrorCode(error: unknown): string | null {
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}
