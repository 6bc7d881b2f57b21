import type { App, ReceiverEvent } from '@slack/bolt';
import type { KeptWork } from '../kept-work.ts';
import { createTurns } from '../turns.ts';

/** Work on what Slack sends: begun at once, waited for when the channel stops. */
export interface Intake {
  /** False before the channel has started and once it stops. */
  readonly open: boolean;
  start(app: Pick<App, 'processEvent'>): void;
  /**
   * Keeps an event, so that it is worked on whatever becomes of this process. Slack waits three seconds only, and sends
   * again what was not acknowledged by then.
   * @returns how to begin, once it has been acknowledged.
   */
  take(event: Omit<ReceiverEvent, 'ack'>): Promise<() => void>;
  /** Takes nothing more, and resolves once everything taken is done. */
  stop(): Promise<void>;
}

/**
 * @param answered whether an event that another process left has been answered by that.
 * @param failed told when working on an event fails.
 */
export function createIntake(
  kept: KeptWork,
  answered: (body: unknown) => Promise<boolean>,
  failed: (error: unknown) => void,
): Intake {
  const working = new Set<Promise<void>>();
  const turns = createTurns();
  let app: Pick<App, 'processEvent'> | null = null;
  const track = (work: Promise<void>) => {
    const done = work.catch(failed).finally(() => working.delete(done));
    working.add(done);
    return done;
  };
  const process = async (by: Pick<App, 'processEvent'>, event: Omit<ReceiverEvent, 'ack'>) => {
    await turns();
    await by.processEvent({ ...event, ack: async () => {} });
  };
  return {
    get open() {
      return app !== null;
    },
    start(started) {
      app = started;
      kept.start(async (body) => {
        if (await answered(body)) return;
        await track(process(started, { body: body as ReceiverEvent['body'] }));
      });
    },
    async take(event) {
      const taking = app;
      let begun = () => {};
      const beginning = new Promise<void>((resolve) => {
        begun = resolve;
      });
      working.add(beginning);
      const key = keyOf(event.body);
      const perform = key === null ? unkept : await kept.keep(key, event.body);
      return () => {
        if (taking !== null && perform !== null) void track(perform(() => process(taking, event)));
        working.delete(beginning);
        begun();
      };
    },
    async stop() {
      app = null;
      kept.stop();
      while (working.size > 0) await Promise.all(working);
    },
  };
}

/** Work that is not worth keeping: what Slack asks for when somebody clicks is of no use some seconds later. */
const unkept = (perform: () => Promise<void>) => perform();

/** What tells messages and commands from all others; null for what is not kept. */
function keyOf({ type, event_id, command, trigger_id }: ReceiverEvent['body']): string | null {
  if (type === 'event_callback' && typeof event_id === 'string') return `slack:event:${event_id}`;
  if (typeof command === 'string' && typeof trigger_id === 'string') return `slack:command:${trigger_id}`;
  return null;
}
