import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createApp } from './app.ts';
import type { Config } from './config.ts';
import { clockFindings, type OtherClock } from './doctor/check-clock.ts';
import { checkDisk, checkFolders, checkSecrets } from './doctor/check-folders.ts';
import { checkIndex, checkTables, documentFindings } from './doctor/check-index.ts';
import { CHECKS, type CheckName, type Finding, finding } from './doctor/finding.ts';
import { KiteiError } from './errors.ts';
import { indexPlaceOf } from './index-place.ts';
import { storeOf } from './indexing/indexing-options.ts';
import { openStores, type Stores } from './stores.ts';

/** What was learnt from a service that Kitei depends on. */
export interface RemoteFinding {
  readonly finding: Finding;
  /** What its clock said; null where it was not reached. */
  readonly clock: OtherClock | null;
}

/**
 * Looks at everything Kitei needs, each part by itself: what fails in one is a finding, never an exception. The index is
 * looked at as it is, and then opened as for a question, which builds it where it is missing or out of date.
 *
 * @param remote asks the services of the configuration; null where nothing beyond this machine is to be asked.
 */
export async function examine(
  config: Config,
  remote: (() => Promise<readonly RemoteFinding[]>) | null,
): Promise<readonly Finding[]> {
  const { knowledgeDir, dataDir, secretFiles } = config;
  const dotenv = resolve('.env');
  const found: Finding[] = [finding('configuration', 'passed', 'configuration.read')];
  const look = async (check: CheckName, work: () => Promise<readonly Finding[]>) => {
    found.push(...(await work().catch((error) => [failure(check, error)])));
  };
  await look('folders', () => checkFolders(knowledgeDir, dataDir));
  await look('secrets', () =>
    checkSecrets(dataDir, existsSync(dotenv) ? [dotenv, ...secretFiles] : secretFiles),
  );
  await look('disk', () => checkDisk(dataDir));
  const place = indexPlaceOf(config);
  await look('index', () => checkIndex(storeOf(place)));
  const { tables } = place;
  if (tables !== undefined)
    await look('index', () => checkTables(storeOf(place), tables, config.embeddingModel !== null));
  await look('documents', async () => {
    const { documents, problems } = await createApp(config);
    return documentFindings(documents.length, problems);
  });
  let newest: string | null = null;
  await look('database', async () => {
    const stores = await openStores(config, () => {});
    try {
      newest = (await stores.log.page({}, 1)).records[0]?.askedAt ?? null;
      return await storeFindings(stores, dataDir);
    } finally {
      await stores.close();
    }
  });
  const asked = remote === null ? [] : await remote();
  found.push(...asked.map(({ finding }) => finding));
  const clocks = asked.flatMap(({ clock }) => (clock === null ? [] : [clock]));
  found.push(...clockFindings(Date.now(), clocks, newest));
  return found.sort((a, b) => CHECKS.indexOf(a.check) - CHECKS.indexOf(b.check));
}

async function storeFindings(stores: Stores, dataDir: string): Promise<readonly Finding[]> {
  const damage = await stores.inspect();
  const { entries, fault } = await stores.auditChain.inspect();
  const { undeliverable } = await stores.outbox.counts();
  return [
    damage.length === 0
      ? finding('database', 'passed', 'database.works')
      : finding('database', 'failed', 'database.damaged', { message: damage.join('; ') }),
    fault === null
      ? finding('audit', 'passed', 'audit.whole', { entries })
      : finding('audit', 'failed', 'audit.broken', { kind: fault.kind, seq: fault.seq ?? '' }),
    ...(await spoolFindings(join(dataDir, 'spool'))),
    undeliverable === 0
      ? finding('outbox', 'passed', 'outbox.delivered')
      : finding('outbox', 'warning', 'outbox.undeliverable', { count: undeliverable }),
  ];
}

/** What waits after the stores were opened, which replays all that can be. */
async function spoolFindings(path: string): Promise<readonly Finding[]> {
  const count = async (folder: string) =>
    (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.json')).length;
  const [waiting, broken] = [await count(path), await count(join(path, 'broken'))];
  const found: Finding[] = [];
  if (waiting > 0) found.push(finding('spool', 'failed', 'spool.waiting', { count: waiting, path }));
  if (broken > 0)
    found.push(finding('spool', 'warning', 'spool.broken', { count: broken, path: join(path, 'broken') }));
  return found.length > 0 ? found : [finding('spool', 'passed', 'spool.empty')];
}

/** A part that threw, in the words of what it threw. */
export function failure(check: CheckName, error: unknown): Finding {
  return finding(check, 'failed', 'error', {
    message: error instanceof Error ? error.message : String(error),
    remedy: error instanceof KiteiError ? error.remedy : '',
  });
}
