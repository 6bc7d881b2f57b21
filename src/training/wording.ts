import { englishWords } from '../retrieval/english-words.ts';
import { japaneseWords } from '../retrieval/japanese-words.ts';
import type { Morphology } from '../retrieval/morphology.ts';
import { ENGLISH_QUESTION_WORDS, JAPANESE_QUESTION_WORDS } from '../retrieval/stop-words.ts';
import { hasJapanese, normaliseText } from '../retrieval/text.ts';

/** A content word of a question or a clause. */
export interface Word {
  /** The form that spelling variants share. */
  readonly term: string;
  /** Dictionary form (Japanese) or the word itself, to be shown. */
  readonly base: string;
  /** Nouns and Latin words say what a question is about; other words say what is done with it. */
  readonly noun: boolean;
}

/** Nouns that stand together. */
export interface Phrase {
  readonly text: string;
  readonly terms: readonly string[];
}

/** Questions of equal keys are the same question: case, width, spaces and punctuation do not matter. */
export function wordingKey(question: string): string {
  return keyOfNormalised(normaliseText(question));
}

/** The key of a wording that is normalised already. */
export function keyOfNormalised(normalised: string): string {
  return normalised.replace(/[^\p{L}\p{N}]+/gu, '');
}

/** A normalised phrase with the capitals it has in a text. */
function asWritten(phrase: string, text: string): string {
  const written = text.normalize('NFKC');
  const lower = written.toLowerCase();
  const at = lower.length === written.length ? lower.indexOf(phrase) : -1;
  return at === -1 ? phrase : written.slice(at, at + phrase.length);
}

/** Marks that redaction leaves, such as `[メール]`. */
const REDACTION_MARK = /\[[^[\]]{1,40}\]/g;

/** A stretch that ends where kana give way to another script: short enough to come again in other questions. */
const STRETCH = /[^\u3041-\u3096\s、。？！?!,]*[\u3041-\u3096]*/gu;
/** How many stretches are remembered. */
const REMEMBERED = 300_000;

/**
 * Reads the content words of many texts. Japanese is analysed stretch by stretch (a word and the kana after it) and
 * every stretch is remembered: the same stretches come again and again, and morphological analysis of whole questions
 * would take most of the time.
 */
export class WordReader {
  readonly #morphology: Morphology;
  readonly #known = new Map<string, readonly Word[]>();

  constructor(morphology: Morphology) {
    this.#morphology = morphology;
  }

  /** The content words in reading order, repeats kept; words that only ask, and marks of redaction, left out. */
  read(text: string): readonly Word[] {
    return this.readNormalised(normaliseText(text));
  }

  /** As `read`, of a text that is normalised already. */
  readNormalised(text: string): readonly Word[] {
    const normalised = text.includes('[') ? text.replace(REDACTION_MARK, ' ') : text;
    const words: Word[] = [];
    if (hasJapanese(normalised)) {
      for (const [stretch] of normalised.matchAll(STRETCH))
        if (stretch !== '') words.push(...this.#japanese(stretch));
    }
    if (!/[a-z0-9\u00c0-\u052f]/.test(normalised)) return words;
    for (const { surface, term } of englishWords(normalised)) {
      if (ENGLISH_QUESTION_WORDS.has(surface) || /^[0-9]+$/.test(surface)) continue;
      words.push({ term, base: surface, noun: true });
    }
    return words;
  }

  /** Nouns that stand together as one, as written, with the terms in them: 議事録 and not 議事 and 録, 生成AI. */
  phrases(text: string): readonly Phrase[] {
    const normalised = normaliseText(text).replace(REDACTION_MARK, ' ');
    const parts = englishWords(normalised)
      .filter(({ surface }) => !ENGLISH_QUESTION_WORDS.has(surface))
      .map(({ surface, term, start }) => ({ term, start, end: start + surface.length }));
    if (hasJapanese(normalised)) {
      for (const { surface, base, term, pos, start } of japaneseWords(this.#morphology.analyse(normalised))) {
        if (pos !== 'noun' && pos !== 'prefix') continue;
        if (JAPANESE_QUESTION_WORDS.has(base)) continue;
        parts.push({ term, start, end: start + surface.length });
      }
    }
    parts.sort((a, b) => a.start - b.start);
    const phrases: { start: number; end: number; terms: string[] }[] = [];
    for (const { term, start, end } of parts) {
      const last = phrases.at(-1);
      // A hyphen joins as well: Wi-Fi.
      if (last !== undefined && (start === last.end || normalised.slice(last.end, start) === '-')) {
        last.end = end;
        last.terms.push(term);
      } else {
        phrases.push({ start, end, terms: [term] });
      }
    }
    return phrases.map(({ start, end, terms }) => ({
      text: asWritten(normalised.slice(start, end), text),
      terms,
    }));
  }

  #japanese(stretch: string): readonly Word[] {
    let words = this.#known.get(stretch);
    if (words === undefined) {
      words = hasJapanese(stretch)
        ? japaneseWords(this.#morphology.analyse(stretch))
            .filter(
              ({ base, surface }) =>
                !JAPANESE_QUESTION_WORDS.has(base) && !JAPANESE_QUESTION_WORDS.has(surface),
            )
            .map(({ term, base, pos }) => ({ term, base, noun: pos === 'noun' }))
        : [];
      if (this.#known.size >= REMEMBERED) this.#known.clear();
      this.#known.set(stretch, words);
    }
    return words;
  }
}
