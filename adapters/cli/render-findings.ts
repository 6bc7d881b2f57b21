import type { LintFinding } from '../../src/domain/lint.ts';
import { summaryOf } from '../../src/lint/lint-documents.ts';
import type { Layout } from './render-answer.ts';
import type { RevisionWords } from './revision-words.ts';
import { printable } from './terminal.ts';

/** Findings as text, by file: severity, place and reason, then the words that show it. Pure. */
export function renderFindings(
  findings: readonly LintFinding[],
  { lint }: RevisionWords,
  { style }: Pick<Layout, 'style'>,
): string {
  if (findings.length === 0) return lint.none;
  const paths = [...new Set(findings.map(({ path }) => path))];
  const colour = { error: style.red, warning: style.yellow, note: style.dim };
  const files = paths.map((path) => {
    const rows = findings
      .filter((finding) => finding.path === path)
      .flatMap(({ severity, rule, labels, evidence, instead }) => [
        `  ${colour[severity](lint.severities[severity])}  ${style.bold(printable(labels.join(' ') || lint.document))}  ${lint.rules[rule]} [${rule}]`,
        ...(evidence === '' ? [] : [`      ${printable(evidence)}`]),
        ...(instead === null ? [] : [`      ${lint.instead}: ${printable(instead)}`]),
      ]);
    return [style.bold(printable(path)), ...rows].join('\n');
  });
  return [...files, lint.summary(summaryOf(findings))].join('\n\n');
}
