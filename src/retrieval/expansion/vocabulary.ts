import type { Vocabulary, VocabularyEntry } from '../../domain/knowledge.ts';
import type { Language } from '../../domain/policy.ts';
import type { Lexicon } from '../lexicon.ts';
import { isAct, type Morphology } from '../morphology.ts';
import { detectLanguage, normaliseText } from '../text.ts';
import { tokenise } from '../tokens.ts';
import type { Blocked, Expander, Expansion } from './expansion.ts';
import { type Phrase, PhraseFinder } from './phrase-finder.ts';
import { phraseUnits } from './phrases.ts';

/** Strongest after the question's own words: somebody wrote down that the policy says it this way. */
const WEIGHT = 0.8;
/** Where clauses of the question's own language exist, wordings in the other are a second choice. */
const OTHER_LANGUAGE_WEIGHT = 0.3;

interface PolicyPhrase {
  readonly as: string;
  readonly normalised: string;
  readonly words: readonly number[];
  readonly language: Language;
  readonly thing: boolean;
}

/** How people say it → how the policy says it, from the vocabulary files. */
export function vocabularyExpander(
  vocabulary: Vocabulary,
  lexicon: Lexicon,
  morphology: Morphology,
  languages: ReadonlySet<Language>,
  blocked: Blocked,
): Expander {
  const phrases: Phrase[] = [];
  const policies: (readonly PolicyPhrase[])[] = [];
  for (const entry of vocabulary.entries) {
    const policy = policyPhrases(entry, lexicon, morphology);
    if (policy.length === 0) continue;
    for (const phrase of sayPhrases(entry, morphology)) {
      phrases.push(phrase);
      policies.push(policy);
    }
  }
  const finder = new PhraseFinder(phrases);
  return {
    name: 'vocabulary',
    expand(analysis) {
      const weightOf = (language: Language) =>
        language !== analysis.language && languages.has(analysis.language) ? OTHER_LANGUAGE_WEIGHT : WEIGHT;
      return finder.find(analysis).flatMap(({ phrase, start, end }) => {
        const { written } = phrases[phrase] as Phrase;
        return (policies[phrase] as readonly PolicyPhrase[])
          .filter(({ normalised }) => !blocked(written, normalised))
          .map(({ as, words, language, thing }): Expansion => {
            const weight = weightOf(language) / Math.sqrt(words.length);
            return { start, end, kind: 'vocabulary', weight, as, words, thing };
          });
      });
    },
  };
}

function sayPhrases({ say }: VocabularyEntry, morphology: Morphology): Phrase[] {
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
    if (words.length === 0 || words.length < terms.length) continue;
    const normalised = normaliseText(as);
    const language = detectLanguage(as);
    const thing = language === 'ja' && !morphology.analyse(normalised).some(isAct);
    phrases.push({ as, normalised, words, language, thing });
  }
  return phrases;
}
