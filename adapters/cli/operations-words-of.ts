import type { Language } from '../../src/domain/policy.ts';
import type { OperationsWords } from './operations-words.ts';
import { english } from './operations-words-en.ts';
import { japanese } from './operations-words-ja.ts';

/** The words of a language. */
export function operationsWords(language: Language): OperationsWords {
  return language === 'ja' ? japanese : english;
}
