import type { Answered } from './answering/answer-question.ts';
import { bridgeSwitch } from './bridge-switch.ts';
import type { Config } from './config.ts';
import { understandingOf } from './create-understanding.ts';
import type { IndexGeneration, KnowledgeProblem, ReindexReceipt } from './domain/generation.ts';
import type { Contact } from './domain/knowledge.ts';
import type { Clause, PolicyDocument } from './domain/policy.ts';
import { explain } from './errors.ts';
import { indexPlaceOf } from './index-place.ts';
import { completeVectors } from './indexing/complete-vectors.ts';
import { type OpenGenerationOptions, openGeneration } from './indexing/open-generation.ts';
import { reindex } from './indexing/reindex.ts';
import { openServing, watchServing } from './indexing/served-content.ts';
import { openChatModel } from './models/chat-model.ts';
import { openEmbedder } from './models/open-embedder.ts';
import { type AskRequest, servedGeneration } from './served-generation.ts';

/** Kitei, ready to answer: always from the generation that serves now, and each question from exactly one. */
export interface Kitei {
  /** @throws KiteiError `question.invalid` for an empty, too long or unreadable question, or an `asOf` that is no day. */
  ask(request: AskRequest): Promise<Answered>;
  /** All document versions in the index, those not in force included. */
  readonly documents: readonly PolicyDocument[];
  /** Of all documents, read anew where they are not in memory. */
  readonly clauses: readonly Clause[];
  readonly contacts: readonly Contact[];
  readonly generation: IndexGeneration;
  /** Documents and files that could not be taken in. */
  readonly problems: readonly KnowledgeProblem[];
  /**
   * Reads the knowledge folder again, publishes what has changed and serves it. Questions in flight keep the
   * generation they began with; a failure leaves the one before serving.
   */
  reload(): Promise<ReindexReceipt>;
  /**
   * Makes the vectors that the index lacks, publishes them and serves them.
   * @throws KiteiError where the embedding model cannot be used, or the index cannot be written.
   */
  completeVectors(): Promise<void>;
  /** Loads what the first question would otherwise wait for (about a second). */
  prepare(): Promise<void>;
  /**
   * From now on serves what any process publishes or rolls back: hears of it within two seconds, and serves it as soon
   * as it is opened, which takes longer than that from some 30,000 clauses on. Makes vectors that the index lacks. Keeps
   * nobody waiting.
   * @returns how to stop that.
   */
  follow(): () => void;
}

/** What the caller wants to hear while Kitei starts and reloads. */
export interface AppHooks {
  readonly onProgress?: OpenGenerationOptions['onProgress'];
  readonly warn?: (message: string) => void;
  /** Told when another generation has begun to serve. */
  readonly onSwitch?: () => void;
}

/** How long vectors are made before others may publish, at first, and how long they are waited for, in milliseconds. */
const VECTORS_SLICE_MS = 60_000;
const BETWEEN_SLICES_MS = 2_000;
/** How long until vectors that could not be made are tried again, in milliseconds. */
const VECTORS_AGAIN_MS = 5 * 60 * 1000;

/** Builds Kitei from its configuration: the only place that chooses implementations. */
export async function createApp(config: Config, hooks: AppHooks = {}): Promise<Kitei> {
  const { onProgress, warn } = hooks;
  const embedder = config.embeddingModel === null ? null : openEmbedder(config.embeddingModel);
  const options = {
    ...indexPlaceOf(config),
    publishing: config.publishing,
    embedder,
    ...(onProgress !== undefined && { onProgress }),
    ...(warn !== undefined && { warn }),
  };
  const bridges = bridgeSwitch(config.bridge, warn);
  const understanding = understandingOf(
    config.understanding,
    config.model === null ? null : openChatModel(config.model),
    warn,
  );
  const open = async () => {
    const opened = await openGeneration(options);
    for (const warning of opened.warnings) warn?.(warning);
    return servedGeneration(opened, bridges, understanding);
  };
  let current = await open();
  if (current.opened.lacksVectors)
    warn?.(
      `The index holds no vectors by ${embedder?.id}, so questions go by words alone. A running server makes them by itself; \`kitei reindex\` does, too.`,
    );
  const switchOver = async () => {
    const opened = await openServing(options);
    const { generation, isPublished } = current.opened;
    if (opened === null || opened.generation.id === generation.id) return;
    // What serves from memory is newer than what the disk holds until somebody publishes again.
    if (!isPublished && opened.generation.id < generation.id) return;
    for (const warning of opened.warnings) warn?.(warning);
    await opened.prepare();
    // Questions in flight keep the generation they began with.
    current = servedGeneration(opened, bridges, understanding);
    hooks.onSwitch?.();
  };
  const inTurn = oneAtATime();
  // Apart from what is done in turn, and in slices, after each of which whoever waits to publish has the lock.
  const makeVectors = async (signal?: AbortSignal) => {
    for (let slice = VECTORS_SLICE_MS; current.opened.lacksVectors; slice *= 2) {
      const enough = AbortSignal.timeout(slice);
      const until = signal === undefined ? enough : AbortSignal.any([signal, enough]);
      try {
        if (!(await completeVectors({ ...options, signal: until }))) return;
        return await inTurn(switchOver);
      } catch (error) {
        if (!enough.aborted || signal?.aborted) throw error;
        await new Promise((resolve) => setTimeout(resolve, BETWEEN_SLICES_MS));
      }
    }
  };
  return {
    ask: (request) => current.ask(request),
    reload: () =>
      inTurn(async () => {
        const receipt = await reindex(options);
        await switchOver();
        return receipt;
      }),
    completeVectors: () => makeVectors(),
    prepare: () => current.opened.prepare(),
    follow() {
      const ending = new AbortController();
      let again: NodeJS.Timeout | undefined;
      let isCompleting = false;
      const complete = async () => {
        if (ending.signal.aborted || isCompleting) return;
        isCompleting = true;
        try {
          await makeVectors(ending.signal);
        } catch (error) {
          if (ending.signal.aborted) return;
          warn?.(`Questions still go by words alone. ${explain(error)}`);
          clearTimeout(again);
          again = setTimeout(complete, VECTORS_AGAIN_MS).unref();
        } finally {
          isCompleting = false;
        }
      };
      const renew = () =>
        inTurn(switchOver)
          .catch((error) => warn?.(`A newer index could not be opened. ${explain(error)}`))
          .then(complete);
      const watch = watchServing(options, renew);
      // What was published before anybody watched counts as well.
      void renew();
      return () => {
        ending.abort();
        clearTimeout(again);
        watch.close();
      };
    },
    get documents() {
      return current.opened.documents;
    },
    get clauses() {
      return current.opened.clauses;
    },
    get contacts() {
      return current.opened.contacts;
    },
    get generation() {
      return current.opened.generation;
    },
    get problems() {
      return current.opened.problems;
    },
  };
}

/** Lets tasks run in the order they come, each after the one before has ended, well or not. */
function oneAtATime(): <T>(task: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const run = last.then(task);
    last = run.catch(() => undefined);
    return run;
  };
}
