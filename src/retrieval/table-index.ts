import type { Vocabulary } from '../domain/knowledge.ts';
import type { Clause, PolicyDocument } from '../domain/policy.ts';
import type { ClauseIndex, Retrieval, RetrieveOptions } from '../domain/retrieval.ts';
import type { SearchTables } from '../domain/search-tables.ts';
import type { Embedder } from '../models/embedder.ts';
import { type IndexBridge, openIndexBridge } from './bridge/index-bridge.ts';
import { namedClauses, numberKeys } from './clause-numbers.ts';
import { createExpanders } from './expansion/expanders.ts';
import { ContextGatherer, type TermLists } from './gathered-context.ts';
import { decodeSupplements } from './index-supplements.ts';
import { decodePlaces, decodeTermList, listKey, readParts, type TermList } from './index-tables.ts';
import { LeastRecentlyUsed } from './least-recently-used.ts';
import { Lexicon } from './lexicon.ts';
import { neededTerms, OpenLexicon } from './needed-lists.ts';
import { type NeededClauses, type RankableIndex, rankClauses } from './rank-clauses.ts';
import type { SearchContext } from './search-context.ts';
import { VectorLikeness } from './vector-likeness.ts';
import { WordPairs } from './word-pairs.ts';

/** What an index in tables is opened with. */
export interface TableIndexOptions {
  readonly tables: SearchTables;
  /** Those it was made of, in their order, and how many clauses each has. Clauses are read when they are needed. */
  readonly documents: readonly PolicyDocument[];
  readonly clauseCounts: readonly number[];
  /** See `decodeSupplements`. */
  readonly supplements: ReadonlyMap<string, Uint8Array>;
  readonly vocabulary: Vocabulary;
  /** The one that made its vectors; null where questions go by words alone. */
  readonly embedder: Embedder | null;
  readonly warn?: ((message: string) => void) | undefined;
}

/** Lists that were used last stay in memory, up to so many bytes. */
const REMEMBERED_BYTES = 32 * 1024 * 1024;

/**
 * An index whose clauses are found by tables outside memory: a question brings in the lists of its own terms, in one
 * round trip, and is ranked by them as in memory, with the same result. A question that names clauses by number takes
 * one more, and so does one that is embedded.
 */
export class TableIndex implements ClauseIndex {
  readonly #index: RankableIndex;

  private constructor(index: RankableIndex) {
    this.#index = index;
  }

  /** @throws KiteiError `index.corrupt` or `index.unwritable`. */
  static async open(options: TableIndexOptions): Promise<TableIndex> {
    return new TableIndex(await openTables(options));
  }

  /** Loads what the first question would otherwise wait for. */
  async prepare(): Promise<void> {
    await this.#index.bridge().catch(() => null);
  }

