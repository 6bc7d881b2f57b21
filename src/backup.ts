import { existsSync } from 'node:fs';
import { chmod, copyFile, cp, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { Config } from './config.ts';
import { KiteiError } from './errors.ts';
import { indexPlaceOf } from './index-place.ts';
import { generationFolder } from './indexing/data-folder.ts';
import { DEFAULT_WAIT_MS, storeOf } from './indexing/indexing-options.ts';
import { packFolder } from './storage/archive.ts';
import { type BackupManifest, sealBackup, verifyBackup } from './storage/backup-manifest.ts';
import { copySqlite, dumpPostgres } from './storage/database/database-copy.ts';
import { openStores } from './stores.ts';

/** Where each part is within a backup. */
export const BACKUP_PARTS = {
  sqlite: 'kitei.db',
  postgres: 'kitei.pgdump',
  secret: 'keys/secret',
  spool: 'spool',
  index: 'index',
  knowledge: 'knowledge',
} as const;

/** Names within an index folder that belong to work in progress. */
const IN_PROGRESS = /^(writer-.*\.lock|building-.*|trash-.*|.*\.tmp)$/;

/** Whether a path names an archive rather than a folder. */
export function isArchive(path: string): boolean {
  return /\.(tar\.gz|tgz)$/i.test(path);
}

/**
 * Copies everything an installation is made of into a new folder, or into an archive (`.tar.gz`): the database as it is
 * at one moment, the secret, waiting records, the index with its earlier generations, the knowledge folder. A server may
 * run meanwhile; builds of the index wait. Every file of the copy is read again and verified before this resolves.
 *
 * @throws KiteiError `backup.refused` where something is at the destination, or the error of the part that failed; what
 * was half written is removed.
 */
export async function backup(config: Config, destination: string): Promise<BackupManifest> {
  const target = resolve(destination);
  if (existsSync(target)) {
    throw new KiteiError(
      'backup.refused',
      `${target} is there already.`,
      'Name a place where nothing is: a backup never replaces another one.',
    );
  }
  await mkdir(dirname(target), { recursive: true });
  const folder = await mkdtemp(`${target}.`);
  try {
    await chmod(folder, 0o700);
    const manifest = await collect(config, folder);
    await verifyBackup(folder);
    if (isArchive(target)) {
      const beside = join(dirname(target), `${basename(folder)}.tmp`);
      await packFolder(folder, beside).catch(async (error) => {
        await rm(beside, { force: true });
        throw error;
      });
      await rename(beside, target);
    } else await rename(folder, target);
    return manifest;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function collect(config: Config, folder: string): Promise<BackupManifest> {
  const { dataDir, databaseUrl, knowledgeDir } = config;
  const at = (part: string) => join(folder, part);
  // Brings the tables up to date and takes in what waits.
  const stores = await openStores(config, () => {});
  const { entries, head } = await stores.auditChain.inspect().finally(() => stores.close());
  if (databaseUrl === null) await copySqlite(join(dataDir, 'kitei.db'), at(BACKUP_PARTS.sqlite));
  else await dumpPostgres(databaseUrl, at(BACKUP_PARTS.postgres));
  if (config.log.secret === null) {
    await mkdir(at('keys'), { mode: 0o700 });
    await copyFile(join(dataDir, 'secret'), at(BACKUP_PARTS.secret));
    await chmod(at(BACKUP_PARTS.secret), 0o600);
  }
  await copyFolder(join(dataDir, 'spool'), at(BACKUP_PARTS.spool));
  const index = generationFolder(dataDir, knowledgeDir);
  if (databaseUrl === null && existsSync(index)) {
    const lock = await storeOf(indexPlaceOf(config)).lock({ waitMs: DEFAULT_WAIT_MS });
    await copyFolder(index, at(BACKUP_PARTS.index)).finally(() => lock.release());
  }
  if (!config.sampleKnowledge) await copyFolder(knowledgeDir, at(BACKUP_PARTS.knowledge));
  return sealBackup(folder, {
    createdAt: new Date().toISOString(),
    database: databaseUrl === null ? 'sqlite' : 'postgres',
    secret: config.log.secret === null ? 'file' : 'environment',
    knowledge: !config.sampleKnowledge,
    audit: { entries, head },
  });
}

async function copyFolder(from: string, to: string): Promise<void> {
  if (!existsSync(from)) return;
  await cp(from, to, {
    recursive: true,
    preserveTimestamps: true,
    filter: (path) => path === from || !IN_PROGRESS.test(basename(path)),
  });
}
