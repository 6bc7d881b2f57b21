import type { Language } from '../domain/policy.ts';
import type { Claims } from './claim-types.ts';
import { englishClaims } from './claims-en.ts';
import { japaneseClaims } from './claims-ja.ts';

/**
 * Reads the claims of a sentence, rather one too many than one too few of those that free somebody from a rule.
 * @param text normalised.
 * @param potentials Japanese verbs in it that say that something can be done (使える), in the form they stand in.
 */
export function readClaims(text: string, language: Language, potentials: readonly string[]): Claims {
  return language === 'ja' ? japaneseClaims(text, potentials) : englishClaims(text);
}
