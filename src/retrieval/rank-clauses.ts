import type { Clause } from '../domain/policy.ts';
import type { RankedClause, Retrieval, RetrieveOptions } from '../domain/retrieval.ts';
import { type Bridge, bridgesWithin, scoreBridges } from './bridge/bridges.ts';
import type { IndexBridge } from './bridge/index-bridge.ts';
import { CHANNELS } from './channels.ts';
import { gatherEvidence } from './evidence.ts';
import type { Expander } from './expansion/expansion.ts';
import type { Lexicon } from './lexicon.ts';
import { holdsTerm } from './postings.ts';
import { buildQuery, type QueryTarget, type SearchQuery } from './query.ts';
import { analyseQuestion } from './question.ts';
import type { SearchContext } from './search-context.ts';
import { topPositions } from './top-positions.ts';
import type { VectorLikeness } from './vector-likeness.ts';
import { WEIGHTS } from './weights.ts';

/** The clauses that a question needs to be ranked by. */
export interface NeededClauses {
  readonly query: SearchQuery;
  readonly bridges: readonly Bridge[];
  /** Clauses that likeness brings forward, by their place in the index. */
  readonly alike: Iterable<number>;
  /** Names of the channels that have a say. */
  readonly channels: ReadonlySet<string>;
}

/** An index as ranking sees it, wherever it is kept: the words in memory, the clauses brought in for each question. */
export interface RankableIndex {
  readonly words: Pick<Lexicon, 'find' | 'term'>;
  readonly statistics: QueryTarget['statistics'];
  readonly expanders: readonly Expander[];
  /** Null where near words are not to be had. */
  readonly bridge: () => Promise<IndexBridge | null>;
  /** Null where no embedder is configured. */
  readonly likeness: VectorLikeness | null;
  /** Numbers the character grams of one question. */
  grams(): QueryTarget['grams'];
  /** The clauses that a question names by number; see `namedClauses`. */
  named(question: string): Promise<ReadonlyMap<number, number>>;
  /** Brings in the clauses that have any of what is needed; more do no harm. */
  gather(needed: NeededClauses, grams: QueryTarget['grams']): Promise<SearchContext>;
  /** To which document version a clause belongs, by its place in the index. */
  versionOf(clause: number): Pick<Clause, 'documentId' | 'documentVersion'>;
  clause(clause: number): Clause;
}

const DEFAULT_LIMIT = 20;

/** Ranks the clauses of an index for a question; see `Retrieval` for what the parts promise. */
export async function rankClauses(
  index: RankableIndex,
  question: string,
  options: RetrieveOptions,
): Promise<Retrieval> {
  const [analysis, named] = await Promise.all([analyseQuestion(question), index.named(question)]);
  const without = new Set(options.without ?? []);
  const { words, statistics } = index;
  const grams = index.grams();
  const query = buildQuery(
    analysis,
    { words, grams, statistics },
    index.expanders.filter((expander) => !without.has(expander.name)),
    named,
  );
  const weights = WEIGHTS[analysis.language].channels;
  const bridgeWeight = without.has('bridge') ? 0 : (weights.bridge ?? 0);
  const bridge = bridgeWeight === 0 ? null : await index.bridge();
  const bridges = bridge?.bridges(analysis, query.terms) ?? [];
  const vectorWeight = without.has('vectors') ? 0 : (index.likeness?.weight(analysis.language) ?? 0);
  const alike = vectorWeight === 0 ? null : ((await index.likeness?.score(analysis, query.terms)) ?? null);
  const active = CHANNELS.filter(({ name }) => (weights[name] ?? 0) !== 0 && !without.has(name));
  const context = await index.gather(
    { query, bridges, alike: alike?.keys() ?? [], channels: new Set(active.map(({ name }) => name)) },
    grams,
  );

  const total = new Float32Array(context.size);
  const scored: { name: string; scores: Float32Array }[] = [];
  const add = (name: string, weight: number, scores: Float32Array) => {
    scored.push({ name, scores });
    for (let i = 0; i < total.length; i++) total[i] = (total[i] as number) + weight * (scores[i] as number);
  };
  for (const channel of active) {
    const scores = channel.score(query, context);
    if (scores !== null) add(channel.name, weights[channel.name] as number, scores);
  }

  const documents = options.documents === undefined ? null : new Set(options.documents);
  const accepts = (clause: number) => {
    const version = index.versionOf(clause);
    return (documents?.has(version.documentId) ?? true) && (options.clauses?.(version) ?? true);
  };
  const evidence = new Map<number, Omit<RankedClause, 'score' | 'channels'>>();
  const evidenceOf = (position: number) => {
    let found = evidence.get(position);
    if (found === undefined) {
      const has = (word: number) => holdsTerm(context.words, word, position);
      found = {
        clause: index.clause(context.clauseAt(position)),
        ...gatherEvidence(query.terms, has, words),
        ...(bridges.length > 0 && { bridges: bridgesWithin(bridges, has) }),
      };
      evidence.set(position, found);
    }
    return found;
  };
  const rank = (): RankedClause[] =>
    topPositions(total, options.limit ?? DEFAULT_LIMIT, (position) =>
      accepts(context.clauseAt(position)),
    ).map(
      (position): RankedClause => ({
        ...evidenceOf(position),
        score: total[position] as number,
        channels: Object.fromEntries(scored.map(({ name, scores }) => [name, scores[position] as number])),
      }),
    );
  const byEvidence = rank();
  // Last, and apart from the other channels: likeness brings clauses forward but is no evidence.
  const before = scored.length;
  if (bridges.length > 0)
    add('bridge', bridgeWeight, scoreBridges(bridges, context.words, context.normalisation));
  if (alike !== null) {
    const scores = new Float32Array(context.size);
    for (const [clause, score] of alike) scores[context.positionOf(clause)] = score;
    add('vectors', vectorWeight, scores);
  }
  return {
    language: analysis.language,
    terms: query.terms.map((term) => term.query),
    ranked: scored.length === before ? byEvidence : rank(),
    byEvidence,
    numbered: [...named.keys()].filter(accepts).map((clause) => index.clause(clause)),
  };
}
