import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { QuestionLog } from '../domain/question-log.ts';
import type { QuestionRecord } from '../domain/question-record.ts';
import { KiteiError } from '../errors.ts';

/** A question log that keeps records in files while it cannot be written. */
export interface SpooledQuestionLog extends QuestionLog {
  /** Puts spooled records into the log, oldest first; stops quietly where it still does not work. */
  replay(): Promise<number>;
  /** How often appending to the log failed since the process started. */
  readonly failures: number;
}

const SUFFIX = '.jsonl';
const BROKEN = 'broken.txt';

/**
 * Wraps a log so that a record is durable even while the log itself cannot be written: it then goes to a file of its
 * own process in `dir`, line by line and flushed to the disk, and into the log as soon as that works again. Replaying
 * twice changes nothing, since a record is known by its id. Lines that cannot be read are set aside, not lost.
 *
 * `append` still throws `log.unwritable` where neither the log nor the spool can be written.
 */
export function spooledQuestionLog(
  log: QuestionLog,
  dir: string,
  warn: (message: string) => void,
): SpooledQuestionLog {
  const own = join(dir, `${process.pid}-${Date.now()}${SUFFIX}`);
  let failures = 0;
  let replaying: Promise<number> | null = null;

  const replay = () => {
    replaying ??= replayAll(log, dir, warn).finally(() => {
      replaying = null;
    });
    return replaying;
  };
  return {
    ...log,
    async append(record) {
      let outcome: 'appended' | 'known';
      try {
        outcome = await log.append(record);
      } catch (error) {
        failures += 1;
        warn(`${error instanceof Error ? error.message : String(error)} The record goes to the spool.`);
        appendLine(dir, own, JSON.stringify(record));
        return 'appended';
      }
      // The log works: whatever waits can follow.
      if (hasSpool(dir)) await replay();
      return outcome;
    },
    replay,
    get failures() {
      return failures;
    },
  };
}

async function replayAll(log: QuestionLog, dir: string, warn: (message: string) => void): Promise<number> {
  let replayed = 0;
  for (const name of spoolFiles(dir)) {
    const path = join(dir, name);
    // A writer of this file goes on in a new one; two that replay it do no harm.
    const taken = name.endsWith(`.taken${SUFFIX}`) ? path : path.replace(SUFFIX, `.taken${SUFFIX}`);
    try {
      if (taken !== path) renameSync(path, taken);
      replayed += await replayFile(log, taken, dir, warn);
    } catch (error) {
      // Taken away by another process meanwhile, or the log does not work yet.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') return replayed;
    }
  }
  return replayed;
}

async function replayFile(
  log: QuestionLog,
  path: string,
  dir: string,
  warn: (message: string) => void,
): Promise<number> {
  let replayed = 0;
  for (let done = 0; ; ) {
    const bytes = readFileSync(path);
    for (const line of bytes.subarray(done).toString('utf8').split('\n')) {
      if (line === '') continue;
      const record = parse(line);
      if (record === null) {
        warn(`A line of the spool cannot be read; it is kept in ${join(dir, BROKEN)}.`);
        appendLine(dir, join(dir, BROKEN), line);
      } else if ((await log.append(record)) === 'appended') replayed += 1;
    }
    done = bytes.length;
    // A writer that had the file open may have added a line since.
    if (statSync(path).size === done) break;
  }
  rmSync(path, { force: true });
  return replayed;
}

function parse(line: string): QuestionRecord | null {
  try {
    const record = JSON.parse(line);
    return typeof record?.id === 'string' && typeof record.askedAt === 'string' ? record : null;
  } catch {
    return null;
  }
}

function spoolFiles(dir: string): string[] {
  try {
    return readdirSync(dir)
      .filter((name) => name.endsWith(SUFFIX))
      .sort();
  } catch {
    return [];
  }
}

function hasSpool(dir: string): boolean {
  return spoolFiles(dir).length > 0;
}

function appendLine(dir: string, path: string, line: string): void {
  try {
    mkdirSync(dir, { recursive: true });
    const file = openSync(path, 'a', 0o600);
    try {
      // Half a line of a former write must not spoil this one.
      writeSync(file, `\n${line}\n`);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  } catch (cause) {
    throw new KiteiError(
      'log.unwritable',
      `Neither the question log nor its spool ${path} can be written (${(cause as NodeJS.ErrnoException).code}).`,
      'See that the disk is not full and that the data folder can be written.',
      cause,
    );
  }
}
