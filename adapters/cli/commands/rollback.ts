import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { withLog } from '../open-log.ts';
import { configOf, type IndexOptions, withExamples, withIndexOptions } from '../options.ts';
import { publishingWords } from '../publishing-words.ts';

/** `kitei rollback`: the generation before serves again, by one switch. */
export function addRollback(program: Command, context: Context): void {
  const { say, terminal, services } = context;
  const words = publishingWords(say.language);
  const command = program
    .command('rollback')
    .description(words.help.rollback)
    .requiredOption('--reason <text>', words.help.reason)
    .option('--json', say.help.options.json);
  withExamples(withIndexOptions(command, say), say, 'kitei rollback --reason "第26条の改正は誤り"').action(
    async (options: IndexOptions & { readonly reason: string; readonly json?: boolean }) => {
      const config = configOf(options, context);
      await withLog(config, context, async ({ actor, audit }) => {
        const place = await services.indexPlaceOf(config);
        const done = await services.rollBack({ ...place, by: actor, reason: options.reason });
        await audit('rollback', done.generation);
        terminal.print(
          options.json ? JSON.stringify(done, null, 2) : words.rolledBack(done.generation, done.instead),
        );
      });
    },
  );
}
