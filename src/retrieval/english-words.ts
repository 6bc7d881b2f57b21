import { stemmer } from 'stemmer';
import { ENGLISH_FUNCTION_WORDS } from './stop-words.ts';

/** A Latin-script word of a text, with the form it is indexed under. */
export interface EnglishWord {
  readonly surface: string;
  readonly term: string;
  /** Start in the normalised text, in UTF-16 units. */
  readonly start: number;
}

// Dotted numbers ("4.2.1") and letter-digit codes stay whole, and so do words whose hyphen many leave out (e-mail,
// wi-fi, co-worker); apostrophes end a word.
const WORD =
  /[0-9]+(?:[.,][0-9]+)+|(?<![\p{L}\p{N}])(?:[a-z]|wi|co)-[a-z]{2,}(?![\p{L}\p{N}-])|[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}0-9]+/gu;

/**
 * The Latin-script words of a normalised text without function words, each under its Porter stem.
 * British and American spellings share one form (organisation/organization, behaviour/behavior).
 */
export function englishWords(text: string): EnglishWord[] {
  const words: EnglishWord[] = [];
  for (const match of text.matchAll(WORD)) {
    const surface = match[0];
    if (ENGLISH_FUNCTION_WORDS.has(surface)) continue;
    words.push({ surface, term: englishTerm(surface.replace('-', '')), start: match.index });
  }
  return words;
}

const stems = new Map<string, string>();

/** The index form of one lower-case Latin-script word: accents and spelling variants folded, then stemmed. */
export function englishTerm(word: string): string {
  let term = stems.get(word);
  if (term === undefined) {
    term = stem(word);
    if (stems.size > 200_000) stems.clear();
    stems.set(word, term);
  }
  return term;
}

function stem(word: string): string {
  if (/[0-9]/.test(word)) return word;
  const plain = word
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/iz(?=(?:e|es|ed|ing|er|ers|ation|ations|ational)$)/, 'is')
    .replace(/yz(?=(?:e|es|ed|ing|er|ers)$)/, 'ys')
    .replace(/(?<=behavi|col|fav|hon|lab|neighb|endeav|harb|hum)our/, 'or');
  return stemmer(plain);
}
