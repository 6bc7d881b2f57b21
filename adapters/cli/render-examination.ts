import type { Finding } from '../../src/doctor/finding.ts';
import type { OperationsWords } from './operations-words.ts';
import { printable, type Terminal } from './terminal.ts';
import { wrap } from './wrap.ts';

/** A finding in words; the remedy is empty where there is nothing to put right. */
export function findingText(
  { code, facts }: Finding,
  words: OperationsWords,
): { readonly message: string; readonly remedy: string } {
  const [message, remedy] = words.findings[code](facts);
  return { message, remedy };
}

const MARKS = { passed: '✓', warning: '!', failed: '✗', skipped: '–' } as const;

/** What `doctor` prints: a line for each thing looked at, with what to do below it. */
export function renderExamination(
  findings: readonly Finding[],
  words: OperationsWords,
  { style, width }: Pick<Terminal, 'style' | 'width'>,
): string {
  const colour = { passed: style.green, warning: style.yellow, failed: style.red, skipped: style.dim };
  return findings
    .map((finding) => {
      const { check, outcome } = finding;
      const { message, remedy } = findingText(finding, words);
      const mark = colour[outcome](MARKS[outcome]);
      const lines = [`${mark} ${style.bold(words.checks[check])}: ${printable(message)}`];
      if (outcome !== 'passed' && remedy !== '')
        lines.push(
          ...wrap(printable(remedy), width - 4).map(
            (line, index) => `${index === 0 ? '  → ' : '    '}${line}`,
          ),
        );
      return lines.join('\n');
    })
    .join('\n');
}
