import type { Command } from 'commander';
import { clauseCoverage } from '../../../src/training/coverage.ts';
import type { Context } from '../context.ts';
import { withExamples, withIndexOptions } from '../options.ts';
import { renderCoverage } from '../render-coverage.ts';
import { type SinceOptions, sinceOption, withCount, withTraining } from '../training-options.ts';
import { trainingWords } from '../training-words.ts';

interface CoverageOptions extends SinceOptions {
  readonly departments?: boolean;
  readonly limit: number;
}

/** `kitei coverage`: clause by clause, how often it was asked about, and which never were. */
export function addCoverage(program: Command, context: Context): void {
  const { say, terminal } = context;
  const words = trainingWords(say.language);
  const command = program
    .command('coverage')
    .description(words.help.coverage)
    .addOption(sinceOption(words))
    .option('--departments', words.help.departments)
    .option('--json', say.help.options.json);
  withCount(command, '--limit <number>', words.help.limit, 30, 10_000);
  withExamples(
    withIndexOptions(command, say),
    say,
    'kitei coverage',
    'kitei coverage --departments --json',
  ).action(async (options: CoverageOptions) => {
    await withTraining('coverage', options, context, async ({ stores, documents, config, now, since }) => {
      const { smallestGroup } = config.log;
      const report = await clauseCoverage(stores.log.outlines({ since, until: now }), {
        documents,
        now,
        smallestGroup,
      });
      const { departments = false, limit, json } = options;
      const view = { language: say.language, layout: terminal, limit, since, departments };
      terminal.print(json ? JSON.stringify(report, null, 2) : renderCoverage(report, view));
    });
  });
}
