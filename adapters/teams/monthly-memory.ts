import type { ChannelState } from '../../src/domain/channel-state.ts';

/** How many months a value can still be found, this one included. */
const MONTHS = 3;
/** How far back remains of months are looked for; a process that slept longer leaves them. */
const SWEPT = 24;

/** Values that are forgotten by the month they were put in, without reading any of them. */
export interface MonthlyMemory {
  put(key: string, value: unknown, at: Date): Promise<void>;
  /** Null where there is none, or where it is older than two to three months. */
  get(key: string, now: Date): Promise<unknown>;
  delete(key: string, at: Date): Promise<void>;
  /** Drops every month that nothing is looked up in any more. */
  sweep(now: Date): Promise<void>;
}

/** @param kind what the values are, such as `teams.answer`. */
export function createMonthlyMemory(state: ChannelState, kind: string): MonthlyMemory {
  const drawer = (now: Date, ago = 0) => {
    const month = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - ago, 1));
    return `${kind}.${month.toISOString().slice(0, 7)}`;
  };
  return {
    put: (key, value, at) => state.put(drawer(at), key, value),
    async get(key, now) {
      for (let ago = 0; ago < MONTHS; ago++) {
        const found = await state.get(drawer(now, ago), key);
        if (found !== null) return found;
      }
      return null;
    },
    delete: (key, at) => state.delete(drawer(at), key),
    async sweep(now) {
      for (let ago = MONTHS; ago < MONTHS + SWEPT; ago++) {
        const old = drawer(now, ago);
        for (const key of await state.keys(old)) await state.delete(old, key);
      }
    },
  };
}
