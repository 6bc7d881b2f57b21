import { type Command, InvalidArgumentError, Option } from 'commander';
import { type Config, readConfig } from '../../src/config.ts';
import type { Context } from './context.ts';
import type { Words } from './words.ts';

/** Options that every command with an index takes. */
export interface IndexOptions {
  readonly knowledge?: string;
  readonly data?: string;
}

/** Adds `--knowledge`, `--data` and `--lang`. */
export function withIndexOptions(command: Command, say: Words): Command {
  return command
    .option('-k, --knowledge <dir>', say.help.options.knowledge)
    .option('--data <dir>', say.help.options.data)
    .addOption(languageOption(say));
}

export function languageOption(say: Words): Option {
  return new Option('--lang <language>', say.help.options.lang).choices(['ja', 'en']);
}

/** `--as-of YYYY-MM-DD`, refused when there is no such day. */
export function asOfOption(say: Words): Option {
  return new Option('--as-of <date>', say.help.options.asOf).argParser((value: string) => {
    const day = new Date(`${value}T00:00:00Z`);
    if (
      !/^\d{4}-\d{2}-\d{2}$/.test(value) ||
      Number.isNaN(day.getTime()) ||
      !day.toISOString().startsWith(value)
    ) {
      throw new InvalidArgumentError('Write a day such as 2026-04-01.');
    }
    return value;
  });
}

/** Adds the examples that end a command's help. */
export function withExamples(command: Command, say: Words, ...examples: string[]): Command {
  return command
    .helpOption('-h, --help', say.help.options.help)
    .addHelpText('after', ['', say.help.examples, ...examples.map((example) => `  ${example}`)].join('\n'));
}

/** The configuration that the options and the environment ask for. */
export function configOf({ knowledge, data }: IndexOptions, context: Context): Config {
  return readConfig(context.env, {
    ...(knowledge !== undefined && { knowledgeDir: knowledge }),
    ...(data !== undefined && { dataDir: data }),
  });
}
