/** How a circuit breaker behaves. */
export interface CircuitBreakerOptions {
  /** How long nobody is sent to a service that failed, in milliseconds; half a minute unless told. */
  readonly restMs?: number;
  /** The time in milliseconds, for tests. */
  readonly now?: () => number;
}

/** Nothing was tried, because the service failed a moment ago. */
export class CircuitOpen extends Error {
  constructor() {
    super('It failed a moment ago and is tried again shortly.');
    this.name = 'CircuitOpen';
  }
}

/**
 * Keeps an outage from costing every question a timeout: after a failure nothing is tried for a while, then one caller
 * tries and the others go on without until that one has succeeded.
 */
export class CircuitBreaker {
  readonly #restMs: number;
  readonly #now: () => number;
  #restsUntil: number | null = null;
  #trying = false;

  constructor({ restMs = 30_000, now = () => performance.now() }: CircuitBreakerOptions = {}) {
    this.#restMs = restMs;
    this.#now = now;
  }

  /**
   * Runs `work` unless the service rests.
   * @throws CircuitOpen where it rests; else what `work` throws.
   */
  async run<T>(work: () => Promise<T>): Promise<T> {
    const isTrial = this.#restsUntil !== null;
    if (this.#restsUntil !== null && (this.#trying || this.#now() < this.#restsUntil))
      throw new CircuitOpen();
    this.#trying = isTrial;
    try {
      const result = await work();
      this.#restsUntil = null;
      return result;
    } catch (error) {
      this.#restsUntil = this.#now() + this.#restMs;
      throw error;
    } finally {
      if (isTrial) this.#trying = false;
    }
  }
}
