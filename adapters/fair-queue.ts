import { createTurns } from './turns.ts';

/** How much is worked on and waits at most. */
export interface QueueLimits {
  /** Pieces of work that go on at once. */
  readonly atOnce: number;
  /** Pieces that wait beyond those; at least 1. */
  readonly waiting: number;
  /** Longest wait, in milliseconds. */
  readonly longestWaitMs: number;
}

/** Work that was not begun: the queue was full, or its turn did not come in time. */
export class NotBegun extends Error {
  readonly why: 'full' | 'late';

  constructor(why: 'full' | 'late') {
    super(`The work was not begun: ${why}.`);
    this.name = 'NotBegun';
    this.why = why;
  }
}

/** Work of several people in turn. */
export interface FairQueue {
  readonly waiting: number;
  /**
   * Does a piece of work when its turn has come.
   * @param begun told how long it waited, in milliseconds.
   * @throws NotBegun.
   */
  run<T>(person: string, work: () => Promise<T>, begun?: (waitedMs: number) => void): Promise<T>;
}

interface Waiting {
  begin(): void;
  refuse(why: NotBegun['why']): void;
}

/**
 * People take turns, one piece each, each person's in order. Where the queue is full, the newest piece of whoever has most
 * in it gives way to somebody who has less.
 */
export function createFairQueue({ atOnce, waiting: most, longestWaitMs }: QueueLimits): FairQueue {
  // In the order in which people's turns come.
  const lines = new Map<string, Waiting[]>();
  const turns = createTurns();
  let working = 0;
  let waiting = 0;

  const remove = (person: string, piece: Waiting) => {
    const line = lines.get(person) ?? [];
    line.splice(line.indexOf(piece), 1);
    waiting -= 1;
    if (line.length === 0) lines.delete(person);
  };
  const makeRoomFor = (person: string) => {
    const [greedy, longest] = [...lines].reduce((a, b) => (b[1].length > a[1].length ? b : a));
    const newest = longest.at(-1);
    if (newest === undefined || longest.length <= (lines.get(person)?.length ?? 0) + 1) return false;
    remove(greedy, newest);
    newest.refuse('full');
    return true;
  };
  const next = () => {
    const [first] = lines;
    if (first === undefined || working >= atOnce) return;
    const [person, line] = first;
    const [piece] = line;
    if (piece === undefined) return;
    remove(person, piece);
    // Whoever had a turn is last now.
    if (lines.delete(person)) lines.set(person, line);
    working += 1;
    piece.begin();
  };
  const turnOf = (person: string) =>
    new Promise<void>((resolve, reject) => {
      if (working >= atOnce && waiting >= most && !makeRoomFor(person)) throw new NotBegun('full');
      const piece: Waiting = {
        begin() {
          clearTimeout(late);
          resolve();
        },
        refuse(why) {
          clearTimeout(late);
          reject(new NotBegun(why));
        },
      };
      const late = setTimeout(() => {
        remove(person, piece);
        piece.refuse('late');
      }, longestWaitMs).unref();
      lines.set(person, [...(lines.get(person) ?? []), piece]);
      waiting += 1;
      next();
    });

  return {
    get waiting() {
      return waiting;
    },
    async run(person, work, begun = () => {}) {
      const since = performance.now();
      await turnOf(person);
      try {
        await turns();
        begun(performance.now() - since);
        return await work();
      } finally {
        working -= 1;
        next();
      }
    },
  };
}
