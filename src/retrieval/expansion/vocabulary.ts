import type { Vocabulary, VocabularyEntry } from '../../domain/knowledge.ts';
import type { Language } from '../../domain/policy.ts';
import type { Lexicon } from '../lexicon.ts';
import type { Morphology } from '../morphology.ts';
import { detectLanguage, normaliseText, toKatakana } from '../text.ts';
import { tokenise } from '../tokens.ts';
import type { Blocked, Expander, Expansion } from './expansion.ts';
import { findUnits, findWritten, type PhraseUnit, phraseUnits } from './phrases.ts';

/** Strongest after the question's own words: somebody wrote down that the policy says it this way. */
const WEIGHT = 0.8;
/** Where clauses of the question's own language exist, wordings in the other are a second choice. */
const OTHER_LANGUAGE_WEIGHT = 0.3;

interface SayPhrase {
  readonly written: string;
  readonly units: readonly PhraseUnit[];
}

interface PolicyPhrase {
  readonly as: string;
  readonly words: readonly number[];
  readonly language: Language;
}

/** How people say it → how the policy says it, from the vocabulary files. */
export function vocabularyExpander(
  vocabulary: Vocabulary,
  lexicon: Lexicon,
  morphology: Morphology,
  languages: ReadonlySet<Language>,
  blocked: Blocked,
): Expander {
  const compiled = vocabulary.entries
    .map((entry) => ({
      say: sayPhrases(entry, morphology),
      policy: policyPhrases(entry, lexicon, morphology),
    }))
    .filter(({ policy }) => policy.length > 0);
  return {
    name: 'vocabulary',
    expand({ normalised, morphemes, language }) {
      const units = phraseUnits(normalised, morphemes);
      const katakana = toKatakana(normalised);
      const found: Expansion[] = [];
      for (const { say, policy } of compiled) {
        for (const { written, units: row } of say) {
          const place =
            findWritten(normalised, written) ??
            findUnits(units, row) ??
            (/^[ァ-ヺー]{4,}/.test(written) ? findWritten(katakana, written) : null);
          if (place === null) continue;
          const [start, end] = place;
          for (const { as, words, language: spoken } of policy) {
            if (blocked(written, as)) continue;
            const share = spoken !== language && languages.has(language) ? OTHER_LANGUAGE_WEIGHT : WEIGHT;
            found.push({
              start,
              end,
              kind: 'vocabulary',
              weight: share / Math.sqrt(words.length),
              as,
              words,
            });
          }
        }
      }
      return found;
    },
  };
}

function sayPhrases({ say }: VocabularyEntry, morphology: Morphology): SayPhrase[] {
  return say
    .map((phrase) => normaliseText(phrase))
    .filter((written) => written !== '')
    .map((written) => ({
      written,
      units: phraseUnits(written, /[a-z]/.test(written) ? [] : morphology.analyse(written)),
    }));
}

function policyPhrases(
  { policy }: VocabularyEntry,
  lexicon: Lexicon,
  morphology: Morphology,
): PolicyPhrase[] {
  const phrases: PolicyPhrase[] = [];
  for (const as of policy) {
    const terms = [...new Set(tokenise(as, morphology).words)];
    const words = terms.map((term) => lexicon.find(term)).filter((id) => id !== undefined);
    // A phrase some of whose words no clause has is not in the index.
    if (words.length > 0 && words.length === terms.length)
      phrases.push({ as, words, language: detectLanguage(as) });
  }
  return phrases;
}
