import type { Language } from '../domain/policy.ts';
import type { TermWeighting } from './postings.ts';

/** What the search of one language is tuned to; set by measurement on development sets, never per data set. */
export interface SearchWeights {
  readonly words: TermWeighting;
  readonly grams: TermWeighting;
  readonly pairs: TermWeighting;
  /** Share of each channel in the fused score. */
  readonly channels: Readonly<Record<string, number>>;
}

export const WEIGHTS: Readonly<Record<Language, SearchWeights>> = {
  ja: {
    words: { k1: 0.9, b: 0.75, fields: { title: 1.5, path: 1, body: 1 } },
    grams: { k1: 0.9, b: 0.75, fields: { title: 1.5, path: 1, body: 1 } },
    pairs: { k1: 0.5, b: 0.7, fields: { title: 1.5, path: 0.2, body: 1 } },
    channels: {
      words: 1,
      characters: 0.5,
      pairs: 0,
      presence: 1,
      wordings: 1,
      bridge: 2,
      number: 20,
    },
  },
  en: {
    words: { k1: 0.6, b: 0.7, fields: { title: 1.5, path: 0.2, body: 1 } },
    grams: { k1: 0.9, b: 0.75, fields: { title: 1.5, path: 0.2, body: 1 } },
    pairs: { k1: 0.5, b: 0.7, fields: { title: 1.5, path: 0.2, body: 1 } },
    channels: {
      words: 1,
      characters: 0.5,
      pairs: 0.35,
      presence: 0,
      wordings: 0.5,
      bridge: 0,
      number: 10,
    },
  },
};
