import type { AskedQuestion } from './asked-question.ts';
import { peopleAmong } from './asked-record.ts';
import type { WordReader } from './wording.ts';

/** A longer question is no name. */
const LONGEST_NAME = 120;

/** How a group of questions words itself. */
export interface TypicalWording {
  /** Wordings, most typical first: the first is the medoid. */
  readonly wordings: readonly string[];
  /** Words that tell the group from others, as they are shown, most telling first. */
  readonly words: readonly string[];
}

/**
 * Orders the wordings of a group by how near they are to all others, each weighted by the people who used it: the sum
 * of the cosines of word vectors, weighted by rarity in the log.
 */
export function typicalWording(
  questions: readonly AskedQuestion[],
  rarity: (term: string) => number,
  reader: WordReader,
): TypicalWording {
  const total = new Map<string, { weight: number; base: string; noun: boolean }>();
  const vectors = questions.map((question) => {
    const voices = peopleAmong(question.records);
    const weights = new Map(question.words.map(({ term }) => [term, rarity(term)]));
    const length = Math.hypot(...weights.values()) || 1;
    for (const { term, base, noun } of question.words) {
      const sum = total.get(term) ?? { weight: 0, base, noun };
      total.set(term, sum);
    }
    for (const [term, weight] of weights) {
      weights.set(term, weight / length);
      const sum = total.get(term);
      if (sum !== undefined) sum.weight += (weight / length) * voices;
    }
    return weights;
  });
  const scored = questions.flatMap(({ wording, followsUp }, place) => {
    if (wording === null) return [];
    let near = 0;
    for (const [term, weight] of vectors[place] ?? []) near += weight * (total.get(term)?.weight ?? 0);
    const fit = (followsUp ? 0.5 : 1) * (wording.length > LONGEST_NAME ? 0.5 : 1);
    return [{ wording, score: near * fit, place }];
  });
  scored.sort((a, b) => b.score - a.score || a.place - b.place);
  const wordings = scored.map(({ wording }) => wording);
  const telling = [...total]
    .sort(([, a], [, b]) => b.weight * (b.noun ? 1 : 0.5) - a.weight * (a.noun ? 1 : 0.5))
    .map(([term, { base }]) => ({ term, base }));
  return { wordings, words: inPhrases(telling, wordings, reader) };
}

/** How many wordings are looked at for the phrases that words stand in. */
const LOOKED_AT = 40;

/** Words as the phrases they stand in, in the first wording that has them; each phrase once. */
export function inPhrases(
  words: readonly { readonly term: string; readonly base: string }[],
  wordings: readonly string[],
  reader: WordReader,
): readonly string[] {
  const phraseOf = new Map<string, string>();
  for (const { text, terms } of wordings.slice(0, LOOKED_AT).flatMap((wording) => reader.phrases(wording))) {
    for (const term of terms) if (!phraseOf.has(term)) phraseOf.set(term, text);
  }
  return [...new Set(words.map(({ term, base }) => phraseOf.get(term) ?? base))];
}
