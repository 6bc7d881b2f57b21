import type { Vocabulary } from '../../domain/knowledge.ts';
import type { Language } from '../../domain/policy.ts';
import { englishTerm } from '../english-words.ts';
import { japaneseTerm } from '../japanese-words.ts';
import type { Lexicon } from '../lexicon.ts';
import { loadMorphology, type Morpheme, type Morphology, NO_MORPHOLOGY } from '../morphology.ts';
import { hasJapanese, normaliseText } from '../text.ts';
import type { Blocked, Expander } from './expansion.ts';
import { readingExpander } from './readings.ts';
import { spellingExpander } from './spelling.ts';
import type { SynonymDictionary } from './synonym-dictionary.ts';
import { synonymTable } from './synonym-table.ts';
import { synonymExpander } from './synonyms.ts';
import { vocabularyExpander } from './vocabulary.ts';

/** The words of an index, as the sources of other wordings need them. */
export interface IndexedWords {
  readonly words: Lexicon;
  /** Katakana readings of Japanese nouns, by word. */
  readonly readings: ReadonlyMap<number, string>;
  readonly languages: ReadonlySet<Language>;
  /** Whether any clause has a word. */
  readonly isIndexed: (word: number) => boolean;
  /** Whether any clause has two words side by side. */
  readonly areNeighbours: (first: number, second: number) => boolean;
}

/** Every source of other wordings for an index, strongest first; a new one is a file and a line here. */
export async function createExpanders(
  vocabulary: Vocabulary,
  { words, readings, languages, isIndexed, areNeighbours }: IndexedWords,
  synonyms: SynonymDictionary,
): Promise<readonly Expander[]> {
  const blocked = blockedPairs(vocabulary);
  // An index without Japanese words has no use for the Japanese side of the vocabulary.
  const morphology = readings.size > 0 ? remembering(await loadMorphology()) : NO_MORPHOLOGY;
  return [
    vocabularyExpander(vocabulary, words, morphology, languages, blocked),
    readingExpander(new Map([...readings].filter(([word]) => isIndexed(word))), areNeighbours, words),
    synonymExpander(synonymTable(synonyms, words), words, blocked),
    spellingExpander(words, isIndexed, readings, blocked),
  ];
}

/** Phrases that are remembered; the largest vocabulary has some thousands. */
const REMEMBERED = 50_000;
const analysed = new Map<string, readonly Morpheme[]>();

/** Remembers what it analysed: most phrases of a vocabulary are the same from one generation to the next. */
function remembering(morphology: Morphology): Morphology {
  return {
    analyse(text) {
      let morphemes = analysed.get(text);
      if (morphemes === undefined) {
        morphemes = morphology.analyse(text);
        if (analysed.size >= REMEMBERED) analysed.clear();
        analysed.set(text, morphemes);
      }
      return morphemes;
    },
  };
}

function blockedPairs({ blocked }: Vocabulary): Blocked {
  const partners = new Map<string, Set<string>>();
  for (const pair of blocked) {
    const [one, other] = pair.map((wording) => wordingKey(normaliseText(wording))) as [string, string];
    partners.set(one, (partners.get(one) ?? new Set()).add(other));
    partners.set(other, (partners.get(other) ?? new Set()).add(one));
  }
  return (one, other) => partners.size > 0 && partners.get(wordingKey(one))?.has(wordingKey(other)) === true;
}

/** One key for the forms of a wording, so that blocking 持ち出し blocks the index's 持出. */
function wordingKey(normalised: string): string {
  return hasJapanese(normalised)
    ? japaneseTerm(normalised)
    : normalised
        .split(/[^\p{L}\p{N}]+/u)
        .map(englishTerm)
        .join(' ');
}
