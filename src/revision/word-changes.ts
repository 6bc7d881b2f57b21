import { diffArrays } from 'diff';
import type { Language } from '../domain/policy.ts';
import type { WordChange } from '../domain/revision.ts';

/** Texts that differ in more words than this are shown as replaced. */
const MOST_EDITS = 4000;
const SEGMENTERS: Readonly<Record<Language, Intl.Segmenter>> = {
  ja: new Intl.Segmenter('ja', { granularity: 'word' }),
  en: new Intl.Segmenter('en', { granularity: 'word' }),
};

/**
 * The difference of two texts word by word; Japanese is cut into words by the dictionary of the Unicode library. The
 * other way round the same words come out, with `added` and `removed` exchanged.
 */
export function wordChanges(before: string, after: string, language: Language): readonly WordChange[] {
  if (before === after) return before === '' ? [] : [{ op: 'same', text: before }];
  // Of several shortest differences the library picks one by the order of its arguments.
  const swapped = after < before;
  const [first, second] = swapped ? [after, before] : [before, after];
  const parts = diffArrays(words(first, language), words(second, language), {
    maxEditLength: MOST_EDITS,
  }) ?? [
    { removed: true, added: false, value: [first] },
    { removed: false, added: true, value: [second] },
  ];
  return gathered(
    parts.map(({ added, removed, value }) => ({
      op: added || removed ? (added !== swapped ? 'added' : 'removed') : 'same',
      text: value.join(''),
    })),
  );
}

function words(text: string, language: Language): string[] {
  return [...SEGMENTERS[language].segment(text)].map(({ segment }) => segment);
}

/** Between two unchanged runs what is removed stands first, then what is added, each in one piece. */
function gathered(changes: readonly WordChange[]): readonly WordChange[] {
  const out: WordChange[] = [];
  let [removed, added] = ['', ''];
  const flush = (): void => {
    if (removed !== '') out.push({ op: 'removed', text: removed });
    if (added !== '') out.push({ op: 'added', text: added });
    [removed, added] = ['', ''];
  };
  for (const { op, text } of changes) {
    if (op === 'removed') removed += text;
    else if (op === 'added') added += text;
    else {
      flush();
      out.push({ op, text });
    }
  }
  flush();
  return out;
}
