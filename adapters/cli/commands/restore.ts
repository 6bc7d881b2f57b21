import type { Command } from 'commander';
import { backupWords } from '../backup-words.ts';
import type { Context } from '../context.ts';
import { configOf, type IndexOptions, withExamples, withIndexOptions } from '../options.ts';

/** `kitei restore PATH`: verifies a backup and puts it in place; what was there is kept. */
export function addRestore(program: Command, context: Context): void {
  const { say, terminal, services } = context;
  const words = backupWords(say.language);
  const command = program
    .command('restore')
    .description(words.help.restore)
    .argument('<path>', words.help.source)
    .option('--replace', words.help.replace)
    .option('--json', say.help.options.json);
  withExamples(withIndexOptions(command, say), say, 'kitei restore kitei.tar.gz --replace').action(
    async (
      path: string,
      { replace = false, ...options }: IndexOptions & { readonly replace?: boolean; readonly json?: boolean },
    ) => {
      const done = await services.restore(configOf(options, context), path, { replace });
      const { manifest, kept } = done;
      terminal.print(
        options.json
          ? JSON.stringify(done, null, 2)
          : [
              words.restored(path, manifest.createdAt, manifest.files.length),
              ...(kept === null ? [] : [words.kept(kept)]),
            ].join('\n'),
      );
    },
  );
}
