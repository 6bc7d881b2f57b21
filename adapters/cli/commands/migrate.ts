import { join } from 'node:path';
import type { Command } from 'commander';
import { KiteiError } from '../../../src/errors.ts';
import type { Context } from '../context.ts';
import { migrateWords } from '../migrate-words.ts';
import { configOf, type IndexOptions, withExamples, withIndexOptions } from '../options.ts';

interface MigrateOptions extends IndexOptions {
  readonly from?: string;
  readonly to?: string;
  readonly json?: boolean;
}

/** `kitei migrate`: everything from SQLite to PostgreSQL, or nothing. */
export function addMigrate(program: Command, context: Context): void {
  const { say, terminal, services } = context;
  const words = migrateWords(say.language);
  const command = program
    .command('migrate')
    .description(words.help.migrate)
    .option('--from <path>', words.help.from)
    .option('--to <address>', words.help.to)
    .option('--json', say.help.options.json);
  withExamples(
    withIndexOptions(command, say),
    say,
    'kitei migrate --from .kitei/kitei.db --to postgres://kitei@localhost/kitei',
  ).action(async ({ from, to, json, ...options }: MigrateOptions) => {
    const config = configOf(options, context);
    const target = to ?? config.databaseUrl;
    if (target === null || !/^postgres(ql)?:\/\//.test(target))
      throw new KiteiError('config.invalid', words.noTarget, words.noTargetRemedy);
    const moved = await services.moveDatabase(from ?? join(config.dataDir, 'kitei.db'), target, (table) => {
      if (!json) terminal.print(words.table(table.name, table.rows));
    });
    terminal.print(
      json ? JSON.stringify(moved, null, 2) : words.moved(moved.reduce((sum, { rows }) => sum + rows, 0)),
    );
  });
}
