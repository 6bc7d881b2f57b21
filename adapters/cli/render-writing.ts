import type { WordedAnswer, WritingFigures } from '../../src/evaluation/worded-answers.ts';
import { columns } from './columns.ts';
import type { WritingWords } from './writing-words.ts';

/** The figures of a model that words answers, as a table. Pure. */
export function renderWriting(figures: WritingFigures, { rows, outcomes }: WritingWords): string {
  const { questions, reasons, verdictsStopped, quotesStopped, milliseconds, tokens } = figures;
  const counted = (['written', 'repaired', 'replaced', 'left'] as const).map((outcome) => [
    outcomes[outcome],
    String(figures.outcomes[outcome]),
  ]);
  const why = Object.entries(reasons).map(([reason, count]) => `${reason} ${count}`);
  return columns([
    [rows.questions, String(questions)],
    ...counted,
    [rows.verdictsStopped, String(verdictsStopped)],
    [rows.quotesStopped, String(quotesStopped)],
    [rows.reasons, why.join(', ') || '–'],
    [rows.milliseconds, `${milliseconds.p50.toFixed(0)} / ${milliseconds.p95.toFixed(0)}`],
    [rows.tokens, tokens === null ? '–' : `${tokens.total} / ${tokens.each}`],
  ]);
}

/** The whole report in Markdown: the figures, then each question with both wordings and the quotes. Pure. */
export function writingReport(
  model: string,
  figures: WritingFigures,
  worded: readonly WordedAnswer[],
  words: WritingWords,
): string {
  const cell = (text: string) => text.replaceAll('|', '\\|').replace(/\s*\n\s*/g, ' ');
  const entries = worded
    .filter(({ outcome }) => outcome !== 'left')
    .map(({ id, question, verdict, rules, model: text, outcome, reason, quotes }) =>
      [
        `### ${id}: ${cell(question)}`,
        '',
        '| | |',
        '|-|-|',
        `| verdict | ${verdict} |`,
        `| rules | ${cell(rules)} |`,
        `| model | ${text === null ? '–' : cell(text)} |`,
        `| | ${words.outcomes[outcome]}${reason === null ? '' : ` (${reason})`} |`,
        ...quotes.map(({ clause, quote }) => `| ${cell(clause)} | ${cell(quote)} |`),
      ].join('\n'),
    );
  return [`# ${model}`, '```', renderWriting(figures, words), '```', ...entries].join('\n\n').concat('\n');
}
