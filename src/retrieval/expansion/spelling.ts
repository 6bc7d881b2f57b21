import { isEnglishWord } from '../english-dictionary.ts';
import type { Lexicon } from '../lexicon.ts';
import type { QuestionAnalysis } from '../question.ts';
import type { Blocked, Expander, Expansion } from './expansion.ts';

const WEIGHT = 0.6;

interface Misspelt {
  readonly written: string;
  readonly reading: string | null;
  readonly start: number;
  readonly end: number;
}

/**
 * Words of the question that the index lacks, one character away from one it has: katakana of four and
 * more characters, kanji of three and more (of two where they are read alike, or only one word comes near),
 * English of five and more letters. Words that the dictionary of
 * their language knows are taken as meant (stuff is not staff).
 */
export function spellingExpander(
  lexicon: Lexicon,
  isIndexed: (word: number) => boolean,
  readings: ReadonlyMap<number, string>,
  blocked: Blocked,
): Expander {
  const byShape = new Map<string, number[]>();
  lexicon.terms.forEach((term, word) => {
    if (!isIndexed(word) || !/^(?:[a-z]+|[ァ-ヺー]+|[一-鿿々]+)$/.test(term)) return;
    for (const shape of shapes(term, term.length)) push(byShape, shape, word);
  });
  const near = (written: string): number[] => {
    const words = new Set<number>();
    for (let length = written.length - 1; length <= written.length + 1; length++) {
      for (const shape of shapes(written, length)) {
        for (const word of byShape.get(shape) ?? [])
          if (isOneEditApart(written, lexicon.term(word))) words.add(word);
      }
    }
    return [...words];
  };

  return {
    name: 'spelling',
    expand(analysis) {
      const found: Expansion[] = [];
      for (const { written, reading, start, end } of misspelt(analysis, lexicon, isIndexed)) {
        let words = near(written).filter((word) => !blocked(written, lexicon.term(word)));
        if (/^[一-鿿々]+$/.test(written)) {
          words = words.filter((word) => lexicon.term(word).length === written.length);
          const readAlike = reading === null ? [] : words.filter((word) => readings.get(word) === reading);
          if (readAlike.length > 0) words = readAlike;
          else if (written.length === 2 && words.length > 1) continue;
        }
        for (const word of words) {
          const weight = WEIGHT / words.length;
          found.push({ start, end, kind: 'fuzzy', weight, as: lexicon.term(word), words: [word] });
        }
      }
      return found;
    },
  };
}

/** One edit leaves the first or the last character alone, so that near words share one of these with it. */
function shapes(word: string, length: number): [string, string] {
  return [`${length}${word[0]}-`, `${length}-${word.at(-1)}`];
}

function push(map: Map<string, number[]>, key: string, value: number): void {
  const values = map.get(key);
  if (values === undefined) map.set(key, [value]);
  else values.push(value);
}

/** Words that no clause has, and kanji that the analyser could only take one by one (指定菅理: 指定, 菅, 理). */
function* misspelt(
  { words, morphemes }: QuestionAnalysis,
  lexicon: Lexicon,
  isIndexed: (word: number) => boolean,
): Iterable<Misspelt> {
  const indexed = (term: string) => {
    const word = lexicon.find(term);
    return word !== undefined && isIndexed(word);
  };
  for (const { surface, term, pos, reading, known, start } of words) {
    if (indexed(term) || (pos === 'word' ? isEnglishWord(surface) : known)) continue;
    const long =
      (/^[a-z]{5,}$/.test(surface) && term.length >= 5) ||
      /^[ァ-ヺー]{4,}$/.test(term) ||
      /^[一-鿿々]{2,}$/.test(term);
    if (long) yield { written: term, reading, start, end: start + surface.length };
  }
  for (let i = 0; i + 1 < morphemes.length; i++) {
    const [first, second] = [morphemes[i], morphemes[i + 1]];
    if (!first || !second || !/^[一-鿿]$/.test(first.surface) || !/^[一-鿿](?![一-鿿])/.test(second.surface))
      continue;
    const kanji = first.surface + (second.surface[0] as string);
    if (indexed(kanji)) continue;
    const reading = first.reading !== null && second.reading !== null ? first.reading + second.reading : null;
    yield { written: kanji, reading, start: first.start, end: first.start + 2 };
  }
}

/** True where one substitution, insertion, deletion or swap of neighbours turns one word into the other. */
export function isOneEditApart(one: string, other: string): boolean {
  if (one === other || Math.abs(one.length - other.length) > 1) return false;
  let head = 0;
  while (head < one.length && one[head] === other[head]) head++;
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (short.length < long.length) return short.slice(head) === long.slice(head + 1);
  if (one.slice(head + 1) === other.slice(head + 1)) return true;
  const swapped = one[head] === other[head + 1] && one[head + 1] === other[head];
  return swapped && one.slice(head + 2) === other.slice(head + 2);
}
