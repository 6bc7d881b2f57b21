import type { Language } from '../domain/policy.ts';
import { readEnglishNorm } from './norms-en.ts';
import { readJapaneseNorm } from './norms-ja.ts';
import type { SentenceReading } from './sentence-reading.ts';
import { type Span, splitSentences } from './sentences.ts';

/** A sentence's reading with its place in the clause's text. */
export interface Norm extends SentenceReading, Span {}

/** Reads every sentence of a clause, in order. Pure: the same words always give the same norms. */
export function readNorms(text: string, language: Language): readonly Norm[] {
  const read = language === 'ja' ? readJapaneseNorm : readEnglishNorm;
  return splitSentences(text, language).map(({ start, end }) => ({
    start,
    end,
    ...read(text.slice(start, end)),
  }));
}
