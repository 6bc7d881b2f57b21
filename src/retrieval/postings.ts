import type { TermNumbers } from './token-store.ts';

/** How strongly a term's occurrences in a clause count: BM25F with one saturation over weighted fields. */
export interface TermWeighting {
  /** Saturation: the smaller, the less repeats count. */
  readonly k1: number;
  /** Length normalisation, 0–1. */
  readonly b: number;
  /** Weight of one occurrence by field; a field left out is not searched. */
  readonly fields: Readonly<Record<string, number>>;
}

/** One clause as the inverter takes it: term numbers by field. */
export interface InvertedEntry {
  readonly fields: Readonly<Record<string, TermNumbers>>;
  readonly weighting: TermWeighting;
}

/** Which clauses hold a term. Views, not copies: what reads them changes nothing. */
export interface Postings {
  /** How many clauses the index has, whether they hold a term or not. */
  readonly size: number;
  /** How many clauses hold the term. */
  frequency(term: number): number;
  /** Their positions, ascending. */
  clauses(term: number): Uint32Array;
  /** Of each, the saturated frequency `f·(k1+1)/(f+k1)` (0 to k1+1) that BM25 multiplies by idf. */
  impacts(term: number): Float32Array;
}

/** Whether the clause at a position holds the term. */
export function holdsTerm(postings: Postings, term: number, position: number): boolean {
  const clauses = postings.clauses(term);
  let [low, high] = [0, clauses.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((clauses[middle] as number) < position) low = middle + 1;
    else high = middle;
  }
  return clauses[low] === position;
}

/** Postings in memory. Those of term `t` are `offsets[t]` to `offsets[t + 1]` of `entries` and `weights`. */
class InvertedPostings implements Postings {
  readonly size: number;
  readonly #offsets: Uint32Array;
  readonly #entries: Uint32Array;
  readonly #weights: Float32Array;

  constructor(size: number, offsets: Uint32Array, entries: Uint32Array, weights: Float32Array) {
    this.size = size;
    this.#offsets = offsets;
    this.#entries = entries;
    this.#weights = weights;
  }

  frequency(term: number): number {
    if (term + 1 >= this.#offsets.length) return 0;
    return (this.#offsets[term + 1] as number) - (this.#offsets[term] as number);
  }

  clauses(term: number): Uint32Array {
    return this.#entries.subarray(this.#offsets[term], this.#offsets[term + 1]);
  }

  impacts(term: number): Float32Array {
    return this.#weights.subarray(this.#offsets[term], this.#offsets[term + 1]);
  }
}

/** Robertson–Spärck Jones idf, never negative: `ln(1 + (N − df + 0.5) / (df + 0.5))`. */
export function inverseDocumentFrequency(size: number, frequency: number): number {
  return Math.log(1 + (size - frequency + 0.5) / (frequency + 0.5));
}

/** Inverts clauses into postings by counting sort: time follows the number of tokens, nothing is sorted. */
export function invert(clauses: readonly InvertedEntry[], termCount: number): Postings {
  const lengths = averageLengths(clauses);
  const offsets = new Uint32Array(termCount + 1);
  const seenBy = new Int32Array(termCount).fill(-1);
  clauses.forEach(({ fields, weighting }, clause) => {
    for (const field of Object.keys(weighting.fields)) {
      for (const term of fields[field] ?? []) {
        if (seenBy[term] === clause) continue;
        seenBy[term] = clause;
        offsets[term + 1] = (offsets[term + 1] as number) + 1;
      }
    }
  });
  for (let term = 0; term < termCount; term++) {
    offsets[term + 1] = (offsets[term + 1] as number) + (offsets[term] as number);
  }

  const total = offsets[termCount] as number;
  const entries = new Uint32Array(total);
  const impacts = new Float32Array(total);
  const next = offsets.slice(0, termCount);
  const slot = new Uint32Array(termCount);
  seenBy.fill(-1);
  clauses.forEach(({ fields, weighting }, clause) => {
    const touched: number[] = [];
    for (const [field, weight] of Object.entries(weighting.fields)) {
      const terms = fields[field];
      if (terms === undefined || terms.length === 0) continue;
      const average = lengths.get(weighting)?.get(field) ?? 1;
      const share = weight / (1 - weighting.b + (weighting.b * terms.length) / average);
      for (const term of terms) {
        if (seenBy[term] !== clause) {
          seenBy[term] = clause;
          slot[term] = next[term] as number;
          next[term] = (next[term] as number) + 1;
          entries[slot[term] as number] = clause;
          touched.push(slot[term] as number);
        }
        const at = slot[term] as number;
        impacts[at] = (impacts[at] as number) + share;
      }
    }
    for (const at of touched) {
      const frequency = impacts[at] as number;
      impacts[at] = (frequency * (weighting.k1 + 1)) / (frequency + weighting.k1);
    }
  });
  return new InvertedPostings(clauses.length, offsets, entries, impacts);
}

/** Mean length of each field over the clauses that share a weighting and have the field. */
function averageLengths(clauses: readonly InvertedEntry[]): Map<TermWeighting, Map<string, number>> {
  const averages = new Map<TermWeighting, Map<string, number>>();
  const counts = new Map<TermWeighting, Map<string, number>>();
  for (const { fields, weighting } of clauses) {
    const sums = averages.get(weighting) ?? new Map<string, number>();
    const count = counts.get(weighting) ?? new Map<string, number>();
    averages.set(weighting, sums);
    counts.set(weighting, count);
    for (const field of Object.keys(weighting.fields)) {
      const length = fields[field]?.length ?? 0;
      if (length === 0) continue;
      sums.set(field, (sums.get(field) ?? 0) + length);
      count.set(field, (count.get(field) ?? 0) + 1);
    }
  }
  for (const [weighting, sums] of averages) {
    for (const [field, sum] of sums) sums.set(field, sum / (counts.get(weighting)?.get(field) ?? 1));
  }
  return averages;
}
