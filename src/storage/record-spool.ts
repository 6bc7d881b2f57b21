import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { QuestionRecord } from '../domain/question-record.ts';
import { createDurably, syncFolder } from './durable-files.ts';

/** Records that wait in a folder, each as a line of JSON in a file of its own. */
export interface RecordSpool {
  /** Resolves once the record is on the disk. @throws the system's error. */
  put(record: QuestionRecord): Promise<void>;
  /**
   * Hands every record to `take`, those that came first before the others, and removes it once that resolves. Ends at
   * the first one that is not taken. What cannot be read goes to the folder `broken`, and `warn` hears of it.
   */
  drain(take: (record: QuestionRecord) => Promise<unknown>, warn: (message: string) => void): Promise<void>;
}

const WAITING = '.json';
const BROKEN = 'broken';

/**
 * A spool in a folder, which is made when it is needed. Several processes may share it: a file appears complete, under
 * a name of its own, and never changes, so that nothing can be added to one that another process is about to remove.
 */
export function recordSpool(dir: string): RecordSpool {
  let count = 0;
  return {
    async put(record) {
      await mkdir(dir, { recursive: true, mode: 0o700 });
      count += 1;
      const order = `${String(Date.now()).padStart(15, '0')}-${String(count).padStart(9, '0')}`;
      const path = join(dir, `${order}-${randomBytes(6).toString('hex')}${WAITING}`);
      const beside = `${path}.tmp`;
      try {
        await createDurably(beside, `${JSON.stringify(record)}\n`);
        await rename(beside, path);
      } catch (cause) {
        await rm(beside, { force: true }).catch(() => undefined);
        throw cause;
      }
      await syncFolder(dir);
    },

    async drain(take, warn) {
      for (const name of await waiting(dir)) {
        const path = join(dir, name);
        const text = await readFile(path, 'utf8').catch(ignoreAbsence);
        if (text === undefined) continue;
        const record = recordIn(text);
        if (record === null) {
          await mkdir(join(dir, BROKEN), { recursive: true, mode: 0o700 });
          await rename(path, join(dir, BROKEN, name)).catch(ignoreAbsence);
          warn(`A spooled record cannot be read; it is kept in ${join(dir, BROKEN, name)}.`);
        } else {
          await take(record);
          await rm(path, { force: true });
        }
      }
    },
  };
}

async function waiting(dir: string): Promise<readonly string[]> {
  const names = (await readdir(dir).catch(ignoreAbsence)) ?? [];
  return names.filter((name) => name.endsWith(WAITING)).sort();
}

function recordIn(text: string): QuestionRecord | null {
  try {
    const record: unknown = JSON.parse(text);
    return isRecord(record) ? record : null;
  } catch {
    return null;
  }
}

/** Whether this is a record as far as a log depends on it; one that no log can take would hold up all others. */
function isRecord(value: unknown): value is QuestionRecord {
  if (typeof value !== 'object' || value === null) return false;
  const record = value as Readonly<Record<string, unknown>>;
  return (
    ['id', 'askedAt', 'channel', 'language', 'verdict'].every((name) => typeof record[name] === 'string') &&
    ['cited', 'retrieved', 'documents'].every((name) => Array.isArray(record[name])) &&
    !Number.isNaN(Date.parse(record.askedAt as string))
  );
}

/** Another process has taken it away, or nothing was ever put there. */
function ignoreAbsence(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
  throw error;
}
