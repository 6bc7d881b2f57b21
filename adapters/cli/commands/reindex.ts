import type { Command } from 'commander';
import { openEmbedder } from '../../../src/models/open-embedder.ts';
import type { Context } from '../context.ts';
import { configOf, type IndexOptions, withExamples, withIndexOptions } from '../options.ts';
import { indexingText } from '../progress-text.ts';
import { renderReceipt } from '../render-receipt.ts';

interface ReindexOptions extends IndexOptions {
  readonly json?: boolean;
  readonly force?: boolean;
}

/** `kitei reindex`: read the policies again, publish a new index where something has changed. */
export function addReindex(program: Command, context: Context): void {
  const { say, terminal, services } = context;
  const command = program
    .command('reindex')
    .description(say.help.commands.reindex)
    .option('--force', say.help.options.force)
    .option('--json', say.help.options.json);
  withExamples(
    withIndexOptions(command, say),
    say,
    'kitei reindex',
    'kitei reindex --knowledge ./knowledge --json',
  ).action(async ({ json, force = false, ...options }: ReindexOptions) => {
    const { knowledgeDir, dataDir, embeddingModel } = configOf(options, context);
    const receipt = await services.reindex({
      knowledgeDir,
      dataDir,
      embedder: embeddingModel === null ? null : openEmbedder(embeddingModel),
      force,
      onProgress: (progress) => terminal.progress(indexingText(progress, say)),
    });
    terminal.endProgress();
    terminal.print(json ? JSON.stringify(receipt, null, 2) : renderReceipt(receipt, say));
    for (const problem of receipt.problems) {
      terminal.note(`${say.warning}: ${problem.path}: ${problem.message} ${problem.remedy}`);
    }
    for (const warning of receipt.warnings) terminal.note(`${say.warning}: ${warning}`);
  });
}