  retrieve(question: string, options: RetrieveOptions = {}): Promise<Retrieval> {
    return rankClauses(this.#index, question, options);
  }
}

async function openTables({
  tables,
  documents,
  clauseCounts,
  supplements: files,
  vocabulary,
  embedder,
  warn,
}: TableIndexOptions): Promise<RankableIndex> {
  const { head, words, frequencies, readings, differentWords, neighbours } = await readParts(tables);
  const { size, names, dimensions } = head;
  const supplements = decodeSupplements(files);
  const wordPairs = new WordPairs(words, head.pairBuckets / 2);
  const indexed = {
    words,
    readings,
    languages: new Set(head.languages),
    isIndexed: (word: number) => (frequencies[word] ?? 0) > 0,
    areNeighbours: (first: number, second: number) => {
      const bucket = wordPairs.term(first, second);
      return ((neighbours[bucket >> 3] as number) & (1 << (bucket & 7))) !== 0;
    },
  };
  const gatherer = new ContextGatherer(differentWords, head.meanDifferentWords, wordPairs);
  const lists = rememberedLists(tables);
  const places = placesOf(clauseCounts);
  const documentOf = (clause: number) => places.documentOf(clause);
  const versions = documents.map(({ id, version }) => ({ documentId: id, documentVersion: version }));
  const versionOf = (clause: number) => versions[documentOf(clause)] as (typeof versions)[number];
  let bridge: Promise<IndexBridge | null> | undefined;
  return {
    words,
    statistics: { size, frequency: (word) => frequencies[word] ?? 0 },
    expanders: await createExpanders(vocabulary, indexed, supplements.synonyms),
    bridge: () => {
      bridge ??= openIndexBridge(indexed, vocabulary, supplements.graph);
      // Word vectors that could not be used are tried again with the next question.
      bridge.catch(() => {
        bridge = undefined;
      });
      return bridge;
    },
    likeness:
      embedder === null || dimensions === null
        ? null
        : new VectorLikeness(
            embedder,
            { dimensions, size, nearest: (vector, limit) => tables.nearest(vector, limit) },
            warn,
          ),
    grams: () => new OpenLexicon(new Lexicon()),
    async named(question) {
      const keys = numberKeys(question);
      if (keys.length === 0) return new Map();
      const found = await tables.lists(keys.map(listKey.number));
      return namedClauses(question, {
        names,
        documentOf: (clause) => versionOf(clause).documentId,
        clausesUnder: (key) => {
          const bytes = found.get(listKey.number(key));
          return bytes === undefined ? undefined : decodePlaces(bytes);
        },
      });
    },
    gather: (needed, grams) => gather(needed, grams as OpenLexicon),
    versionOf,
    clause: (clause) => {
      const document = documentOf(clause);
      return documents[document]?.clauses[clause - places.startOf(document)] as Clause;
    },
  };

  async function gather(needed: NeededClauses, grams: OpenLexicon): Promise<SearchContext> {
    const terms = neededTerms(needed, wordPairs);
    const wordKey = (word: number) => listKey.word(words.term(word));
    const gramKey = (gram: number) => listKey.gram(grams.term(gram));
    const found = await lists([
      ...[...terms.words].map(wordKey),
      ...[...terms.grams].map(gramKey),
      ...[...terms.pairs].map(listKey.pair),
    ]);
    const of = (numbers: ReadonlySet<number>, keyOf: (term: number) => string): TermLists =>
      new Map(
        [...numbers].flatMap((term): [number, TermList][] => {
          const list = found.get(keyOf(term));
          return list === undefined ? [] : [[term, list]];
        }),
      );
    return gatherer.gather({
      words: of(terms.words, wordKey),
      grams: of(terms.grams, gramKey),
      pairs: of(terms.pairs, listKey.pair),
      others: [...needed.alike, ...needed.query.named.keys()],
    });
  }
}

/** Reads lists, those that were not used lately from the tables. */
function rememberedLists(tables: SearchTables) {
  const NONE: TermList = { clauses: new Uint32Array(), impacts: new Float32Array() };
  const remembered = new LeastRecentlyUsed<string, TermList>(
    REMEMBERED_BYTES,
    ({ clauses }) => 8 * clauses.length + 200,
  );
  return async (keys: readonly string[]): Promise<ReadonlyMap<string, TermList>> => {
    const found = new Map<string, TermList>();
    const missing: string[] = [];
    for (const key of keys) {
      const list = remembered.get(key);
      if (list === undefined) missing.push(key);
      else found.set(key, list);
    }
    const read = missing.length === 0 ? new Map<string, Uint8Array>() : await tables.lists(missing);
    for (const key of missing) {
      const bytes = read.get(key);
      const list = bytes === undefined ? NONE : decodeTermList(bytes);
      remembered.set(key, list);
      found.set(key, list);
    }
    return found;
  };
}

/** Which document a clause is of, by how many each has. */
function placesOf(counts: readonly number[]) {
  const ends = new Uint32Array(counts.length);
  let end = 0;
  for (const [document, count] of counts.entries()) ends[document] = end += count;
  return {
    documentOf(clause: number): number {
      let [low, high] = [0, ends.length];
      while (low < high) {
        const middle = (low + high) >>> 1;
        if ((ends[middle] as number) <= clause) low = middle + 1;
        else high = middle;
      }
      return low;
    },
    startOf: (document: number) => (document === 0 ? 0 : (ends[document - 1] as number)),
  };
}
