import type { Retrieval } from '../domain/retrieval.ts';
import { normaliseText } from '../retrieval/text.ts';
import type { Finding } from './findings.ts';
import { actionWords, asTheAct } from './matter.ts';
import { mentions } from './mentions.ts';
import type { Ruling } from './ruling.ts';

/**
 * What speaks for a retrieved clause being the one that decides, each between 0 and 1 and free of the size of the
 * corpus. Measured per candidate; `RELEVANCE_WEIGHTS` says what each is worth.
 */
export interface RelevanceEvidence {
  /** Share of the question's words (by idf) that the clause or its headings have, by any route. */
  readonly coverage: number;
  /** Coverage relative to the widest among the candidates. */
  readonly widest: number;
  /** The same as coverage, counting only words found as they are. */
  readonly exact: number;
  /** Share of the question's words that the deciding words have. */
  readonly sentence: number;
  /** Share of the deciding words' characters that words of the question make up. */
  readonly focus: number;
  /** Share of the question's words that the headings have. */
  readonly heading: number;
  /** Fused score relative to the best clause. */
  readonly rank: number;
  /** How far the score lies above that of the best other clause, relative to it; 0 where it does not. */
  readonly lead: number;
  /** Distinct words found, saturating at four. */
  readonly breadth: number;
  /** The rarest word of the question is among those found. */
  readonly rarest: number;
  /** The words that say what is to be done (last in Japanese, first in English) are among those found. */
  readonly action: number;
  /** The clause rules on actions in the way the question asks. */
  readonly rules: number;
  /** The clause is written in another language than the question. */
  readonly foreign: number;
}

/** The evidence for each candidate, in the order given. */
export function gatherRelevance(
  question: string,
  retrieval: Retrieval,
  candidates: readonly { readonly finding: Finding; readonly ruling: Ruling }[],
): readonly RelevanceEvidence[] {
  const total = retrieval.terms.reduce((sum, term) => sum + term.idf, 0) || 1;
  const rarest = Math.max(0, ...retrieval.terms.map((term) => term.idf));
  const best = retrieval.ranked[0]?.score || 1;
  const most = Math.max(...candidates.map(({ finding }) => finding.ranked.coverage)) || 1;
  return candidates.map(({ finding, ruling }) => {
    const { matches, score, coverage } = finding.ranked;
    const rival = retrieval.ranked.find((other) => other.clause !== finding.clause)?.score ?? 0;
    const sentence = finding.words;
    const heading = normaliseText([finding.clause.title, ...finding.clause.headingPath].join(' '));
    const share = (found: typeof matches) => found.reduce((sum, match) => sum + match.term.idf, 0) / total;
    const inSentence = matches.filter((match) => mentions(sentence, match));
    return {
      coverage,
      widest: coverage / most,
      exact: share(matches.filter((match) => match.kind === 'exact')),
      sentence: share(inSentence),
      focus: Math.min(
        1,
        inSentence.reduce((sum, match) => sum + match.as.length, 0) / Math.max(8, sentence.length),
      ),
      heading: share(matches.filter((match) => mentions(heading, match))),
      rank: Math.max(0, score / best),
      lead: score > rival ? Math.min(1, (score - rival) / score) : 0,
      breadth: Math.min(4, new Set(matches.map((match) => match.as)).size) / 4,
      rarest: matches.some((match) => match.term.idf >= rarest) ? 1 : 0,
      action: actionWords(question, retrieval).reduce(
        (sum, term, _, all) => sum + (matches.some((match) => asTheAct(match, term)) ? 1 / all.length : 0),
        0,
      ),
      rules: ruling.verdict === 'not_stated' ? 0 : 1,
      foreign: finding.language === retrieval.language ? 0 : 1,
    };
  });
}

/**
 * Logistic regression for P(the clause decides the question), fitted by `npm run calibrate -- FOLDER=QUESTIONS …` on the
 * development sets of test/golden, the sample policies with their checks, and two evaluation sets that are not part
 * of the project (a basic policy and a guideline); figures on all of these are in-sample. Held-out sets took no part.
 */
const RELEVANCE_WEIGHTS: Readonly<Record<keyof RelevanceEvidence | 'bias', number>> = {
  bias: -5.74,
  coverage: -0.74,
  widest: -0.26,
  exact: 1.11,
  sentence: 0.83,
  focus: 1.27,
  heading: 0.41,
  rank: 3.15,
  lead: 2.95,
  breadth: 1.45,
  rarest: 0.43,
  action: 0.09,
  rules: 0.54,
  foreign: -0.32,
};

/** How likely it is (0–1) that a clause with this evidence decides the question. */
export function relevance(evidence: RelevanceEvidence): number {
  let sum = RELEVANCE_WEIGHTS.bias;
  for (const [name, value] of Object.entries(evidence))
    sum += RELEVANCE_WEIGHTS[name as keyof RelevanceEvidence] * value;
  return 1 / (1 + Math.exp(-sum));
}
