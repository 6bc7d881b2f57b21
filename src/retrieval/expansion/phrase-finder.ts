import type { QuestionAnalysis } from '../question.ts';
import { toKatakana } from '../text.ts';
import { type PhraseUnit, phraseUnits, standsAlone } from './phrases.ts';

/** A phrase to look for: as it is written (normalised), and as words. */
export interface Phrase {
  readonly written: string;
  readonly units: readonly PhraseUnit[];
}

/** Where a phrase stands in the normalised question. */
export interface PhrasePlace {
  readonly phrase: number;
  readonly start: number;
  readonly end: number;
}

/**
 * Finds many phrases in a question at once, in time that follows the question: as they are written, as the
 * same words in other forms (持って帰って for 持って帰る), and katakana phrases written in hiragana.
 */
export class PhraseFinder {
  readonly #phrases: readonly Phrase[];
  readonly #byHead = new Map<string, number[]>();
  readonly #byFirstUnit = new Map<string, number[]>();

  constructor(phrases: readonly Phrase[]) {
    this.#phrases = phrases;
    phrases.forEach(({ written, units }, phrase) => {
      push(this.#byHead, head(written, 0), phrase);
      // A single character is listed under itself, and found at any position that begins with it.
      if (units[0] !== undefined) push(this.#byFirstUnit, units[0].key, phrase);
    });
  }

  /** The first place of each phrase that the question has, in the order of the phrases. */
  find({ normalised, morphemes }: QuestionAnalysis): PhrasePlace[] {
    const places = new Map<number, PhrasePlace>();
    this.#findWritten(normalised, () => true, places);
    this.#findUnits(phraseUnits(normalised, morphemes), places);
    const katakana = toKatakana(normalised);
    if (katakana !== normalised) {
      this.#findWritten(katakana, (written) => /^[ァ-ヺー]{4,}/.test(written), places);
    }
    return [...places.values()].sort((a, b) => a.phrase - b.phrase);
  }

  #findWritten(text: string, accept: (written: string) => boolean, places: Map<number, PhrasePlace>): void {
    for (let start = 0; start < text.length; start++) {
      const character = text[start] as string;
      const pair = head(text, start);
      const candidates = pair === character ? [] : (this.#byHead.get(pair) ?? []);
      for (const phrase of [...candidates, ...(this.#byHead.get(character) ?? [])]) {
        if (places.has(phrase)) continue;
        const { written } = this.#phrases[phrase] as Phrase;
        const end = start + written.length;
        if (!text.startsWith(written, start) || !accept(written) || !standsAlone(text, start, end)) continue;
        places.set(phrase, { phrase, start, end });
      }
    }
  }

  #findUnits(text: readonly PhraseUnit[], places: Map<number, PhrasePlace>): void {
    text.forEach(({ key, start }, from) => {
      for (const phrase of this.#byFirstUnit.get(key) ?? []) {
        const { units } = this.#phrases[phrase] as Phrase;
        const last = text[from + units.length - 1];
        if (last === undefined || places.has(phrase)) continue;
        if (!units.every((unit, offset) => text[from + offset]?.key === unit.key)) continue;
        places.set(phrase, { phrase, start, end: last.end });
      }
    });
  }
}

function head(text: string, at: number): string {
  return text.slice(at, at + 2);
}

function push(map: Map<string, number[]>, key: string, value: number): void {
  const values = map.get(key);
  if (values === undefined) map.set(key, [value]);
  else values.push(value);
}
