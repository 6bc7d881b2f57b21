import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { configOf, type IndexOptions, withExamples, withIndexOptions } from '../options.ts';
import { publishingWords } from '../publishing-words.ts';
import { renderHistory } from '../render-rehearsal.ts';

/** `kitei history`: what was published, when, by whom, after which checks. */
export function addHistory(program: Command, context: Context): void {
  const { say, terminal, services } = context;
  const words = publishingWords(say.language);
  const command = program
    .command('history')
    .description(words.help.history)
    .option('--json', say.help.options.json);
  withExamples(withIndexOptions(command, say), say, 'kitei history --json').action(
    async (options: IndexOptions & { readonly json?: boolean }) => {
      const place = await services.indexPlaceOf(configOf(options, context));
      const history = await services.generationHistory(place);
      terminal.print(options.json ? JSON.stringify(history, null, 2) : renderHistory(history, words));
    },
  );
}
