import type { ClauseChange, Effect, RevisionDiff, WordChange } from '../../src/domain/revision.ts';
import type { Layout } from './render-answer.ts';
import type { RevisionWords } from './revision-words.ts';
import { printable } from './terminal.ts';
import type { Words } from './words.ts';

/** Unchanged words shown on either side of a change. */
const AROUND = 24;
/** Labels shown of a run of clauses. */
const MOST_LABELS = 6;

/** A comparison as text, what changes people's duties first. Pure. */
export function renderDiff(
  diffs: readonly RevisionDiff[],
  words: RevisionWords,
  say: Words,
  { style }: Pick<Layout, 'style'>,
): string {
  if (diffs.length === 0) return words.diff.none;
  return diffs
    .map((diff) =>
      [
        style.bold(printable(headOf(diff, words))),
        ...diff.changes.flatMap((change) => rowOf(change, words, say, style)),
        style.dim(words.diff.counts(diff.changes.length, diff.unchanged)),
      ].join('\n'),
    )
    .join('\n\n');
}

function headOf({ before, after }: RevisionDiff, { diff }: RevisionWords): string {
  const date = after?.effectiveDate ? `, ${diff.inForce(after.effectiveDate)}` : '';
  if (before === null) return `${after?.title ?? ''} ${after?.version ?? ''} (${diff.added}${date})`;
  if (after === null) return `${before.title} ${before.version} (${diff.removed})`;
  return `${after.title} ${before.version} → ${after.version}${date}`;
}

function rowOf(change: ClauseChange, { diff }: RevisionWords, say: Words, style: Layout['style']): string[] {
  const [before, after] = [change.before, change.after].map((sides) => labelsOf(sides, diff.more));
  const place = before === after || before === '' ? after : after === '' ? before : `${before} → ${after}`;
  const title = (change.after[0] ?? change.before[0])?.title ?? '';
  const kind = diff.kinds[change.kind];
  const mark = change.effects.length > 0 ? style.yellow(kind) : kind;
  return [
    `  ${mark}  ${style.bold(printable(say.answer.clause(place ?? '', title)))}`,
    ...change.effects.map((effect) => `      ${printable(effectOf(effect, diff))}`),
    ...(change.words.length > 0 ? [`      ${wordsOf(change.words, style)}`] : []),
  ];
}

function labelsOf(sides: ClauseChange['before'], more: (clauses: number) => string): string {
  const shown = sides.slice(0, MOST_LABELS).map(({ label }) => label);
  const rest = sides.length - shown.length;
  return rest > 0 ? `${shown.join(' ')} (${more(rest)})` : shown.join(' ');
}

function effectOf(effect: Effect, diff: RevisionWords['diff']): string {
  const name = diff.effects[effect.what];
  if (effect.what !== 'modality') {
    const side = (words: string | null) =>
      words === null ? diff.nothing : (diff.procedures[words] ?? words);
    return `${name}: ${side(effect.before)} → ${side(effect.after)}`;
  }
  const [before, after] = [effect.before, effect.after].map((force) => diff.modalities[force ?? 'none']);
  return `${name}: ${before} → ${after} (${diff.directions[effect.direction]})`;
}

/** Changed words between marks that need no colour, with a few words around them. */
function wordsOf(words: readonly WordChange[], style: Layout['style']): string {
  return words
    .map(({ op, text }, index) => {
      const shown = printable(text.replace(/\n/g, ' '));
      if (op === 'removed') return style.red(`[-${shown}-]`);
      if (op === 'added') return style.green(`{+${shown}+}`);
      return excerpt(shown, index > 0, index < words.length - 1);
    })
    .join('');
}

function excerpt(text: string, hasBefore: boolean, hasAfter: boolean): string {
  if (text.length <= AROUND * 2 + 1) return text;
  const start = hasBefore ? text.slice(0, AROUND) : '';
  const end = hasAfter ? text.slice(-AROUND) : '';
  return `${start}…${end}`;
}
