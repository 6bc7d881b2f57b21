import { type Command, Option } from 'commander';
import type { Config } from '../../../src/config.ts';
import { watchKnowledge } from '../../../src/indexing/watch-knowledge.ts';
import { summaryOf } from '../../../src/lint/lint-documents.ts';
import { openEmbedder } from '../../../src/models/open-embedder.ts';
import type { Context } from '../context.ts';
import { currentFindings } from '../current-findings.ts';
import { report, warnOf } from '../failure.ts';
import { configOf, type IndexOptions, withExamples, withIndexOptions } from '../options.ts';
import { indexingText } from '../progress-text.ts';
import { renderReceipt } from '../render-receipt.ts';
import { revisionWords } from '../revision-words.ts';

interface ReindexOptions extends IndexOptions {
  readonly json?: boolean;
  readonly force?: boolean;
  readonly watch?: boolean;
}

/** Clauses that are linted along: of more, comparing all with all would take longer than the reindexing itself. */
const MOST_LINTED = 2_000;

/** `kitei reindex`: read the policies again, publish a new index where something has changed. */
export function addReindex(program: Command, context: Context): void {
  const { say } = context;
  const words = revisionWords(say.language);
  const command = program
    .command('reindex')
    .description(say.help.commands.reindex)
    .option('--force', say.help.options.force)
    .addOption(new Option('--watch', words.help.watch).conflicts('force'))
    .option('--json', say.help.options.json);
  withExamples(
    withIndexOptions(command, say),
    say,
    'kitei reindex',
    'kitei reindex --watch',
    'kitei reindex --knowledge ./knowledge --json',
  ).action(async ({ watch = false, ...options }: ReindexOptions) => {
    const config = configOf(options, context);
    if (watch) await reindexOnChange(config, options, context);
    else await reindexOnce(config, options, context);
  });
}

/** Reindexes now and after every change of the folder, until Ctrl-C; what fails is told, and changes nothing. */
async function reindexOnChange(config: Config, options: ReindexOptions, context: Context): Promise<void> {
  const { terminal, say } = context;
  const ending = new AbortController();
  const end = () => ending.abort();
  process.once('SIGINT', end).once('SIGTERM', end);
  const attempt = async () => {
    try {
      await reindexOnce(config, options, context, ending.signal);
    } catch (error) {
      terminal.endProgress();
      if (!ending.signal.aborted) report(error, context);
    }
  };
  try {
    // Watched from before the first reindexing on: what changes meanwhile is found.
    const watching = watchKnowledge(config.knowledgeDir, attempt, {
      signal: ending.signal,
      persistent: true,
    });
    await attempt();
    terminal.note(revisionWords(say.language).watching(config.knowledgeDir));
    await watching;
  } finally {
    process.off('SIGINT', end).off('SIGTERM', end);
  }
}

async function reindexOnce(
  config: Config,
  { json, force = false }: ReindexOptions,
  context: Context,
  signal?: AbortSignal,
): Promise<void> {
  const { say, terminal, services } = context;
  const words = revisionWords(say.language);
  const { embeddingModel, publishing } = config;
  const place = await services.indexPlaceOf(config);
  const receipt = await services.reindex({
    ...place,
    publishing,
    embedder: embeddingModel === null ? null : openEmbedder(embeddingModel),
    force,
    signal,
    onProgress: (progress) => terminal.progress(indexingText(progress, say)),
  });
  terminal.endProgress();
  const documents = (await services.publishedDocuments(place)) ?? [];
  const clauses = documents.reduce((sum, document) => sum + document.clauses.length, 0);
  const lint = clauses > MOST_LINTED ? null : summaryOf(currentFindings(documents));
  terminal.print(json ? JSON.stringify({ ...receipt, lint }, null, 2) : renderReceipt(receipt, say));
  if (!json) terminal.print(lint === null ? words.lint.notRun : words.lint.found(lint));
  for (const problem of receipt.problems) {
    warnOf(context, `${problem.path}:`, problem.message, problem.remedy);
  }
  for (const warning of receipt.warnings) warnOf(context, warning);
}
