import type { PastGeneration } from '../../src/domain/generation.ts';
import type { Rehearsal } from '../../src/domain/rehearsal.ts';
import type { PublishingWords } from './publishing-words.ts';
import { printable } from './terminal.ts';
import type { Words } from './words.ts';

/** Flips that are shown; the rest as a number. */
const SHOWN = 20;

/** Which answers a draft changes, those most people asked first, with the old and the new one. Pure. */
export function renderRehearsal(
  { questions, flips, failed }: Rehearsal,
  words: PublishingWords,
  say: Words,
): string {
  const mark = (verdict: keyof Words['verdicts']) => say.verdicts[verdict].join(' ');
  return [
    words.flips(flips.length, questions),
    ...flips
      .slice(0, SHOWN)
      .flatMap(({ question, source, people, aspects, before, after }) => [
        `  ${printable(question)}`,
        `    ${source === 'golden' ? words.golden : words.people(people)} · ${aspects.map((aspect) => words.aspects[aspect]).join(', ')}`,
        `    - ${mark(before.verdict)}: ${printable(before.text)}`,
        `    + ${mark(after.verdict)}: ${printable(after.text)}`,
      ]),
    ...(flips.length > SHOWN ? [`  ${words.more(flips.length - SHOWN)}`] : []),
    ...(failed.length === 0
      ? []
      : [
          words.failed,
          ...failed.map(
            ({ id, question, expected, found }) =>
              `  ${id}: ${printable(question)} (${expected.join(' / ')} → ${found})`,
          ),
        ]),
  ].join('\n');
}

/** Generations with their receipts, newest first. Pure. */
export function renderHistory(history: readonly PastGeneration[], words: PublishingWords): string {
  if (history.length === 0) return words.none;
  return history
    .flatMap(({ generation, state, receipt, withdrawal }) => [
      `${generation.id}  ${words.states[state]}${receipt === null ? '' : `  ${receipt.publishedAt}  ${words.by(printable(receipt.by))}`}`,
      ...generation.documents.map(
        ({ id, version, clauses, sha256 }) =>
          `  ${printable(id)} ${printable(version)}  ${clauses}  ${sha256.slice(0, 12)}`,
      ),
      ...(receipt?.checks ?? []).map(
        ({ name, outcome, detail }) => `  ${name}: ${outcome} (${printable(detail)})`,
      ),
      ...(withdrawal === null
        ? []
        : [`  ${withdrawal.withdrawnAt}  ${printable(withdrawal.by)}: ${printable(withdrawal.reason)}`]),
    ])
    .join('\n');
}
