import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../../src/config.ts';
import { KiteiError } from '../../src/errors.ts';
import type { CheckQuestion } from '../../src/evaluation/check-questions.ts';
import { wordAll, writingFigures } from '../../src/evaluation/worded-answers.ts';
import type { Context } from './context.ts';
import { openApp } from './open-app.ts';
import { renderWriting, writingReport } from './render-writing.ts';
import { writingWords } from './writing-words.ts';

/** Where the report goes unless told. */
const REPORTS = 'reports';

/**
 * Lets the configured model word the answers to some questions, and keeps a report: `writing.json` and `writing.md`.
 * @returns the figures, as text or JSON.
 * @throws KiteiError `evaluation.invalid` where the report cannot be written.
 */
export async function measureWriting(
  questions: readonly CheckQuestion[],
  config: Config,
  options: {
    readonly asOf?: string;
    readonly report?: string;
    readonly json?: boolean;
    onProgress(done: number, total: number): void;
  },
  context: Context,
): Promise<string> {
  const { terminal, say } = context;
  const { report = REPORTS, json, ...asking } = options;
  const words = writingWords(say.language);
  const { writerOf } = await import('../../src/create-writer.ts');
  // Nobody waits for these answers: what fails with one question must not hide how the others do.
  const writer = writerOf(config.model, (message) => terminal.note(message), { rest: false });
  if (config.model === null || writer === null) {
    throw new KiteiError(
      'config.invalid',
      'There is no model to measure.',
      'Name one with --model PROVIDER:MODEL.',
    );
  }
  const app = await openApp(config, context);
  const worded = await wordAll(questions, app, writer, asking);
  terminal.endProgress();
  const figures = writingFigures(worded);
  const model = `${config.model.provider}:${config.model.model}`;
  const paths = { json: join(report, 'writing.json'), text: join(report, 'writing.md') };
  try {
    await mkdir(report, { recursive: true });
    await writeFile(paths.json, `${JSON.stringify({ model, figures, answers: worded }, null, 2)}\n`);
    await writeFile(paths.text, writingReport(model, figures, worded, words));
  } catch (cause) {
    throw new KiteiError(
      'evaluation.invalid',
      `The report cannot be written to ${report}.`,
      'Name a folder that can be written with --report.',
      cause,
    );
  }
  terminal.note(words.kept(paths.json, paths.text));
  return json === true ? JSON.stringify(figures, null, 2) : renderWriting(figures, words);
}
