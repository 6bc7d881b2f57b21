import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Config } from '../../src/config.ts';
import type { PolicyDocument } from '../../src/domain/policy.ts';
import { DAY_MS } from '../../src/training/days.ts';
import type { Context } from './context.ts';
import { startOfDay } from './log-filter.ts';
import { openApp } from './open-app.ts';
import { type OpenLog, withLog } from './open-log.ts';
import { configOf, type IndexOptions } from './options.ts';
import type { TrainingWords } from './training-words.ts';

/** Weeks of the log that are looked at unless told otherwise. */
const WEEKS = 13;

export interface SinceOptions extends IndexOptions {
  /** ISO timestamp. */
  readonly since?: string;
  readonly json?: boolean;
}

/** Adds `--since`. */
export function sinceOption({ help }: TrainingWords): Option {
  return new Option('--since <date>', help.since).argParser(startOfDay);
}

/** Adds an option that takes a whole number of 1 and more. */
export function withCount(
  command: Command,
  flags: string,
  text: string,
  standard: number,
  most: number,
): Command {
  const option = new Option(flags, text).default(standard).argParser((value: string) => {
    const number = Number(value);
    if (Number.isInteger(number) && number >= 1 && number <= most) return number;
    throw new InvalidArgumentError(`Write a whole number from 1 to ${most}.`);
  });
  return command.addOption(option);
}

/** What a command that looks at the log for training works with. */
export interface TrainingSources {
  readonly stores: OpenLog;
  readonly documents: readonly PolicyDocument[];
  readonly config: Config;
  /** The moment of the command, an ISO timestamp. */
  readonly now: string;
  readonly since: string;
}

/** Opens the policies and the log, puts the look down in the audit log, works, and closes. */
export async function withTraining<T>(
  action: string,
  options: SinceOptions,
  context: Context,
  work: (sources: TrainingSources) => Promise<T>,
): Promise<T> {
  const config = configOf(options, context);
  const { documents } = await openApp(config, context);
  const moment = Date.now();
  const now = new Date(moment).toISOString();
  const since = options.since ?? new Date(moment - WEEKS * 7 * DAY_MS).toISOString();
  return withLog(config, context, async (stores) => {
    await stores.audit(action, `since ${since.slice(0, 10)}`);
    return work({ stores, documents, config, now, since });
  });
}
