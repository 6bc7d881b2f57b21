import { setTimeout as sleep } from 'node:timers/promises';
import { sourcesFingerprint } from './source-stamps.ts';

export interface WatchOptions {
  /** Ends the watching. */
  readonly signal: AbortSignal;
  /** Whether the watching keeps the process running; it does not unless told. */
  readonly persistent?: boolean;
  /** How long the folder must have been quiet before a change counts, in milliseconds; a second unless told. */
  readonly quietMs?: number;
}

const QUIET_MS = 1_000;
/** Looking takes at most a twentieth of the time, however many files there are. */
const REST = 19;

/**
 * Watches the files of a knowledge folder that an index depends on, and calls `onChange` when they have changed and then
 * stayed as they are for a while: several writes in quick succession are one change, and a file half written is none. It
 * looks at sizes and times again and again, since not every disk and system tells of changes; what changes while
 * `onChange` runs is found afterwards. Resolves when the signal ends it.
 *
 * @param onChange must not throw.
 */
export async function watchKnowledge(
  knowledgeDir: string,
  onChange: () => Promise<void>,
  { signal, persistent = false, quietMs = QUIET_MS }: WatchOptions,
): Promise<void> {
  let known = await sourcesFingerprint(knowledgeDir);
  let last = known;
  while (!signal.aborted) {
    const started = performance.now();
    const now = await sourcesFingerprint(knowledgeDir);
    const took = performance.now() - started;
    if (now !== known && now === last) {
      known = now;
      await onChange();
    }
    last = now;
    const pause = Math.max(quietMs, took * REST);
    await sleep(pause, undefined, { signal, ref: persistent }).catch(() => undefined);
  }
}
