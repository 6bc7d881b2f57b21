import type { Language } from '../domain/policy.ts';
import type { TermWeighting } from './postings.ts';

/** What the search of one language is tuned to; set by measurement on development sets, never per data set. */
export interface SearchWeights {
  readonly words: TermWeighting;
  readonly grams: TermWeighting;
  /** Share of each channel in the fused score. */
  readonly channels: Readonly<Record<string, number>>;
}

export const WEIGHTS: Readonly<Record<Language, SearchWeights>> = {
  ja: {
    words: { k1: 0.9, b: 0.75, fields: { title: 1.5, path: 1, body: 1 } },
    grams: { k1: 0.9, b: 0.75, fields: { title: 1.5, path: 1, body: 1 } },
    channels: { words: 1, characters: 0.5, presence: 1, number: 100 },
  },
  en: {
    words: { k1: 0.9, b: 0.75, fields: { title: 1.5, path: 1, body: 1 } },
    grams: { k1: 0.9, b: 0.75, fields: { title: 1.5, path: 1, body: 1 } },
    channels: { words: 1, characters: 0.5, presence: 0, number: 100 },
  },
};
