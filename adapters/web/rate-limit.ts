/** Says whether somebody may send one more request now. */
export interface RateLimit {
  /** @param person whoever sends it. */
  allows(person: string): boolean;
}

/** What somebody has left, and when that was. */
interface Bucket {
  left: number;
  at: number;
}

/** People remembered at most; whoever has been quiet longest is forgotten first, and begins anew. */
const PEOPLE = 10_000;

/**
 * A token bucket for each person: `burst` requests at once, refilled evenly with `perMinute`. It is kept by each process
 * for itself, so several replicas allow their sum.
 * @param now milliseconds.
 */
export function rateLimit(
  { burst, perMinute }: { readonly burst: number; readonly perMinute: number },
  now: () => number = () => performance.now(),
): RateLimit {
  const buckets = new Map<string, Bucket>();
  return {
    allows(person) {
      const at = now();
      const known = buckets.get(person) ?? { left: burst, at };
      const left = Math.min(burst, known.left + ((at - known.at) / 60_000) * perMinute);
      buckets.delete(person);
      const allowed = left >= 1;
      buckets.set(person, { left: allowed ? left - 1 : left, at });
      if (buckets.size > PEOPLE) buckets.delete(buckets.keys().next().value as string);
      return allowed;
    },
  };
}
