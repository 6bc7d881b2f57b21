import { readFileSync } from 'node:fs';
import { z } from 'zod';

const text = z.object({ text: z.string(), normalized: z.string(), tokens: z.array(z.string()) });

/** The test vectors that came with the word vectors: what any reader of the file must compute. */
export const expected = z
  .object({
    model: z.object({
      bytes: z.number(),
      sha256: z.string(),
      n: z.number(),
      dim: z.number(),
      firstWords: z.array(z.string()),
      lastWord: z.string(),
      scale0: z.number(),
      vec0first8: z.array(z.number()),
    }),
    tolerance: z.number(),
    setting: z.object({ th: z.number(), alpha: z.number(), beta: z.number() }),
    wordPairs: z.array(
      z.object({
        a: z.string(),
        b: z.string(),
        indexA: z.number().nullable(),
        indexB: z.number().nullable(),
        cosine: z.number().nullable(),
      }),
    ),
    retrieval: z.object({
      clauses: z.array(text),
      queries: z.array(
        text.extend({
          terms: z.array(
            z.object({
              word: z.string(),
              inModel: z.boolean(),
              df: z.number(),
              idf: z.number(),
              near: z.array(z.object({ word: z.string(), cosine: z.number(), f: z.number() })),
            }),
          ),
          scores: z.array(z.number()),
        }),
      ),
    }),
  })
  .parse(JSON.parse(readFileSync(new URL('expected.json', import.meta.url), 'utf8')));
