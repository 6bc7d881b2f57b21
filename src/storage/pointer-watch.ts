/** Told about changes until it is closed. */
export interface Watch {
  close(): void;
}

/** How often the pointer is read, in milliseconds: some disks, those of other machines above all, tell of no changes. */
const POLL_MS = 1000;

/**
 * Tells when the pointer of a store of generations comes to lead elsewhere: at once where something tells of changes, and
 * within a second where nothing does. Does not keep a process running.
 * @param readPointer gives the pointer's content; null where there is none.
 * @param listen begins to listen for changes: calls `look` at each, and `lost` once it hears nothing any more (it is then
 * begun again). It may fail; the poll then finds the switch.
 */
export function watchPointer(
  readPointer: () => Promise<string | null>,
  onSwitch: () => void,
  listen: (look: () => void, lost: () => void) => Watch | Promise<Watch>,
): Watch {
  let known: Promise<string | null> = readPointer().catch(() => null);
  const look = () => {
    known = known.then(async (before) => {
      const now = await readPointer().catch(() => before);
      if (now !== before && now !== null) onSwitch();
      return now ?? before;
    });
  };
  let closed = false;
  let listening: Promise<Watch | null> | null = null;
  const begin = () => {
    const lost = () => {
      listening = null;
    };
    const begun = (async () => listen(look, lost))().catch(() => null);
    listening = begun;
    begun.then((watch) => {
      if (watch === null && listening === begun) lost();
      if (closed) watch?.close();
    });
  };
  begin();
  const poll = setInterval(() => {
    if (listening === null) begin();
    look();
  }, POLL_MS);
  poll.unref();
  return {
    close() {
      closed = true;
      clearInterval(poll);
      void listening?.then((watch) => watch?.close());
    },
  };
}
