import type { Clause } from '../domain/policy.ts';
import type { SearchTableContent, SearchTables } from '../domain/search-tables.ts';
import { KiteiError } from '../errors.ts';
import { ClauseNumbers, type DocumentName } from './clause-numbers.ts';
import type { ClauseVectors } from './clause-vectors.ts';
import { Lexicon } from './lexicon.ts';
import type { Postings } from './postings.ts';
import type { InvertedClauses } from './search-context.ts';
import type { TokenStore } from './token-store.ts';

/** What an index in tables keeps in memory: what is of its words and documents, and a number for each clause. */
export interface TableHead {
  readonly size: number;
  readonly meanDifferentWords: number;
  /** See `WordPairs.buckets`. */
  readonly pairBuckets: number;
  readonly languages: readonly ('ja' | 'en')[];
  readonly names: readonly DocumentName[];
  /** Length of the vectors, null where there are none, and the embedder they are by. */
  readonly dimensions: number | null;
}

/** The parts of an index that are read when it is opened. */
export interface TableParts {
  readonly head: TableHead;
  readonly words: Lexicon;
  /** How many clauses have each word. */
  readonly frequencies: Uint32Array;
  readonly readings: ReadonlyMap<number, string>;
  readonly differentWords: Uint32Array;
  /** A bit for each bucket of neighbouring words, set where any clause has such neighbours. */
  readonly neighbours: Uint8Array;
}

/** A list of clauses, and how much each counts; see `Postings`. */
export interface TermList {
  readonly clauses: Uint32Array;
  readonly impacts: Float32Array;
}

/** Keys of lists: what is listed, and under which name. */
export const listKey = {
  word: (term: string) => `w${term}`,
  gram: (gram: string) => `g${gram}`,
  pair: (bucket: number) => `p${bucket}`,
  number: (key: string) => `n${key}`,
} as const;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** An index as tables: the prepared lexemes of its clauses, each with the clauses that have it and what it counts there. */
export function encodeTables(
  clauses: readonly Clause[],
  { lexicons, readings }: TokenStore,
  inverted: InvertedClauses,
  vectors: ClauseVectors | null,
): SearchTableContent {
  const { words, pairs, wordPairs, differentWords, meanDifferentWords, languages } = inverted;
  const numbers = new ClauseNumbers(clauses);
  const head: TableHead = {
    size: clauses.length,
    meanDifferentWords,
    pairBuckets: wordPairs.buckets,
    languages: [...languages],
    names: numbers.names,
    dimensions: vectors?.dimensions ?? null,
  };
  const neighbours = new Uint8Array(wordPairs.buckets / 8);
  for (let bucket = 0; bucket < wordPairs.buckets; bucket++) {
    if (pairs.frequency(bucket) > 0)
      neighbours[bucket >> 3] = (neighbours[bucket >> 3] as number) | (1 << (bucket & 7));
  }
  const parts = new Map<string, Uint8Array>([
    ['head', encoder.encode(JSON.stringify(head))],
    ['words', encoder.encode(lexicons.words.terms.join('\n'))],
    ['frequencies', bytesOf(Uint32Array.from(lexicons.words.terms, (_, word) => words.frequency(word)))],
    ['readings', encoder.encode(JSON.stringify([...readings]))],
    ['different-words', bytesOf(differentWords)],
    ['neighbours', neighbours],
  ]);
  return { parts, lists: lists(lexicons, inverted, numbers), vectors };
}

function* lists(
  lexicons: TokenStore['lexicons'],
  { words, grams, pairs, wordPairs }: InvertedClauses,
  numbers: ClauseNumbers,
): Generator<readonly [string, Uint8Array]> {
  for (const [number, term] of lexicons.words.terms.entries())
    yield* listed(listKey.word(term), words, number);
  for (const [number, gram] of lexicons.grams.terms.entries())
    yield* listed(listKey.gram(gram), grams, number);
  for (let bucket = 0; bucket < wordPairs.buckets; bucket++)
    yield* listed(listKey.pair(bucket), pairs, bucket);
  for (const [key, places] of numbers.entries())
    yield [listKey.number(key), bytesOf(Uint32Array.from(places))];
}

function* listed(key: string, postings: Postings, term: number): Generator<readonly [string, Uint8Array]> {
  if (postings.frequency(term) === 0) return;
  yield [key, Buffer.concat([bytesOf(postings.clauses(term)), bytesOf(postings.impacts(term))])];
}

/** Reads a list of a term back. */
export function decodeTermList(bytes: Uint8Array): TermList {
  // A copy, because a view over what was read need not be aligned.
  const { buffer } = new Uint8Array(bytes);
  const length = bytes.byteLength / 8;
  return {
    clauses: new Uint32Array(buffer, 0, length),
    impacts: new Float32Array(buffer, 4 * length, length),
  };
}

/** Reads a list of places back. */
export function decodePlaces(bytes: Uint8Array): Uint32Array {
  return new Uint32Array(new Uint8Array(bytes).buffer);
}

/** Reads the parts of an index in memory. @throws KiteiError `index.corrupt` where one is missing. */
export async function readParts(tables: SearchTables): Promise<TableParts> {
  const part = async (name: string): Promise<Uint8Array> => {
    const bytes = await tables.part(name);
    if (bytes !== null) return bytes;
    throw new KiteiError(
      'index.corrupt',
      `The search tables lack the part ${name}.`,
      'Run `kitei reindex --force` to build a new index.',
    );
  };
  const text = async (name: string) => decoder.decode(await part(name));
  const terms = await text('words');
  return {
    head: JSON.parse(await text('head')) as TableHead,
    words: new Lexicon(terms === '' ? [] : terms.split('\n')),
    frequencies: decodePlaces(await part('frequencies')),
    readings: new Map(JSON.parse(await text('readings')) as [number, string][]),
    differentWords: decodePlaces(await part('different-words')),
    neighbours: await part('neighbours'),
  };
}

function bytesOf({ buffer, byteOffset, byteLength }: Uint32Array | Float32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
