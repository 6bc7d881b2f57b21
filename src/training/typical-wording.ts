import type { AskedQuestion } from './asked-question.ts';
import { peopleAmong } from './asked-record.ts';
import type { Word, WordReader } from './wording.ts';

/** How many wordings are looked at, for the phrases that words stand in as well. */
const LOOKED_AT = 40;
/** How many of the most typical are compared, to leave out those that hardly differ. */
const COMPARED = 400;
/** A longer question is no name. */
const LONGEST_NAME = 120;

/** How a group of questions words itself. */
export interface TypicalWording {
  /** Wordings, most typical first: the first is the medoid. Of those that hardly differ, the shortest. */
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
  const scored: { wording: string; terms: ReadonlySet<string>; score: number; place: number }[] = [];
  questions.forEach(({ wording, words, followsUp }, place) => {
    if (wording === null) return;
    let near = 0;
    words.forEach(({ term }, nth) => {
      if (!isRepeated(words, nth)) near += rarity(term) * (total.get(term)?.weight ?? 0);
    });
    const fit = (followsUp ? 0.5 : 1) * (wording.length > LONGEST_NAME ? 0.5 : 1);
    const terms = new Set(words.map(({ term }) => term));
    scored.push({ wording, terms, score: (near / lengthOf(words, rarity)) * fit, place });
  });
  scored.sort((a, b) => b.score - a.score || a.wording.length - b.wording.length || a.place - b.place);
  const wordings = shortestOfAlike(scored.slice(0, COMPARED), rarity);
  const telling = [...total]
    .sort(([, a], [, b]) => b.weight * (b.noun ? 1 : 0.5) - a.weight * (a.noun ? 1 : 0.5))
    .map(([term, { base }]) => ({ term, base }));
  return { wordings, words: inPhrases(telling, wordings, reader) };
}

/** From this share of their words' weight in common on, two wordings hardly differ. */
const ALIKE = 0.7;

/** One wording for all that hardly differ from it, in the order given; so many at most as are ever looked at. */
function shortestOfAlike(
  scored: readonly { readonly wording: string; readonly terms: ReadonlySet<string> }[],
  rarity: (term: string) => number,
): string[] {
  const weight = (terms: Iterable<string>) => [...terms].reduce((sum, term) => sum + rarity(term), 0);
  const kept: { readonly terms: ReadonlySet<string>; readonly weight: number; wording: string }[] = [];
  for (const { wording, terms } of scored) {
    const own = weight(terms);
    const alike = kept.find((one) => {
      const common = weight([...terms].filter((term) => one.terms.has(term)));
      return common > 0 && common >= ALIKE * (own + one.weight - common);
    });
    if (alike === undefined) {
      if (kept.length < LOOKED_AT) kept.push({ terms, weight: own, wording });
    } else if (wording.length < alike.wording.length) alike.wording = wording;
  }
  return kept.map((one) => one.wording);
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
