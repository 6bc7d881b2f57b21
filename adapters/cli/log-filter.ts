import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Verdict } from '../../src/domain/answer.ts';
import type { ChannelName } from '../../src/domain/question.ts';
import type { LogFilter } from '../../src/domain/question-log.ts';
import type { LogWords } from './log-words.ts';

/** Options that narrow a look at the log. */
export interface FilterOptions {
  readonly since?: string;
  readonly until?: string;
  readonly department?: string;
  readonly channel?: ChannelName;
  readonly verdict?: readonly string[];
  readonly clause?: string;
  readonly text?: string;
  readonly disliked?: boolean;
  readonly unreviewed?: boolean;
  readonly outdated?: boolean;
}

/** Every verdict that a record can have. */
export const VERDICTS: readonly (Verdict | 'failed')[] = [
  'allowed',
  'allowed_conditional',
  'not_allowed',
  'required',
  'applies',
  'does_not_apply',
  'informational',
  'not_stated',
  'needs_person',
  'refuse',
  'out_of_scope',
  'chitchat',
  'failed',
];

/** Adds the options of a filter. */
export function withFilter(command: Command, { help }: LogWords): Command {
  return command
    .addOption(new Option('--since <date>', help.since).argParser(startOfDay))
    .addOption(new Option('--until <date>', help.until).argParser(startOfDay))
    .option('--department <name>', help.department)
    .addOption(new Option('--channel <name>', help.channel).choices(['cli', 'web', 'slack', 'teams']))
    .addOption(new Option('--verdict <verdicts>', help.verdict).argParser(verdicts))
    .option('--clause <id>', help.clause)
    .option('--text <words>', help.text)
    .option('--disliked', help.disliked)
    .option('--unreviewed', help.unreviewed)
    .option('--outdated', help.outdated);
}

/** The filter that options ask for. */
export function filterOf(options: FilterOptions): LogFilter {
  const { since, until, department, channel, verdict, clause, text, disliked, unreviewed, outdated } =
    options;
  return {
    ...(since !== undefined && { since }),
    ...(until !== undefined && { until }),
    ...(department !== undefined && { department }),
    ...(channel !== undefined && { channel }),
    ...(verdict !== undefined && { verdicts: verdict as (Verdict | 'failed')[] }),
    ...(clause !== undefined && { clauseId: clause }),
    ...(text !== undefined && { text }),
    ...(disliked && { disliked: true }),
    ...(unreviewed && { reviewed: false }),
    ...(outdated && { outdated: true }),
  };
}

/** The first moment of a day by this machine's clock, as an ISO timestamp in UTC. */
export function startOfDay(value: string): string {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(value) ?? [];
  const moment = new Date(Number(year), Number(month) - 1, Number(day));
  if (Number.isNaN(moment.getTime()) || moment.getDate() !== Number(day)) {
    throw new InvalidArgumentError('Write a day such as 2026-04-01.');
  }
  return moment.toISOString();
}

function verdicts(value: string): readonly string[] {
  const named = value.split(',').map((verdict) => verdict.trim());
  const unknown = named.filter((verdict) => !(VERDICTS as readonly string[]).includes(verdict));
  if (unknown.length > 0) {
    throw new InvalidArgumentError(`${unknown.join(', ')}: the verdicts are ${VERDICTS.join(', ')}.`);
  }
  return named;
}
