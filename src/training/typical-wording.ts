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
  const read = questions.map((question) => {
    const words = withoutRepeats(question.words);
    const weights = words.map(({ term }) => rarity(term));
    return { question, words, weights, length: Math.hypot(...weights) || 1 };
  });
  for (const { question, words, weights, length } of read) {
    const voices = peopleAmong(question.records);
    words.forEach(({ term, base, noun }, place) => {
      const weight = ((weights[place] as number) / length) * voices;
      const sum = total.get(term);
      if (sum === undefined) total.set(term, { base, noun, weight });
      else sum.weight += weight;
    });
  }
  const scored: { wording: string; words: readonly Word[]; score: number; place: number }[] = [];
  read.forEach(({ question: { wording, followsUp }, words, weights, length }, place) => {
    if (wording === null) return;
    let near = 0;
    words.forEach(({ term }, nth) => {
      near += (weights[nth] as number) * (total.get(term)?.weight ?? 0);
    });
    const fit = (followsUp ? 0.5 : 1) * (wording.length > LONGEST_NAME ? 0.5 : 1);
    scored.push({ wording, words, score: (near / length) * fit, place });
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
  scored: readonly { readonly wording: string; readonly words: readonly Word[] }[],
  rarity: (term: string) => number,
): string[] {
  const weight = (terms: Iterable<string>) => [...terms].reduce((sum, term) => sum + rarity(term), 0);
  const kept: { readonly terms: ReadonlySet<string>; readonly weight: number; wording: string }[] = [];
  for (const { wording, words } of scored) {
    const terms = new Set(words.map(({ term }) => term));
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

/** Each word once. */
function withoutRepeats(words: readonly Word[]): readonly Word[] {
  return words.filter(({ term }, place) => {
    for (let before = 0; before < place; before++) if (words[before]?.term === term) return false;
    return true;
  });
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
