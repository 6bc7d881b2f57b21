import type { Command } from 'commander';
import { summaryOf } from '../../../src/lint/lint-documents.ts';
import { openEmbedder } from '../../../src/models/open-embedder.ts';
import type { Context } from '../context.ts';
import { currentFindings } from '../current-findings.ts';
import { configOf, type IndexOptions, withExamples, withIndexOptions } from '../options.ts';
import { indexingText } from '../progress-text.ts';
import { renderReceipt } from '../render-receipt.ts';
import { revisionWords } from '../revision-words.ts';

interface ReindexOptions extends IndexOptions {
  readonly json?: boolean;
  readonly force?: boolean;
}

/** `kitei reindex`: read the policies again, publish a new index where something has changed. */
export function addReindex(program: Command, context: Context): void {
  const { say, terminal, services } = context;
  const words = revisionWords(say.language);
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
    const config = configOf(options, context);
    const { embeddingModel } = config;
    const place = await services.indexPlaceOf(config);
    const receipt = await services.reindex({
      ...place,
      embedder: embeddingModel === null ? null : openEmbedder(embeddingModel),
      force,
      onProgress: (progress) => terminal.progress(indexingText(progress, say)),
    });
    terminal.endProgress();
    const documents = (await services.publishedDocuments(place)) ?? [];
    const lint = summaryOf(currentFindings(documents));
    terminal.print(json ? JSON.stringify({ ...receipt, lint }, null, 2) : renderReceipt(receipt, say));
    if (!json) terminal.print(words.lint.found(lint));
    for (const problem of receipt.problems) {
      terminal.note(`${say.warning}: ${problem.path}: ${problem.message} ${problem.remedy}`);
    }
    for (const warning of receipt.warnings) terminal.note(`${say.warning}: ${warning}`);
  });
}
