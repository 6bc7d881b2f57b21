import { type Command, Option } from 'commander';
import { beginningOfWeek, DAY_MS, localDay } from '../../../src/training/days.ts';
import { digestOf } from '../../../src/training/digest.ts';
import { digestWords } from '../../../src/training/digest-words.ts';
import type { Context } from '../context.ts';
import { startOfDay } from '../log-filter.ts';
import { withExamples, withIndexOptions } from '../options.ts';
import { type SinceOptions, withTraining } from '../training-options.ts';
import { trainingWords } from '../training-words.ts';

/** How far back the log is read before the time reported on, so that what is new can be told. */
const BEFORE_MS = 12 * 7 * DAY_MS;

/** `kitei digest`: the last seven days in a text that may be posted where all staff read it. */
export function addDigest(program: Command, context: Context): void {
  const { say, terminal } = context;
  const words = trainingWords(say.language);
  const command = program
    .command('digest')
    .description(words.help.digest)
    .addOption(new Option('--since <date>', words.help.digestSince).argParser(startOfDay))
    .option('--json', say.help.options.json);
  withExamples(
    withIndexOptions(command, say),
    say,
    'kitei digest',
    'kitei digest --since 2026-04-01 --lang en',
  ).action(async (options: SinceOptions) => {
    await withTraining('digest', options, context, async ({ stores, documents, config, now }) => {
      const from = options.since ?? beginningOfWeek(now);
      const since = new Date(Date.parse(from) - BEFORE_MS).toISOString();
      const { smallestGroup } = config.log;
      const { language } = say;
      const records = stores.log.outlines({ since, until: now });
      const content = await digestOf(records, { documents, from, now, smallestGroup, language });
      const text = digestWords(language).digest(content);
      terminal.print(options.json ? JSON.stringify({ ...content, text }, null, 2) : text);
      if (content.questions === 0) terminal.note(words.gaps.empty(localDay(from)));
    });
  });
}
