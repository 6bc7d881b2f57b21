import { z } from 'zod';
import type { Language } from '../domain/policy.ts';
import type { RankedClause } from '../domain/retrieval.ts';
import type {
  QueryRewriter,
  RankingRequest,
  Reranker,
  Understanding,
  UnderstandingPart,
} from '../domain/understanding.ts';
import { CircuitBreaker, CircuitOpen } from '../models/circuit-breaker.ts';
import { fuse } from './fusion.ts';

/** What is switched on; null is off. */
export interface UnderstandingModels {
  readonly rewriting: QueryRewriter | null;
  readonly translation: QueryRewriter | null;
  readonly reranking: Reranker | null;
}

export interface UnderstandingOptions {
  /** Milliseconds for the wordings together, and for the reranking; four seconds each unless told. */
  readonly budgetMs?: number;
  /** Told once when a part begins to fail; never a word of a question. */
  readonly warn?: (message: string) => void;
}

const BUDGET_MS = 4_000;
/** Clauses that are judged by a reranker; those beyond keep their places behind them. */
const RERANKED = 20;
/** Beside the ranking so far, which stands for one. Not fitted: no reranker was at hand to measure. */
const RERANKER_WEIGHT = 2;

/**
 * Ranks the clauses to show with the help of models, each behind a circuit breaker and within its time.
 *
 * How other wordings are kept from inventing a permission: they never come near the decision. `answerQuestion` decides on
 * the ranking by the evidence of the asker's own words before this one is made; what is found here are clauses, shown word
 * for word as near ones, without a claim that they allow anything.
 */
export function createUnderstanding(
  { rewriting, translation, reranking }: UnderstandingModels,
  { budgetMs = BUDGET_MS, warn = () => {} }: UnderstandingOptions = {},
): Understanding {
  const guards = {
    rewriting: guard('rewriting', budgetMs, warn),
    translation: guard('translation', budgetMs, warn),
    reranking: guard('reranking', budgetMs, warn),
  };

  async function wordings({ asked, documentLanguages, without }: RankingRequest): Promise<readonly string[]> {
    const others = [...documentLanguages].filter((language) => language !== asked.language);
    const own: readonly Language[] = documentLanguages.has(asked.language) ? [asked.language] : [];
    const jobs = [
      ...on('rewriting', rewriting, without, own),
      ...on('translation', translation, without, others),
    ];
    const said = await Promise.all(
      jobs.map(({ part, rewriter, into }) =>
        guards[part]((signal) => rewriter.wordings(asked, into, signal), []),
      ),
    );
    return [...new Set(said.flat())];
  }

  async function reordered(
    ranked: readonly RankedClause[],
    { asked, without }: RankingRequest,
  ): Promise<readonly RankedClause[]> {
    if (reranking === null || without.includes('reranking') || ranked.length < 2) return ranked;
    const judged = ranked.slice(0, RERANKED);
    const scores = await guards.reranking(async (signal) => {
      const found = await reranking.relevance(asked.resolved, judged.map(passageOf), signal);
      if (found.length !== judged.length || !found.every(Number.isFinite))
        throw new RangeError('The reranker gave no number for each passage.');
      return found;
    }, null);
    if (scores === null) return ranked;
    const best = judged
      .map((clause, place) => ({ clause, score: scores[place] as number, place }))
      .sort((one, other) => other.score - one.score || one.place - other.place)
      .map(({ clause }) => clause);
    const fused = fuse([
      { ranked: judged, weight: 1 },
      { ranked: best, weight: RERANKER_WEIGHT },
    ]);
    return [...fused, ...ranked.slice(RERANKED)];
  }

  return {
    async rank(request) {
      const said = await wordings(request);
      const rankings = await Promise.all(said.map((wording) => request.search(wording).catch(() => [])));
      const found = rankings.filter((ranked) => ranked.length > 0);
      const merged =
        found.length === 0
          ? request.found
          : fuse([
              { ranked: request.found, weight: 1 },
              // Several wordings together weigh as much as the asker's own.
              ...found.map((ranked) => ({ ranked, weight: 1 / found.length })),
            ]);
      return reordered(merged, request);
    },
  };
}

function on<P extends UnderstandingPart>(
  part: P,
  rewriter: QueryRewriter | null,
  without: readonly string[],
  languages: readonly Language[],
) {
  if (rewriter === null || without.includes(part)) return [];
  return languages.map((into) => ({ part, rewriter, into }));
}

function passageOf({ clause: { headingPath, title, text } }: RankedClause): string {
  return [...headingPath, title, text].filter((part) => part !== '').join('\n');
}

/** Runs a part within its time and behind a breaker; where it fails, `otherwise` stands in for what it would give. */
function guard(part: UnderstandingPart, budgetMs: number, warn: (message: string) => void) {
  const breaker = new CircuitBreaker();
  let failing = false;
  return async <T, F>(work: (signal: AbortSignal) => Promise<T>, otherwise: F): Promise<T | F> => {
    try {
      // A server that answers what it was not asked for is up all the same.
      const done = await breaker.run(() =>
        withinTime(work, budgetMs).catch((error) => {
          if (isMalformed(error)) return new Malformed();
          throw error;
        }),
      );
      if (done instanceof Malformed) throw done;
      failing = false;
      return done;
    } catch (error) {
      if (!failing && !(error instanceof CircuitOpen))
        warn(`The model could not help with ${part}; questions are answered without. ${String(error)}`);
      failing = true;
      return otherwise;
    }
  };
}

/** What a model answered is not told: it may hold words of the question. */
class Malformed extends Error {
  constructor() {
    super('It answered in another form than it was asked for.');
    this.name = 'Malformed';
  }
}

function isMalformed(error: unknown): boolean {
  return error instanceof SyntaxError || error instanceof RangeError || error instanceof z.ZodError;
}

/** A client that does not heed the signal is not waited for either. */
async function withinTime<T>(work: (signal: AbortSignal) => Promise<T>, milliseconds: number): Promise<T> {
  const ending = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`It took longer than ${milliseconds / 1000} seconds.`));
      ending.abort();
    }, milliseconds);
  });
  try {
    return await Promise.race([work(ending.signal), late]);
  } finally {
    clearTimeout(timer);
  }
}
