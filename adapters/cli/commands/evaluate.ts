import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Command } from 'commander';
import { KiteiError } from '../../../src/errors.ts';
import { parseCheckQuestions } from '../../../src/evaluation/check-questions.ts';
import { compareRuns } from '../../../src/evaluation/comparison.ts';
import { comparableFigures, staffFigures } from '../../../src/evaluation/figures.ts';
import { askAll } from '../../../src/evaluation/staff-questions.ts';
import { CHANNEL_NAMES } from '../../../src/retrieval/channel-names.ts';
import type { Context } from '../context.ts';
import { MODEL_PARTS, measureParts, measureRetrievalParts } from '../measure-parts.ts';
import { measureWriting } from '../measure-writing.ts';
import { openApp } from '../open-app.ts';
import { asOfOption, configOf, type IndexOptions, withExamples, withIndexOptions } from '../options.ts';
import { shareText } from '../progress-text.ts';
import { comparisonJson, renderComparison } from '../render-comparison.ts';
import { renderFailing, renderFigures } from '../render-evaluation.ts';
import { renderSideBySide } from '../render-side-by-side.ts';
import { writingWords } from '../writing-words.ts';

interface EvaluateOptions extends IndexOptions {
  readonly questions?: string;
  readonly beir?: string;
  readonly without?: readonly string[];
  readonly with?: readonly string[];
  readonly asOf?: string;
  readonly model?: string;
  readonly report?: string;
  readonly json?: boolean;
}

/**
 * `kitei evaluate`: figures of answers (`--questions`) or of retrieval alone (`--beir`); with `--without` of two runs,
 * without some channels and with all.
 */
export function addEvaluate(program: Command, context: Context): void {
  const { say } = context;
  const { help: writing } = writingWords(say.language);
  const command = program
    .command('evaluate')
    .description(say.help.commands.evaluate)
    .option('-q, --questions <file>', say.help.options.questions)
    .option('--beir <dir>', say.help.options.beir)
    .option('--without <channels>', say.help.options.without, names)
    .option('--with <models>', say.help.options.with, names)
    .option('--model <model>', writing.model)
    .option('--report <dir>', writing.report)
    .addOption(asOfOption(say))
    .option('--json', say.help.options.json);
  withExamples(
    withIndexOptions(command, say),
    say,
    'kitei evaluate --knowledge knowledge --questions knowledge/checks.jsonl',
    'kitei evaluate --beir sets/jsquad --without bridge',
    'kitei evaluate --questions knowledge/checks.jsonl --with embeddings,reranking',
    'kitei evaluate --beir sets/jsquad --with embeddings,reranking',
  ).action(async (options: EvaluateOptions) => {
    const { beir, questions, without = [] } = options;
    const unknown = without.filter((name) => !CHANNEL_NAMES.includes(name));
    if (unknown.length > 0) {
      command.error(
        `error: --without does not know ${unknown.join(', ')}; it knows ${CHANNEL_NAMES.join(', ')}`,
      );
    }
    if ((beir === undefined) === (questions === undefined)) {
      command.error('error: name either --questions FILE or --beir DIR');
    }
    const parts = options.with ?? [];
    const unknownParts = parts.filter((name) => !MODEL_PARTS.includes(name));
    if (unknownParts.length > 0) {
      command.error(
        `error: --with does not know ${unknownParts.join(', ')}; it knows ${MODEL_PARTS.join(', ')}`,
      );
    }
    if (options.with !== undefined && (parts.length === 0 || options.without !== undefined)) {
      command.error('error: --with names models and does not go with --without');
    }
    if (
      options.model !== undefined &&
      (questions === undefined || options.with !== undefined || without.length > 0)
    ) {
      command.error('error: --model goes with --questions FILE and not with --with or --without');
    }
    if (beir !== undefined) await measureRetrieval(beir, options, context);
    else if (questions !== undefined) await measureAnswers(questions, options, context);
  });
}

async function measureRetrieval(
  dir: string,
  { without, json, ...options }: EvaluateOptions,
  context: Context,
): Promise<void> {
  const { terminal, services, say } = context;
  const onProgress = progressOn(context);
  if (options.with !== undefined) {
    const config = configOf(options, context);
    const compared = await measureRetrievalParts(dir, options.with, config, onProgress, context);
    terminal.endProgress();
    terminal.print(json ? JSON.stringify(compared, null, 2) : renderSideBySide(compared, say));
    return;
  }
  if (without === undefined) {
    const figures = await services.evaluateBeir(dir, { onProgress });
    terminal.endProgress();
    terminal.print(json ? JSON.stringify(figures, null, 2) : renderFigures(figures));
    return;
  }
  const comparison = await services.compareBeir(dir, { without, onProgress });
  terminal.endProgress();
  terminal.print(
    json
      ? JSON.stringify(comparisonJson(comparison, without), null, 2)
      : renderComparison(comparison, without, say),
  );
}

async function measureAnswers(file: string, options: EvaluateOptions, context: Context): Promise<void> {
  const { terminal, say } = context;
  const config = configOf(
    options,
    options.model === undefined
      ? context
      : { ...context, env: { ...context.env, KITEI_MODEL: options.model } },
  );
  const questions = parseCheckQuestions(await readText(file), basename(file));
  if (options.model !== undefined) {
    const measured = await measureWriting(
      questions,
      config,
      { ...options, onProgress: progressOn(context) },
      context,
    );
    terminal.print(measured);
    return;
  }
  if (options.with !== undefined) {
    const { asOf } = options;
    const request = { ...(asOf !== undefined && { asOf }), onProgress: progressOn(context) };
    const compared = await measureParts(questions, options.with, config, request, context);
    terminal.endProgress();
    terminal.print(options.json ? JSON.stringify(compared, null, 2) : renderSideBySide(compared, say));
    return;
  }
  const app = await openApp(config, context);
  const { without, json } = options;
  const request = {
    ...(options.asOf !== undefined && { asOf: options.asOf }),
    onProgress: progressOn(context),
  };
  const narrowed = without === undefined ? null : await askAll(questions, app, { ...request, without });
  const all = await askAll(questions, app, request);
  terminal.endProgress();
  if (without === undefined || narrowed === null) {
    const figures = staffFigures(all);
    terminal.print(
      json ? JSON.stringify(figures, null, 2) : `${renderFigures(figures)}\n\n${renderFailing(all, say)}`,
    );
    return;
  }
  const comparison = compareRuns(narrowed, all, staffFigures, comparableFigures);
  terminal.print(
    json
      ? JSON.stringify(comparisonJson(comparison, without), null, 2)
      : `${renderComparison(comparison, without, say)}\n\n${renderFailing(narrowed, say)}`,
  );
}

function names(value: string): readonly string[] {
  return value
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

function progressOn({ terminal, say }: Context): (done: number, total: number) => void {
  return (done, total) => terminal.progress(shareText(say.progress.measuring, done, total));
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new KiteiError(
      'evaluation.invalid',
      `The questions in ${file} cannot be read.`,
      'Name a JSON Lines file with --questions.',
      cause,
    );
  }
}
