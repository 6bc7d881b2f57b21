import type { Language } from '../../src/domain/policy.ts';
import type { Words } from './words.ts';
import { english } from './words-en.ts';
import { japanese } from './words-ja.ts';

/** The words of a language. */
export function wordsOf(language: Language): Words {
  return language === 'ja' ? japanese : english;
}
