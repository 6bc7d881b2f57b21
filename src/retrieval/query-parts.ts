import type { Expansion } from './expansion/expansion.ts';
import type { QuestionAnalysis } from './question.ts';

/** Another wording as index numbers. */
export interface Wording {
  readonly weight: number;
  readonly words: readonly number[];
  readonly grams: readonly number[];
}

/** A stretch of the question: its own index words, and the wordings that may stand for all of them. */
export interface QueryPart {
  readonly words: readonly number[];
  readonly wordings: readonly Wording[];
}

interface Stretch {
  end: number;
  readonly words: Set<number>;
  readonly expansions: Map<string, Expansion>;
}

/**
 * Splits the question into stretches that no expansion crosses; a word that is repeated counts once.
 * `sequence` holds the index number of each word of the question.
 */
export function queryParts(
  { words }: QuestionAnalysis,
  sequence: readonly (number | undefined)[],
  expansions: readonly Expansion[],
  gramsOf: (text: string) => readonly number[],
): QueryPart[] {
  const pieces = [
    ...expansions.map((expansion) => ({
      start: expansion.start,
      end: expansion.end,
      expansion,
      word: undefined,
    })),
    ...words.map(({ start, surface }, i) => ({
      start,
      end: start + surface.length,
      expansion: undefined,
      word: sequence[i],
    })),
  ].sort((a, b) => a.start - b.start || b.end - a.end);

  const stretches: Stretch[] = [];
  const used = new Set<number>();
  for (const { start, end, expansion, word } of pieces) {
    let stretch = stretches.at(-1);
    if (stretch === undefined || start >= stretch.end) {
      stretch = { end, words: new Set(), expansions: new Map() };
      stretches.push(stretch);
    }
    stretch.end = Math.max(stretch.end, end);
    if (word !== undefined && !used.has(word)) stretch.words.add(word);
    if (word !== undefined) used.add(word);
    if (expansion !== undefined) keepStrongest(stretch.expansions, expansion);
  }
  return stretches.map((stretch) => ({
    words: [...stretch.words],
    wordings: [...stretch.expansions.values()].map((expansion) => wording(expansion, gramsOf)),
  }));
}

function keepStrongest(expansions: Map<string, Expansion>, expansion: Expansion): void {
  const key = expansion.words.join();
  const known = expansions.get(key);
  if (known === undefined || known.weight < expansion.weight) expansions.set(key, expansion);
}

function wording(
  { kind, weight, words, as }: Expansion,
  gramsOf: (text: string) => readonly number[],
): Wording {
  // General synonyms and guessed spellings are too loose to be sought by their characters.
  const grams = kind === 'exact' || kind === 'vocabulary' ? gramsOf(as) : [];
  return { weight, words, grams };
}
