import type { Command } from 'commander';
import { findGaps } from '../../../src/training/gaps.ts';
import { withheldFor } from '../../log-export.ts';
import type { Context } from '../context.ts';
import { withExamples, withIndexOptions } from '../options.ts';
import { renderGaps } from '../render-gaps.ts';
import { type SinceOptions, sinceOption, withCount, withTraining } from '../training-options.ts';
import { trainingWords } from '../training-words.ts';

interface GapsOptions extends SinceOptions {
  readonly department?: string;
  readonly limit: number;
}

/** `kitei gaps`: what is missing, by what was asked, and what would close it. */
export function addGaps(program: Command, context: Context): void {
  const { say, terminal } = context;
  const words = trainingWords(say.language);
  const command = program
    .command('gaps')
    .description(words.help.gaps)
    .addOption(sinceOption(words))
    .option('--department <name>', words.help.department)
    .option('--json', say.help.options.json);
  withCount(command, '--limit <number>', words.help.limit, 10, 1_000);
  withExamples(
    withIndexOptions(command, say),
    say,
    'kitei gaps',
    'kitei gaps --since 2026-04-01 --department 総務課',
    'kitei gaps --json',
  ).action(async (options: GapsOptions) => {
    await withTraining('gaps', options, context, async ({ stores, documents, config, now, since }) => {
      const { smallestGroup } = config.log;
      const { department, limit, json } = options;
      const narrowed = department === undefined ? {} : { department };
      const records = stores.log.outlines({ since, until: now, ...narrowed });
      const report = await findGaps(records, { documents, now, smallestGroup, ...narrowed });
      if (department !== undefined && report.people < smallestGroup) {
        const withheld = withheldFor(smallestGroup);
        terminal.print(
          json ? JSON.stringify({ gaps: [], withheld }, null, 2) : words.gaps.tooFew(smallestGroup),
        );
        return;
      }
      const view = { language: say.language, layout: terminal, limit, since, smallestGroup };
      terminal.print(
        json
          ? JSON.stringify({ ...report, gaps: report.gaps.slice(0, limit) }, null, 2)
          : renderGaps(report, view),
      );
    });
  });
}
