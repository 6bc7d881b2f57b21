import { constants } from 'node:fs';
import { access, mkdir, open, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { type Finding, finding } from './finding.ts';

/** Less free space than this is worth a word, in bytes. */
const LOW_BYTES = 1024 ** 3;
/** Below this the index and the log may soon not be written, in bytes. */
const FULL_BYTES = 100 * 1024 ** 2;

/** Whether the policies can be read and the data folder, made where it is missing, can be written. */
export async function checkFolders(knowledgeDir: string, dataDir: string): Promise<readonly Finding[]> {
  const found: Finding[] = [];
  for (const path of [knowledgeDir, join(knowledgeDir, 'policies')]) {
    const code = await codeOf(access(path, constants.R_OK | constants.X_OK));
    if (code !== null) {
      found.push(finding('folders', 'failed', 'folders.unreadable', { path, code }));
      break;
    }
  }
  const code = await codeOf(writeInto(dataDir));
  if (code !== null) found.push(finding('folders', 'failed', 'folders.unwritable', { path: dataDir, code }));
  return found.length > 0 ? found : [finding('folders', 'passed', 'folders.usable', { path: dataDir })];
}

/** Whether files that hold secrets or questions are closed to other users of this machine. */
export async function checkSecrets(dataDir: string, others: readonly string[]): Promise<readonly Finding[]> {
  if (process.platform === 'win32') return [];
  const paths = [...['secret', 'kitei.db', 'spool'].map((name) => join(dataDir, name)), ...others];
  const open: Finding[] = [];
  for (const path of paths) {
    const mode = (await stat(path).catch(() => null))?.mode ?? 0;
    if ((mode & 0o077) === 0) continue;
    const shown = (mode & 0o777).toString(8);
    open.push(finding('secrets', 'failed', 'secrets.readable', { path, mode: shown }));
  }
  return open.length > 0 ? open : [finding('secrets', 'passed', 'secrets.kept')];
}

/** How much space is left where the data folder is. */
export async function checkDisk(dataDir: string): Promise<readonly Finding[]> {
  const disk = await statfs(dataDir).catch(() => null);
  // The folder is not there, which has been said.
  if (disk === null) return [];
  const free = disk.bavail * disk.bsize;
  const facts = { path: dataDir, megabytes: Math.floor(free / 1024 ** 2) };
  if (free < FULL_BYTES) return [finding('disk', 'failed', 'disk.full', facts)];
  if (free < LOW_BYTES) return [finding('disk', 'warning', 'disk.low', facts)];
  return [finding('disk', 'passed', 'disk.free', facts)];
}

async function writeInto(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, `doctor-${process.pid}.tmp`);
  try {
    const file = await open(path, 'wx', 0o600);
    await file.writeFile('written by kitei doctor').finally(() => file.close());
  } finally {
    await rm(path, { force: true });
  }
}

/** The system's code of a failure; null where there was none. */
async function codeOf(work: Promise<unknown>): Promise<string | null> {
  return work.then(
    () => null,
    (error: NodeJS.ErrnoException) => error.code ?? String(error),
  );
}
