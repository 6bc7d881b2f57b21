import { z } from 'zod';
import type { Reranker } from '../domain/understanding.ts';
import { boundedFetch } from '../models/bounded-fetch.ts';

/** A cross-encoder behind HTTP. */
export interface CrossEncoderOptions {
  /** Full address of the endpoint, e.g. `http://127.0.0.1:8080/rerank`. */
  readonly url: string;
  /** Name of the model; null where the server has one only. */
  readonly model: string | null;
  readonly key: string | null;
}

/** Answers of Jina, Cohere, vLLM and llama.cpp, and that of text-embeddings-inference. */
const scored = z.array(
  z.object({ index: z.int(), relevance_score: z.number().optional(), score: z.number().optional() }),
);
const answer = z.union([scored, z.object({ results: scored }).transform(({ results }) => results)]);

/** Numbers for some tens of passages; the caller's signal ends a request in time. */
const bounded = boundedFetch({ mostBytes: 2 ** 20, milliseconds: null });

/**
 * Reranking by a cross-encoder that a server offers in the form of Jina and Cohere, as vLLM and llama.cpp do, or in that
 * of Hugging Face's text-embeddings-inference. Which one is found out with the first request.
 */
export function crossEncoder({ url, model, key }: CrossEncoderOptions): Reranker {
  let isTei = false;
  const send = (body: object, signal: AbortSignal) =>
    bounded(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(key !== null && { authorization: `Bearer ${key}` }),
      },
      body: JSON.stringify({ ...(model !== null && { model }), ...body }),
      signal,
    });
  return {
    async relevance(query, passages, signal) {
      const usual = { query, documents: passages, top_n: passages.length, return_documents: false };
      const tei = { query, texts: passages, truncate: true };
      let response = await send(isTei ? tei : usual, signal);
      if (!isTei && (response.status === 400 || response.status === 422)) {
        response = await send(tei, signal);
        isTei = response.ok;
      }
      if (!response.ok) throw new Error(`The reranker answered with status ${response.status}.`);
      const results = answer.parse(await response.json());
      const scores: (number | undefined)[] = passages.map(() => undefined);
      for (const { index, relevance_score, score } of results) scores[index] = relevance_score ?? score;
      if (scores.length !== passages.length || scores.some((score) => score === undefined))
        throw new RangeError('The reranker left passages out.');
      return scores as number[];
    },
  };
}
