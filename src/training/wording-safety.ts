import type { TrainingRecord } from './training-record.ts';
import { type WordReader, wordingKey } from './wording.ts';

/** Longer wordings tell a story, and stories tell who lived them. */
const LONGEST = 80;
/** Marks of redaction, digits, addresses, names of persons: whatever might point at somebody. */
const POINTING =
  /[[\]@＠0-9０-９#＃]|https?:|[一-鿿ァ-ヶ](?:さん|くん|君|ちゃん|先生|氏)(?![名])|\b(?:Mr|Mrs|Ms|Dr)\b/u;

/**
 * Tells which wordings may be shown to people other than trainers. A wording is safe where it is short, holds nothing that
 * points at somebody, and consists of words each of which at least `smallest` different known people have used
 * (k-anonymity of words): nobody can then be told by an unusual word. The very same question asked by that many people
 * is safe as well.
 */
export class WordingSafety {
  readonly #reader: WordReader;
  readonly #smallest: number;
  /** Who used a word or a question, up to as many as are needed. */
  readonly #users = new Map<string, Set<string>>();
  readonly #read = new Map<string, readonly string[]>();

  constructor(reader: WordReader, smallest: number) {
    this.#reader = reader;
    this.#smallest = smallest;
  }

  /** Takes note of who used which words. */
  add({ question, asker }: Pick<TrainingRecord, 'question' | 'asker'>): void {
    if (question === null || asker === null) return;
    for (const used of this.#parts(question)) {
      const people = this.#users.get(used);
      if (people === undefined) this.#users.set(used, new Set([asker]));
      else if (people.size < this.#smallest) people.add(asker);
    }
  }

  /** Whether a question's wording may be shown, by the records added so far. */
  isSafe(question: string): boolean {
    if (question.length > LONGEST || POINTING.test(question)) return false;
    const [whole = '', ...words] = this.#parts(question);
    return this.#isCommon(whole) || (words.length > 0 && words.every((word) => this.#isCommon(word)));
  }

  /** The question as a whole, then its different words. */
  #parts(question: string): readonly string[] {
    let parts = this.#read.get(question);
    if (parts === undefined) {
      const terms = this.#reader.read(question).map(({ term }) => `word ${term}`);
      parts = [`question ${wordingKey(question)}`, ...new Set(terms)];
      this.#read.set(question, parts);
    }
    return parts;
  }

  #isCommon(part: string): boolean {
    return (this.#users.get(part)?.size ?? 0) >= this.#smallest;
  }
}
