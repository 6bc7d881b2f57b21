import type { App, ReceiverEvent } from '@slack/bolt';
import { createTurns } from './turns.ts';

/** Work on what Slack sends: begun at once, waited for when the channel stops. */
export interface Intake {
  /** False before the channel has started and once it stops. */
  readonly open: boolean;
  start(app: Pick<App, 'processEvent'>): void;
  /**
   * Works on an event that has been acknowledged already: Slack waits three seconds only, and sends again what was
   * not acknowledged by then.
   */
  take(event: Omit<ReceiverEvent, 'ack'>): void;
  /** Takes nothing more, and resolves once everything taken is done. */
  stop(): Promise<void>;
}

/** @param failed told when working on an event fails. */
export function createIntake(failed: (error: unknown) => void): Intake {
  const working = new Set<Promise<void>>();
  const turns = createTurns();
  let app: Pick<App, 'processEvent'> | null = null;
  return {
    get open() {
      return app !== null;
    },
    start(started) {
      app = started;
    },
    take(event) {
      if (app === null) return;
      const taking = app;
      const work = turns()
        .then(() => taking.processEvent({ ...event, ack: async () => {} }))
        .catch(failed)
        .finally(() => working.delete(work));
      working.add(work);
    },
    async stop() {
      app = null;
      while (working.size > 0) await Promise.all(working);
    },
  };
}
