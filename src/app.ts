import { type Answered, type AnswerSources, answerQuestion } from './answering/answer-question.ts';
import { ClauseTree } from './answering/clause-tree.ts';
import { withUpcomingChanges } from './answering/pending-changes.ts';
import { bridgeSwitch } from './bridge-switch.ts';
import type { Config } from './config.ts';
import { readableBy } from './domain/access.ts';
import type { Turn } from './domain/conversation.ts';
import type { IndexGeneration, KnowledgeProblem, ReindexReceipt } from './domain/generation.ts';
import { clausesOf, dayOf, inForce } from './domain/in-force.ts';
import type { Contact } from './domain/knowledge.ts';
import type { Clause, PolicyDocument } from './domain/policy.ts';
import { explain, KiteiError } from './errors.ts';
import {
  type OpenGeneration,
  type OpenGenerationOptions,
  openGeneration,
  openServing,
  watchServing,
} from './indexing/open-generation.ts';
import { reindex } from './indexing/reindex.ts';

/** A question as a channel hands it over. */
export interface AskRequest {
  readonly text: string;
  /** What was said before in the same conversation, oldest first. */
  readonly conversation?: readonly Turn[];
  /** ISO date: answer from the documents in force on that day; today unless told. */
  readonly asOf?: string;
  /** Groups of the asker, or of everybody who will read the answer; none unless told. */
  readonly groups?: readonly string[];
  /** Retrieval channels left out, for measuring. */
  readonly without?: readonly string[];
}

/** Kitei, ready to answer: always from the generation that serves now, and each question from exactly one. */
export interface Kitei {
  /** @throws KiteiError `question.invalid` for an empty, too long or unreadable question, or an `asOf` that is no day. */
  ask(request: AskRequest): Promise<Answered>;
  /** All document versions in the index, those not in force included. */
  readonly documents: readonly PolicyDocument[];
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
  /** Loads what the first question would otherwise wait for (about a second). */
  prepare(): Promise<void>;
  /**
   * From now on serves what any process publishes or rolls back, within two seconds of its switch.
   * @returns how to stop that.
   */
  follow(): () => void;
}

/** What the caller wants to hear while Kitei starts and reloads. */
export interface AppHooks {
  readonly onProgress?: OpenGenerationOptions['onProgress'];
  readonly warn?: (message: string) => void;
}

/** Builds Kitei from its configuration: the only place that chooses implementations. */
export async function createApp(config: Config, hooks: AppHooks = {}): Promise<Kitei> {
  const { knowledgeDir, dataDir } = config;
  const { onProgress, warn } = hooks;
  const options = { knowledgeDir, dataDir, ...(onProgress !== undefined && { onProgress }) };
  const open = async () => {
    const opened = await openGeneration(options);
    for (const warning of opened.warnings) warn?.(warning);
    return serving(opened);
  };
  const bridges = bridgeSwitch(config.bridge, warn);
  let current = await open();
  const switchOver = async () => {
    const opened = await openServing(options);
    const { generation, isPublished } = current.opened;
    if (opened === null || opened.generation.id === generation.id) return;
    // What serves from memory is newer than what the disk holds until somebody publishes again.
    if (!isPublished && opened.generation.id < generation.id) return;
    for (const warning of opened.warnings) warn?.(warning);
    await opened.prepare();
    // Questions in flight keep the generation they began with.
    current = serving(opened);
  };
  const inTurn = oneAtATime();
  return {
    ask: async ({ text, conversation = [], asOf = dayOf(new Date()), groups = [], without = [] }) => {
      requireDay(asOf);
      const { byId, on } = current;
      const { sources, within, readable } = on(asOf, groups);
      const answered = await bridges.ask((off) =>
        answerQuestion(text, conversation, sources, { clauses: within, without: [...without, ...off] }),
      );
      const answer = withUpcomingChanges(answered.answer, byId, readable, asOf);
      return { ...answered, answer };
    },
    reload: () =>
      inTurn(async () => {
        const receipt = await reindex(options);
        await switchOver();
        return receipt;
      }),
    prepare: () => current.opened.prepare(),
    follow() {
      const renew = () =>
        inTurn(switchOver).catch((error) => warn?.(`A newer index could not be opened. ${explain(error)}`));
      const watch = watchServing(options, renew);
      // What was published before anybody watched counts as well.
      void renew();
      return () => watch.close();
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

function requireDay(asOf: string): void {
  const day = /^\d{4}-\d{2}-\d{2}(?=$|T)/.exec(asOf)?.[0] ?? '';
  const date = new Date(`${day}T00:00:00Z`);
  if (!Number.isNaN(date.getTime()) && date.toISOString().startsWith(day)) return;
  throw new KiteiError(
    'question.invalid',
    `日付として読めません: "${asOf}"。 / "${asOf}" is not a day.`,
    '2026-04-01 のように書いてください。 / Write a day such as 2026-04-01.',
  );
}

/** Combinations of a day and groups that are kept at hand. */
const VIEWS = 32;

/** What one group of people may read on a day. */
interface View {
  readonly sources: AnswerSources;
  /** Whether a clause is in force and may be read. */
  readonly within: (clause: Clause) => boolean;
  /** Every version that may be read. */
  readonly readable: readonly PolicyDocument[];
}

/** A generation, and what is read of it on a day by somebody in some groups. */
function serving(opened: OpenGeneration) {
  const { index, contacts, generation, documents } = opened;
  const views = new Map<string, View>();
  const on = (day: string, groups: readonly string[]): View => {
    const key = [day, ...groups].join('\n');
    const known = views.get(key);
    if (known !== undefined) return known;
    // A version that is superseded stays so, whether the newer one may be read or not.
    const valid = readableBy(inForce(documents, day), groups);
    const sources = { index, tree: new ClauseTree(valid), contacts, generation: generation.id };
    const view = { sources, within: clausesOf(valid), readable: readableBy(documents, groups) };
    if (views.size >= VIEWS) views.clear();
    views.set(key, view);
    return view;
  };
  const byId = new Map(opened.clauses.map((clause) => [clause.id, clause]));
  return { opened, byId, on };
}
