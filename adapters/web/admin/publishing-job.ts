import { createHash, randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Answer } from '../../../src/domain/answer.ts';
import type { ChannelState } from '../../../src/domain/channel-state.ts';
import type { ReindexReceipt } from '../../../src/domain/generation.ts';
import type { Flip, Rehearsal } from '../../../src/domain/rehearsal.ts';
import { explain } from '../../../src/errors.ts';
import type { Publishing, PublishOptions } from '../../../src/publish.ts';

/** What is told of an answer in a rehearsal. */
export interface AnswerOutline extends Pick<Answer, 'verdict' | 'text' | 'approver' | 'language'> {
  readonly citations: readonly { readonly clause: string; readonly title: string; readonly quote: string }[];
}

/** An answer that changes. */
export interface ToldFlip extends Pick<Flip, 'question' | 'source' | 'aspects' | 'people'> {
  readonly times: number;
  readonly before: AnswerOutline;
  readonly after: AnswerOutline;
}

/** A rehearsal as it is shown and acknowledged. */
export interface ToldRehearsal extends Pick<Rehearsal, 'questions' | 'failed'> {
  /** What was rehearsed. */
  readonly draft: string;
  /** Those that most people asked first, at most `SHOWN`. */
  readonly flips: readonly ToldFlip[];
  /** Of every flip. */
  readonly keys: readonly string[];
}

/** A rehearsal or a publication, under way or finished. */
export interface PublishingJob {
  readonly id: string;
  readonly kind: 'rehearse' | 'publish';
  readonly by: string;
  /** ISO timestamps, UTC. */
  readonly startedAt: string;
  readonly heardAt: string;
  readonly step: { readonly stage: string; readonly done: number; readonly total: number };
  readonly finished: boolean;
  /** Null where it did not fail. */
  readonly failure: string | null;
  /** Null where nothing was published. */
  readonly receipt: ReindexReceipt | null;
  readonly corrections: Publishing['corrections'] | null;
  /** Approved answers that must be approved anew. */
  readonly suspended: number;
  /** Null where none has come to its end yet. */
  readonly rehearsal: ToldRehearsal | null;
}

/** Runs at most one job at a time and tells how far it is, to every process on the database. */
export interface PublishingJobs {
  /** The last job; one whose process is gone counts as finished, with a failure. */
  current(): Promise<PublishingJob | null>;
  /** @returns false where another one is under way. */
  start(order: Order): Promise<boolean>;
  /** Resolves once nothing is under way in this process. */
  idle(): Promise<void>;
}

/** What is to be done. */
export interface Order {
  readonly kind: PublishingJob['kind'];
  readonly by: string;
  /** What the draft is, so that nothing else is published than what was rehearsed. */
  readonly draft: string;
  /** Keys of the flips that were shown. */
  readonly acknowledged: readonly string[];
  readonly override: string | null;
}

type Run = (
  options: Pick<
    PublishOptions,
    'by' | 'rehearseOnly' | 'acknowledged' | 'override' | 'onProgress' | 'onRehearsal' | 'onRehearsed'
  >,
) => Promise<Publishing>;

const KIND = 'web.publishing';
const KEY = 'last';
/** Flips that a page shows. */
const SHOWN = 100;
/** How often the progress is put down, and after what silence a job counts as given up, in milliseconds. */
const BEAT_MS = 400;
const SILENCE_MS = 180_000;

const schema = z.object({ id: z.string(), heardAt: z.string(), finished: z.boolean() }).loose();

export function createPublishingJobs(
  state: ChannelState,
  run: Run,
  { now, warn }: { readonly now: () => Date; readonly warn: (message: string) => void },
): PublishingJobs {
  let running: Promise<void> | null = null;

  const current = async () => {
    const kept = await state.get(KIND, KEY);
    if (!schema.safeParse(kept).success) return null;
    const job = kept as PublishingJob;
    const isLost = !job.finished && now().getTime() - Date.parse(job.heardAt) > SILENCE_MS;
    return isLost ? { ...job, finished: true, failure: '' } : job;
  };

  const work = async ({ kind, by, draft, acknowledged, override }: Order) => {
    const at = () => now().toISOString();
    let job: PublishingJob = {
      id: randomUUID(),
      kind,
      by,
      startedAt: at(),
      heardAt: at(),
      step: { stage: 'reading', done: 0, total: 1 },
      finished: false,
      failure: null,
      receipt: null,
      corrections: null,
      suspended: 0,
      rehearsal: null,
    };
    let beat = 0;
    let writing = Promise.resolve();
    const tell = (news: Partial<PublishingJob>, isUrgent = false) => {
      job = { ...job, ...news, heardAt: at() };
      const time = now().getTime();
      if (!isUrgent && time - beat < BEAT_MS) return;
      beat = time;
      const told = job;
      writing = writing
        .then(() => state.put(KIND, KEY, told))
        .catch((error: Error) => warn(`web: the progress of publishing cannot be kept: ${error.name}`));
    };
    tell({}, true);
    const seen = new Set(acknowledged);
    try {
      const { receipt, corrections, suspended } = await run({
        by,
        override,
        rehearseOnly: kind === 'rehearse',
        acknowledged: ({ flips }) => flips.every((flip) => seen.has(keyOf(flip))),
        onProgress: (step) => tell({ step }),
        onRehearsal: (done, total) => tell({ step: { stage: 'rehearsing', done, total } }),
        onRehearsed: (rehearsal) => tell({ rehearsal: told(rehearsal, draft) }, true),
      });
      tell({ finished: true, receipt, corrections, suspended }, true);
    } catch (error) {
      tell({ finished: true, failure: explain(error) }, true);
    }
    await writing;
  };

  return {
    current,
    async start(order) {
      if (running !== null || (await current())?.finished === false) return false;
      running = work(order).finally(() => {
        running = null;
      });
      return true;
    },
    async idle() {
      await running;
    },
  };
}

/** What tells a flip apart: the question and what becomes of its answer. */
function keyOf({ question, before, after }: Flip): string {
  const told = [question, ...[before, after].flatMap(({ verdict, approver }) => [verdict, approver])];
  return createHash('sha256').update(JSON.stringify(told)).digest('base64url').slice(0, 16);
}

function told({ questions, flips, failed }: Rehearsal, draft: string): ToldRehearsal {
  return {
    draft,
    questions,
    failed,
    keys: flips.map(keyOf),
    flips: flips.slice(0, SHOWN).map(({ question, source, aspects, people, ids, before, after }) => ({
      question,
      source,
      aspects,
      people,
      times: ids.length,
      before: outlineOf(before),
      after: outlineOf(after),
    })),
  };
}

function outlineOf({ verdict, text, approver, language, citations }: Answer): AnswerOutline {
  return {
    verdict,
    text,
    approver,
    language,
    citations: citations.map(({ clause, title, quote }) => ({ clause, title, quote })),
  };
}
