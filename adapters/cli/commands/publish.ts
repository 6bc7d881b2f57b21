import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Context } from '../context.ts';
import { withLog } from '../open-log.ts';
import { configOf, type IndexOptions, withExamples, withIndexOptions } from '../options.ts';
import { indexingText } from '../progress-text.ts';
import { publishingWords } from '../publishing-words.ts';
import { renderReceipt } from '../render-receipt.ts';
import { renderRehearsal } from '../render-rehearsal.ts';

interface PublishCommandOptions extends IndexOptions {
  readonly days: number;
  readonly rehearse?: boolean;
  readonly acknowledge?: boolean;
  readonly override?: string;
  readonly json?: boolean;
}

/** `kitei publish`: rehearse a revision, then let it serve once its consequences are acknowledged. */
export function addPublish(program: Command, context: Context): void {
  const { say, terminal, services } = context;
  const words = publishingWords(say.language);
  const command = program
    .command('publish')
    .description(words.help.publish)
    .addOption(new Option('--days <number>', words.help.days).default(90).argParser(days))
    .option('--rehearse', words.help.rehearse)
    .option('--acknowledge', words.help.acknowledge)
    .option('--override <reason>', words.help.override)
    .option('--json', say.help.options.json);
  withExamples(
    withIndexOptions(command, say),
    say,
    'kitei publish --rehearse',
    'kitei publish --acknowledge',
  ).action(async (options: PublishCommandOptions) => {
    const config = configOf(options, context);
    await withLog(config, context, async ({ actor, audit, ...stores }) => {
      let shown = false;
      const { rehearsal, receipt, corrections, suspended } = await services
        .publish({
          config,
          stores,
          by: actor,
          days: options.days,
          rehearseOnly: options.rehearse ?? false,
          acknowledged: options.acknowledge ?? false,
          override: options.override ?? null,
          onProgress: (progress) => terminal.progress(indexingText(progress, say)),
          onRehearsal: (done, total) => terminal.progress(words.rehearsing(done, total)),
          onRehearsed(rehearsed) {
            terminal.endProgress();
            if (options.json || rehearsed.questions === 0) return;
            shown = true;
            terminal.print(renderRehearsal(rehearsed, words, say));
          },
        })
        .finally(() => terminal.endProgress());
      if (receipt !== null) await audit('publish', receipt.generation);
      if (options.json) {
        terminal.print(JSON.stringify({ rehearsal, receipt, corrections, suspended }, null, 2));
        return;
      }
      if (receipt !== null) {
        terminal.print(`${shown ? '\n' : ''}${renderReceipt(receipt, say)}`);
        const { queued, unreachable } = corrections;
        if (queued + unreachable > 0) terminal.print(words.corrections(queued, unreachable));
        if (suspended > 0) terminal.print(words.suspended(suspended));
      }
    });
  });
}

function days(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 0 || number > 3650) {
    throw new InvalidArgumentError('Write a whole number of days, at most 3650.');
  }
  return number;
}
