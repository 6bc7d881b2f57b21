import type { Language } from '../domain/policy.ts';
import { type Norm, readNorms } from '../policy/norms.ts';
import { splitSentences } from '../policy/sentences.ts';
import type { Brief, Source } from './brief.ts';
import type { DraftSentence } from './draft.ts';
import type { ProblemCode } from './problem.ts';

/** A quote that stands in its clause, with what the sentences it was taken from rule. */
export interface Quote {
  readonly source: Source;
  readonly text: string;
  /** The whole sentences it lies in: half a sentence may say the contrary of the whole. */
  readonly sentences: readonly string[];
  readonly norms: readonly Norm[];
}

/** A quote may be this short where it is not the whole clause, in UTF-16 units. */
const LEAST: Readonly<Record<Language, number>> = { ja: 6, en: 12 };

/** Checks the quotes of a sentence: each an exact part of the one clause it names. */
export function readQuotes(
  { rests }: DraftSentence,
  { sources, language }: Brief,
): readonly Quote[] | { readonly code: ProblemCode; readonly detail: string } {
  if (rests.length === 0) return { code: 'quote_missing', detail: '' };
  const quotes: Quote[] = [];
  for (const { clause, quote } of rests) {
    const source = sources.find(({ key }) => key === clause);
    if (source === undefined) return { code: 'quote_unknown_clause', detail: clause };
    const whole = source.citation.quote;
    if (quote === '' || !whole.includes(quote)) return { code: 'quote_not_in_clause', detail: quote };
    if (quote.trim().length < LEAST[language] && quote.trim() !== whole.trim())
      return { code: 'quote_too_short', detail: quote };
    quotes.push({ source, text: quote, ...around(quote, whole, language) });
  }
  return quotes;
}

function around(quote: string, whole: string, language: Language): Pick<Quote, 'sentences' | 'norms'> {
  const at = whole.indexOf(quote);
  const touches = ({ start, end }: { start: number; end: number }) => start < at + quote.length && end > at;
  return {
    sentences: splitSentences(whole, language)
      .filter(touches)
      .map(({ start, end }) => whole.slice(start, end)),
    // Words that stand in a clause more than once may be taken from either place; then neither place rules.
    norms: whole.indexOf(quote, at + 1) >= 0 ? [] : readNorms(whole, language).filter(touches),
  };
}
