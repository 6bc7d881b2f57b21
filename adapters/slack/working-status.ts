import { setTimeout as wait } from 'node:timers/promises';
import type { webApi } from '@slack/bolt';
import type { Words } from './words.ts';

/** Most answers are there before anybody could read a status, in milliseconds. */
const SHOW_AFTER_MS = 400;

/** "Kitei is reading the policies…" under a thread. */
export interface WorkingStatus {
  /** Resolves once no status can appear any more: one that came after the answer would stay. */
  settled(): Promise<void>;
  /** Takes the status away where no message will. */
  clear(): Promise<void>;
}

/** Shows a status where work takes longer than a moment. A status that cannot be shown is no failure. */
export function showWorking(
  client: webApi.WebClient,
  { channel, ts }: { readonly channel: string; readonly ts: string },
  { working }: Words,
): WorkingStatus {
  const over = new AbortController();
  let shown = false;
  const set = (status: string) =>
    client.assistant.threads
      .setStatus({
        channel_id: channel,
        thread_ts: ts,
        status,
        ...(status !== '' && { loading_messages: [working.message] }),
      })
      .then(
        () => true,
        () => false,
      );
  const showing = wait(SHOW_AFTER_MS, null, { signal: over.signal })
    .then(() => set(working.status))
    .then((done) => {
      shown = done;
    })
    .catch(() => {});
  return {
    async settled() {
      over.abort();
      await showing;
    },
    async clear() {
      if (shown) await set('');
    },
  };
}
