import type { Command } from 'commander';
import { backupWords } from '../backup-words.ts';
import type { Context } from '../context.ts';
import { configOf, type IndexOptions, withExamples, withIndexOptions } from '../options.ts';

/** `kitei backup PATH`: a verified copy of everything, while the server runs. */
export function addBackup(program: Command, context: Context): void {
  const { say, terminal, services } = context;
  const words = backupWords(say.language);
  const command = program
    .command('backup')
    .description(words.help.backup)
    .argument('<path>', words.help.destination)
    .option('--json', say.help.options.json);
  withExamples(
    withIndexOptions(command, say),
    say,
    'kitei backup /backup/kitei-2026-04-01',
    'kitei backup kitei.tar.gz',
  ).action(async (path: string, options: IndexOptions & { readonly json?: boolean }) => {
    const manifest = await services.backup(configOf(options, context), path);
    const { files, audit, secret } = manifest;
    const bytes = files.reduce((sum, { size }) => sum + size, 0);
    terminal.print(
      options.json
        ? JSON.stringify(manifest, null, 2)
        : [
            words.made(path, files.length, (bytes / 1e6).toFixed(1)),
            words.head(audit.entries, audit.head),
            words.secret[secret],
          ].join('\n'),
    );
  });
}
