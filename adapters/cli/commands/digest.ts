import type { Command } from 'commander';
import { weeklyDigest } from '../../../src/training/digest.ts';
import type { Context } from '../context.ts';
import { withExamples, withIndexOptions } from '../options.ts';
import { withTraining } from '../training-options.ts';
import { trainingWords } from '../training-words.ts';

/** `kitei digest`: the last seven days in a text that may be posted where all staff read it. */
export function addDigest(program: Command, context: Context): void {
  const { say, terminal } = context;
  const command = program.command('digest').description(trainingWords(say.language).help.digest);
  withExamples(withIndexOptions(command, say), say, 'kitei digest', 'kitei digest --lang en').action(
    async (options) => {
      await withTraining('digest', options, context, async ({ stores, documents, config, now, since }) => {
        const { smallestGroup } = config.log;
        const records = stores.log.outlines({ since, until: now });
        terminal.print(
          await weeklyDigest(records, { documents, now, smallestGroup, language: say.language }),
        );
      });
    },
  );
}
