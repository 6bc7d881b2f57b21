import type { Language } from '../../src/domain/policy.ts';
import type { WebWords } from './words.ts';
import { english } from './words-en.ts';
import { japanese } from './words-ja.ts';

/** The words of a language. */
export function webWords(language: Language): WebWords {
  return language === 'ja' ? japanese : english;
}
