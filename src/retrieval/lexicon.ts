/** Terms numbered in order of first sight; append-only. */
export class Lexicon {
  readonly #terms: string[];
  readonly #ids: Map<string, number>;

  constructor(terms: readonly string[] = []) {
    this.#terms = [...terms];
    this.#ids = new Map(terms.map((term, id) => [term, id]));
  }

  get size(): number {
    return this.#terms.length;
  }

  get terms(): readonly string[] {
    return this.#terms;
  }

  /** The term's number, undefined where it was never seen. */
  find(term: string): number | undefined {
    return this.#ids.get(term);
  }

  /** The term's number, a new one where it was never seen. */
  add(term: string): number {
    let id = this.#ids.get(term);
    if (id === undefined) {
      id = this.#terms.length;
      this.#terms.push(term);
      this.#ids.set(term, id);
    }
    return id;
  }

  term(id: number): string {
    return this.#terms[id] as string;
  }
}
