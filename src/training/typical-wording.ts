import type { AskedQuestion } from './asked-question.ts';
import { peopleAmong } from './asked-record.ts';
import type { Word, WordReader } from './wording.ts';

/** A longer question is no name. */
const LONGEST_NAME = 120;

/** How a group of questions words itself. */
export interface TypicalWording {
  /** Wordings, most typical first: the first is the medoid. Of those that differ in no telling word, the shortest. */
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
  const total = new Map<string, { readonly base: string; readonly noun: boolean; weight: number }>();
  for (const { words, records } of questions) {
    const voices = peopleAmong(records);
    const length = lengthOf(words, rarity);
    words.forEach(({ term, base, noun }, place) => {
      if (isRepeated(words, place)) return;
      const weight = (rarity(term) / length) * voices;
      const sum = total.get(term);
      if (sum === undefined) total.set(term, { base, noun, weight });
      else sum.weight += weight;
    });
  }
  const scored: { wording: string; same: string; score: number; place: number }[] = [];
  questions.forEach(({ wording, words, followsUp }, place) => {
    if (wording === null) return;
    let near = 0;
    words.forEach(({ term }, nth) => {
      if (!isRepeated(words, nth)) near += rarity(term) * (total.get(term)?.weight ?? 0);
    });
    const fit = (followsUp ? 0.5 : 1) * (wording.length > LONGEST_NAME ? 0.5 : 1);
    const same = words.length === 0 ? wording : [...new Set(words.map(({ term }) => term))].sort().join(' ');
    scored.push({ wording, same, score: (near / lengthOf(words, rarity)) * fit, place });
  });
  scored.sort((a, b) => b.score - a.score || a.wording.length - b.wording.length || a.place - b.place);
  const first = new Map<string, string>();
  for (const { same, wording } of scored) if (!first.has(same)) first.set(same, wording);
  const wordings = [...first.values()];
  const telling = [...total]
    .sort(([, a], [, b]) => b.weight * (b.noun ? 1 : 0.5) - a.weight * (a.noun ? 1 : 0.5))
    .map(([term, { base }]) => ({ term, base }));
  return { wordings, words: inPhrases(telling, wordings, reader) };
}

/** Length of the vector of a question's different words; 1 where it has none. */
function lengthOf(words: readonly Word[], rarity: (term: string) => number): number {
  let square = 0;
  words.forEach(({ term }, place) => {
    if (!isRepeated(words, place)) square += rarity(term) ** 2;
  });
  return Math.sqrt(square) || 1;
}

function isRepeated(words: readonly Word[], place: number): boolean {
  const { term } = words[place] as Word;
  for (let before = 0; before < place; before++) if (words[before]?.term === term) return true;
  return false;
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
