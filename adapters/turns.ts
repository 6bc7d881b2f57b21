/** Lets work that keeps the process busy begin piece by piece. */
export type Turns = () => Promise<void>;

/** Turns of the event loop between two pieces: Node takes in one new connection in each (libuv from 1.45 on). */
const BREATHS = 16;

/**
 * One piece after the other, with room between them for new requests to be taken in and acknowledged: platforms wait
 * some seconds only, however many questions are waiting.
 */
export function createTurns(): Turns {
  let last = Promise.resolve();
  return () => {
    last = last.then(breathe);
    return last;
  };
}

async function breathe(): Promise<void> {
  for (let i = 0; i < BREATHS; i++) await new Promise((resolve) => setImmediate(resolve));
}
