import type { Verdict } from './answer.ts';

/** How often something was asked on a day, as far as the records themselves are deleted. Nobody can be told from it. */
export interface DailyCount {
  /** ISO date, UTC. */
  readonly day: string;
  /** A clause that was cited; null for the questions themselves, each counted once whatever it cites. */
  readonly clauseId: string | null;
  readonly verdict: Verdict | 'failed';
  readonly department: string | null;
  readonly questions: number;
  /** Those of them that somebody found unhelpful. */
  readonly disliked: number;
}

/** What remains of records when they are deleted. */
export interface DailyCounts {
  /** By day, oldest first; from `since` on and before `until`, ISO dates. */
  between(since: string, until: string): Promise<readonly DailyCount[]>;
  /** Deletes the counts of the days before an ISO date. */
  deleteBefore(day: string): Promise<number>;
}
