import type { QuestionLog } from '../domain/question-log.ts';
import { KiteiError } from '../errors.ts';
import { type Entry, logSpool } from './log-spool.ts';

/** A question log that keeps records, and what is said of them, in files while it cannot be written. */
export interface SpooledQuestionLog extends QuestionLog {
  /**
   * Puts what waits into the log, in the order it came; ends quietly where the log still does not work.
   * @returns how many records the log did not have.
   */
  replay(): Promise<number>;
  /** How often writing to the log failed since the process started, for the health page. */
  readonly failures: number;
  /** How many of these entries the spool could not keep either: they are held in memory, and lost beyond a bound. */
  readonly lost: number;
}

/** Entries held in memory at most. */
const HELD = 1_000;

/**
 * Wraps a log so that a record, and what somebody says of it, is durable even while the log itself cannot be written: it
 * then goes to a spool in `dir`, and from there into the log as soon as that works again. Replaying twice changes
 * nothing, since a record is known by its id and the last word of a person counts. Nothing is lost in silence: `warn`
 * hears of everything that did not go straight into the log.
 *
 * Writing resolves once the entry is durable in one of the two, and throws `log.unwritable` where it is in neither. Such an
 * entry is held in memory, and follows once either works again before the process ends.
 */
export function spooledQuestionLog(
  log: QuestionLog,
  dir: string,
  warn: (message: string) => void,
): SpooledQuestionLog {
  const spool = logSpool(dir);
  let failures = 0;
  let dropped = 0;
  /** In the order they came, all of them after what is in the spool. */
  const held: Entry[] = [];
  let someWait = false;
  let replaying: Promise<number> | null = null;
  let last: Promise<unknown> = Promise.resolve();
  /** Replaying and keeping take turns: neither passes over what the other has in hand. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = last.then(work);
    last = result.catch(() => {});
    return result;
  };

  const replay = () => {
    replaying ??= inTurn(replayAll).finally(() => {
      replaying = null;
    });
    return replaying;
  };
  async function replayAll(): Promise<number> {
    let replayed = 0;
    const take = async (entry: Entry) => {
      if ((await write(entry)) === 'appended') replayed += 1;
    };
    try {
      await spool.drain(take, warn);
      await handOver(held.splice(0), take);
      someWait = false;
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

  async function write(entry: Entry): Promise<'appended' | 'known'> {
    if ('record' in entry) return log.append(entry.record);
    if ('feedback' in entry) await log.giveFeedback(entry.feedback);
    else if ('escalation' in entry) await log.escalate(entry.escalation);
    else await log.review(entry.review);
    return 'known';
  }
  async function wait(entry: Entry, error: unknown): Promise<void> {
    failures += 1;
    try {
      await inTurn(() => {
        someWait = true;
        return handOver([...held.splice(0), entry], (one) => spool.put(one));
      });
    } catch (cause) {
      throw notKept(dir, error, cause);
    }
    warn(`${messageOf(error)} What was to be kept waits in ${dir}.`);
  }
  /** Hands entries on in their order; those from the first failure on are held. */
  async function handOver(entries: Entry[], take: (entry: Entry) => Promise<unknown>): Promise<void> {
    try {
      for (let [first] = entries; first !== undefined; [first] = entries) {
        await take(first);
        entries.shift();
      }
    } catch (error) {
      held.unshift(...entries);
      dropped += held.splice(HELD).length;
      throw error;
    }
  }
  /** What is said of a record comes after the record, and after what was said before. */
  async function say(entry: Entry): Promise<void> {
    if (someWait) await replay();
    if (someWait) return wait(entry, new Error('The question log still cannot be written.'));
    await write(entry).catch((error: unknown) => wait(entry, error));
  }

  return {
    ...log,
    async append(record) {
      let outcome: 'appended' | 'known';
      try {
        outcome = await log.append(record);
      } catch (error) {
        await wait({ record }, error);
        return 'appended';
      }
      // The log works: what waits follows, without keeping this asker.
      if (someWait) void replay();
      return outcome;
    },
    giveFeedback: (feedback) => say({ feedback }),
    escalate: (escalation) => say({ escalation }),
    review: (review) => say({ review }),
    dropWording: (before) => afterReplay(() => log.dropWording(before)),
    deleteBefore: (before) => afterReplay(() => log.deleteBefore(before)),
    forget: (asker) => afterReplay(() => log.forget(asker)),
    replay,
    get failures() {
      return failures;
    },
    get lost() {
      return dropped + held.length;
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
