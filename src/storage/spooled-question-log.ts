import type { QuestionLog } from '../domain/question-log.ts';
import { KiteiError } from '../errors.ts';
import { recordSpool } from './record-spool.ts';

/** A question log that keeps records in files while it cannot be written. */
export interface SpooledQuestionLog extends QuestionLog {
  /** Puts spooled records into the log, in the order they came; ends quietly where the log still does not work. */
  replay(): Promise<number>;
  /** How often appending to the log failed since the process started, for the health page. */
  readonly failures: number;
  /** How many of these records the spool could not keep either. */
  readonly lost: number;
}

/**
 * Wraps a log so that a record is durable even while the log itself cannot be written: it then goes to a spool in
 * `dir`, and from there into the log as soon as that works again. Replaying twice changes nothing, since a record is
 * known by its id. Nothing is lost in silence: `warn` hears of every record that did not go straight into the log.
 *
 * `append` resolves once the record is durable in one of the two, and throws `log.unwritable` where it is in neither.
 */
export function spooledQuestionLog(
  log: QuestionLog,
  dir: string,
  warn: (message: string) => void,
): SpooledQuestionLog {
  const spool = recordSpool(dir);
  let failures = 0;
  let lost = 0;
  let someWait = false;
  let replaying: Promise<number> | null = null;

  const replay = () => {
    replaying ??= replayAll().finally(() => {
      replaying = null;
    });
    return replaying;
  };
  async function replayAll(): Promise<number> {
    let replayed = 0;
    someWait = false;
    try {
      await spool.drain(async (record) => {
        if ((await log.append(record)) === 'appended') replayed += 1;
      }, warn);
    } catch {
      someWait = true;
    }
    return replayed;
  }
  /** Work on what is kept must not pass over what still waits. */
  const afterReplay = async <T>(work: () => Promise<T>) => {
    await replay();
    return work();
  };

  return {
    ...log,
    async append(record) {
      let outcome: 'appended' | 'known';
      try {
        outcome = await log.append(record);
      } catch (error) {
        failures += 1;
        try {
          await spool.put(record);
        } catch (cause) {
          lost += 1;
          throw notKept(dir, error, cause);
        }
        someWait = true;
        warn(`${messageOf(error)} The record waits in ${dir}.`);
        return 'appended';
      }
      // The log works: what waits follows, without keeping this asker.
      if (someWait) void replay();
      return outcome;
    },
    dropWording: (before) => afterReplay(() => log.dropWording(before)),
    deleteBefore: (before) => afterReplay(() => log.deleteBefore(before)),
    forget: (asker) => afterReplay(() => log.forget(asker)),
    replay,
    get failures() {
      return failures;
    },
    get lost() {
      return lost;
    },
  };
}

function notKept(dir: string, error: unknown, cause: unknown): KiteiError {
  return new KiteiError(
    'log.unwritable',
    `${messageOf(error)} Its spool ${dir} cannot be written either: ${messageOf(cause)}`,
    'See that the disk is not full and that the data folder can be written.',
    cause,
  );
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
