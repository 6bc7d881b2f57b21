import type { ChannelState, Claims } from '../../src/domain/channel-state.ts';

/** Claims of one test, in memory. */
export function memoryClaims(now: () => number = Date.now): Claims {
  const until = new Map<string, number>();
  return {
    async claim(keys, ttlMs) {
      if (keys.some((key) => (until.get(key) ?? 0) > now())) return false;
      for (const key of keys) until.set(key, now() + ttlMs);
      return true;
    },
  };
}

/** Channel state of one test, in memory; values go through JSON as they do in a database. */
export function memoryChannelState(): ChannelState {
  const values = new Map<string, Map<string, string>>();
  const of = (kind: string) => {
    const known = values.get(kind) ?? new Map<string, string>();
    values.set(kind, known);
    return known;
  };
  const about = new Map<string, [kind: string, key: string][]>();
  return {
    async put(kind, key, value, person) {
      of(kind).set(key, JSON.stringify(value));
      if (person !== undefined) about.set(person, [...(about.get(person) ?? []), [kind, key]]);
    },
    async get(kind, key) {
      const value = of(kind).get(key);
      return value === undefined ? null : JSON.parse(value);
    },
    async delete(kind, key) {
      of(kind).delete(key);
    },
    async forget(person) {
      for (const [kind, key] of about.get(person) ?? []) of(kind).delete(key);
    },
    async keys(kind) {
      return [...of(kind).keys()].sort();
    },
  };
}
