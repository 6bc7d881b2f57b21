import { setImmediate as turn } from 'node:timers/promises';

/** After so many milliseconds of work everything else in the process has its turn. */
const STRETCH_MS = 20;

/** Work that takes seconds, in stretches: those who ask questions meanwhile do not wait for it. */
export class LongWork {
  #since = performance.now();

  /** To be awaited wherever the work may stop for a moment. */
  async pause(): Promise<void> {
    if (performance.now() - this.#since < STRETCH_MS) return;
    await turn();
    this.#since = performance.now();
  }

  /** As `map` of an array, with a pause after every item. */
  async map<T, R>(items: readonly T[], each: (item: T, place: number) => R): Promise<R[]> {
    const results: R[] = [];
    for (const [place, item] of items.entries()) {
      results.push(each(item, place));
      await this.pause();
    }
    return results;
  }
}
