import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suspendChanged } from './assistant/approved.ts';
import type { Corrections } from './assistant/corrections.ts';
import { bridgeSwitch } from './bridge-switch.ts';
import type { Config } from './config.ts';
import type { PublicationCheck, ReindexReceipt } from './domain/generation.ts';
import type { Rehearsal } from './domain/rehearsal.ts';
import { parseCheckQuestions } from './evaluation/check-questions.ts';
import { rehearse } from './evaluation/rehearsal.ts';
import { indexPlaceOf } from './index-place.ts';
import type { ProgressListener } from './indexing/progress.ts';
import { type Draft, reindex } from './indexing/reindex.ts';
import { openEmbedder } from './models/open-embedder.ts';
import { noteRevisions } from './note-revisions.ts';
import { completeCorrections, keepCorrections } from './pending-corrections.ts';
import { servedGeneration } from './served-generation.ts';
import type { Stores } from './stores.ts';

/** How a revision is brought in. */
export interface PublishOptions {
  readonly config: Config;
  readonly stores: Pick<Stores, 'log' | 'addresses' | 'outbox' | 'approved' | 'revised' | 'state'>;
  /** Who publishes. */
  readonly by: string;
  /** Logged questions of so many days are rehearsed. */
  readonly days: number;
  /** Only rehearse; publish nothing. */
  readonly rehearseOnly: boolean;
  /** True where somebody has seen which answers change, and wants that; or who decides on what is found. */
  readonly acknowledged: boolean | ((rehearsal: Rehearsal) => boolean);
  /** Why it is published although golden questions fail; null where it must not be then. */
  readonly override: string | null;
  /** The folder that is read in the place of the knowledge folder; itself unless told. */
  readonly readFrom?: string;
  /** Done after every check has passed, just before the new generation serves; a failure keeps it from serving. */
  readonly beforeServing?: () => Promise<void>;
  readonly onProgress?: ProgressListener;
  readonly onRehearsal?: (done: number, total: number) => void;
  /** Told what the rehearsal found, before anything is published. */
  readonly onRehearsed?: (rehearsal: Rehearsal) => void;
}

/** What came of it. */
export interface Publishing {
  /** Null where nothing was built, because nothing has changed. */
  readonly rehearsal: Rehearsal | null;
  /** Null where it was only rehearsed. */
  readonly receipt: ReindexReceipt | null;
  /** Those of an earlier publication that was interrupted are among them. */
  readonly corrections: Corrections;
  /** Approved answers that were suspended because a clause they rest on changed. */
  readonly suspended: number;
}

const DAY_MS = 86_400_000;
const NOBODY: Corrections = { queued: 0, unreachable: 0 };

/** Ends a run that was for rehearsing only, before anything is written. */
class OnlyRehearsed extends Error {}

/**
 * Builds what the knowledge folder holds now, answers golden and logged questions from it, and lets it serve where
 * nobody is surprised: no golden question newly fails (or somebody says why that is right), and the answers that change
 * were acknowledged. Then tells those whose answer has changed, in the outbox, suspends approved answers that rest on
 * changed clauses, and has the log flag what was answered from those.
 *
 * @throws KiteiError `publication.refused` saying what stands against it, or as `reindex`; what served before goes on.
 */
export async function publish(options: PublishOptions): Promise<Publishing> {
  const { config, stores, by, rehearseOnly, onProgress } = options;
  let rehearsal: Rehearsal | null = null;
  let published: Draft['after'] | null = null;
  const review = async (draft: Draft) => {
    published = draft.after;
    rehearsal = await rehearsed(draft, options);
    options.onRehearsed?.(rehearsal);
    if (rehearseOnly) throw new OnlyRehearsed();
    const checks = checksOf(rehearsal, options);
    if (checks.some(({ outcome }) => outcome === 'failed')) return checks;
    await keepCorrections(config, draft.after.generation.id, rehearsal.flips, stores);
    await options.beforeServing?.();
    return checks;
  };
  try {
    const embedder = config.embeddingModel === null ? null : openEmbedder(config.embeddingModel);
    const receipt = await reindex({
      ...indexPlaceOf(config),
      readFrom: options.readFrom,
      embedder,
      by,
      review,
      ...(onProgress && { onProgress }),
    });
    const corrections = await completeCorrections(config, stores);
    await noteRevisions(config, stores);
    const answering = published as Draft['after'] | null;
    const suspended =
      answering === null || receipt.outcome === 'unchanged'
        ? 0
        : await suspendChanged({ approved: stores.approved, answering, now: () => new Date() });
    return { rehearsal, receipt, corrections, suspended };
  } catch (error) {
    if (error instanceof OnlyRehearsed)
      return { rehearsal, receipt: null, corrections: NOBODY, suspended: 0 };
    throw error;
  }
}

async function rehearsed(
  { before, after }: Draft,
  { config, stores, days, readFrom, onRehearsal }: PublishOptions,
): Promise<Rehearsal> {
  // Nothing served before: nobody can have been told otherwise.
  if (before === null) return { questions: 0, flips: [], failed: [] };
  const bridges = bridgeSwitch(config.bridge);
  const since = new Date(Date.now() - days * DAY_MS).toISOString();
  const material = {
    checks: await goldenQuestions(readFrom ?? config.knowledgeDir),
    records: stores.log.each({ since }),
  };
  return rehearse(servedGeneration(before, bridges), servedGeneration(after, bridges), material, onRehearsal);
}

async function goldenQuestions(knowledgeDir: string) {
  const path = join(knowledgeDir, 'checks.jsonl');
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return '';
    throw error;
  });
  return text.trim() === '' ? [] : parseCheckQuestions(text, path);
}

function checksOf(
  rehearsal: Rehearsal,
  { acknowledged: decided, override }: PublishOptions,
): readonly PublicationCheck[] {
  const { questions, flips, failed } = rehearsal;
  const acknowledged = typeof decided === 'function' ? decided(rehearsal) : decided;
  const golden: PublicationCheck =
    failed.length === 0
      ? { name: 'golden questions', outcome: 'passed', detail: 'none newly fails' }
      : {
          name: 'golden questions',
          outcome: override === null ? 'failed' : 'overridden',
          detail: override ?? `newly wrong: ${failed.map(({ id }) => id).join(', ')}`,
        };
  const changed: PublicationCheck =
    flips.length === 0
      ? { name: 'rehearsal', outcome: 'passed', detail: `${questions} questions, none answered otherwise` }
      : {
          name: 'rehearsal',
          outcome: acknowledged ? 'passed' : 'failed',
          detail: `${flips.length} of ${questions} questions answered otherwise${acknowledged ? ', acknowledged' : ''}`,
        };
  return [golden, changed];
}
