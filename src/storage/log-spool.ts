import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Escalation, Feedback, QuestionRecord, Review } from '../domain/question-record.ts';
import { createDurably, syncFolder } from './durable-files.ts';

/** What waits for a log: a record, or what was said of one. */
export type Entry =
  | { readonly record: QuestionRecord }
  | { readonly feedback: Feedback }
  | { readonly escalation: Escalation }
  | { readonly review: Review };

/** Entries that wait in a folder, each as a line of JSON in a file of its own. */
export interface LogSpool {
  /** Resolves once the entry is on the disk. @throws the system's error. */
  put(entry: Entry): Promise<void>;
  /**
   * Hands every entry to `take`, those that came first before the others, and removes it once that resolves. Ends at
   * the first one that is not taken. What cannot be read goes to the folder `broken`, and `warn` hears of it.
   */
  drain(take: (entry: Entry) => Promise<unknown>, warn: (message: string) => void): Promise<void>;
}

const WAITING = '.json';
const BROKEN = 'broken';

/**
 * A spool in a folder, which is made when it is needed. Several processes may share it: a file appears complete, under
 * a name of its own, and never changes, so that nothing can be added to one that another process is about to remove.
 */
export function logSpool(dir: string): LogSpool {
  let count = 0;
  return {
    async put(entry) {
      await mkdir(dir, { recursive: true, mode: 0o700 });
      count += 1;
      const order = `${String(Date.now()).padStart(15, '0')}-${String(count).padStart(9, '0')}`;
      const path = join(dir, `${order}-${randomBytes(6).toString('hex')}${WAITING}`);
      const beside = `${path}.tmp`;
      try {
        await createDurably(beside, `${JSON.stringify(entry)}\n`);
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
        const entry = entryIn(text);
        if (entry === null) {
          await mkdir(join(dir, BROKEN), { recursive: true, mode: 0o700 });
          await rename(path, join(dir, BROKEN, name)).catch(ignoreAbsence);
          warn(`What waits for the log cannot be read; it is kept in ${join(dir, BROKEN, name)}.`);
        } else {
          await take(entry);
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

function entryIn(text: string): Entry | null {
  try {
    const value: unknown = JSON.parse(text);
    return isEntry(value) ? value : null;
  } catch {
    return null;
  }
}

/** The parts of an entry that a log depends on; one that no log can take would hold up all others. */
const TEXTS = {
  record: ['id', 'askedAt', 'channel', 'language', 'verdict'],
  feedback: ['recordId', 'at'],
  escalation: ['recordId', 'at', 'status'],
  review: ['recordId', 'at', 'reviewer', 'finding'],
} as const;
const LISTS = {
  record: ['cited', 'retrieved', 'documents'],
  feedback: [],
  escalation: [],
  review: ['expectedClauses'],
} as const;

function isEntry(value: unknown): value is Entry {
  const [[kind, content] = [], ...others] = Object.entries(value ?? {});
  if (kind === undefined || !isKind(kind) || others.length > 0 || content === null) return false;
  const parts = content as Readonly<Record<string, unknown>>;
  return (
    TEXTS[kind].every((name) => typeof parts[name] === 'string') &&
    LISTS[kind].every((name) => Array.isArray(parts[name])) &&
    (kind !== 'record' || !Number.isNaN(Date.parse(parts.askedAt as string)))
  );
}

function isKind(kind: string): kind is keyof typeof TEXTS {
  return kind in TEXTS;
}

/** Another process has taken it away, or nothing was ever put there. */
function ignoreAbsence(error: unknown): undefined {
  const { code } = error as NodeJS.ErrnoException;
  // ENOTDIR: a file stands where the folder would be.
  if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
  throw error;
}
