/** Remembers what was used last, up to a budget; `null` is no value. */
export class LeastRecentlyUsed<K, V> {
  readonly #budget: number;
  readonly #costOf: (value: V) => number;
  readonly #values = new Map<K, V>();
  #cost = 0;

  /** @param costOf a value's share of the budget, in the budget's unit. */
  constructor(budget: number, costOf: (value: V) => number) {
    this.#budget = budget;
    this.#costOf = costOf;
  }

  get(key: K): V | undefined {
    const value = this.#values.get(key);
    if (value === undefined) return undefined;
    this.#values.delete(key);
    this.#values.set(key, value);
    return value;
  }

  set(key: K, value: V): void {
    const before = this.#values.get(key);
    if (before !== undefined) this.#remove(key, before);
    this.#values.set(key, value);
    this.#cost += this.#costOf(value);
    for (const [oldest, other] of this.#values) {
      if (this.#cost <= this.#budget) break;
      this.#remove(oldest, other);
    }
  }

  #remove(key: K, value: V): void {
    this.#values.delete(key);
    this.#cost -= this.#costOf(value);
  }
}
