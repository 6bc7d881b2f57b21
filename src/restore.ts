import { existsSync, readdirSync } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { BACKUP_PARTS, isArchive } from './backup.ts';
import type { Config } from './config.ts';
import { KiteiError } from './errors.ts';
import { generationFolder } from './indexing/data-folder.ts';
import { unpackInto } from './storage/archive.ts';
import { type BackupManifest, verifyBackup } from './storage/backup-manifest.ts';
import { copySqlite, dumpPostgres, placeSqlite, restorePostgres } from './storage/database/database-copy.ts';
import { openStores } from './stores.ts';

/** What a restoration did. */
export interface Restoration {
  readonly manifest: BackupManifest;
  /** Where what stood in the way was moved; null where nothing did. */
  readonly kept: string | null;
}

/**
 * Puts a backup (a folder or an archive of `backup`) in the place of an installation whose processes are stopped. First
 * the backup is verified: every checksum, the database whole, the audit chain with its head. Only then anything is
 * touched. What was there is moved to `before-restore-…` in the data folder, and back again where restoring fails.
 *
 * @param replace whether anything may be replaced at all.
 * @throws KiteiError `backup.invalid` for a backup that is damaged or of a newer Kitei, `backup.refused` where something
 * would be replaced and nobody said that it may be.
 */
export async function restore(
  config: Config,
  source: string,
  { replace }: { readonly replace: boolean },
): Promise<Restoration> {
  const { dataDir } = config;
  await mkdir(dataDir, { recursive: true });
  const work = await mkdtemp(join(dataDir, 'restoring-'));
  try {
    const folder = await opened(resolve(source), work);
    const manifest = await verifyBackup(folder);
    requireSameKind(manifest, config);
    await verifyContents(folder, manifest, config, work);
    const places = await placesOf(manifest, config);
    const occupied = places.filter(({ to }) => isThere(to)).map(({ to }) => to);
    if (!replace && (occupied.length > 0 || config.databaseUrl !== null)) throw refused(occupied);
    return { manifest, kept: await put(folder, places, config) };
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

interface Place {
  /** Part of the backup. */
  readonly part: string;
  readonly to: string;
}

async function placesOf(manifest: BackupManifest, config: Config): Promise<readonly Place[]> {
  const { dataDir, knowledgeDir, sampleKnowledge } = config;
  const has = (part: string) =>
    manifest.files.some(({ path }) => path === part || path.startsWith(`${part}/`));
  const places: Place[] = [
    { part: BACKUP_PARTS.sqlite, to: join(dataDir, 'kitei.db') },
    { part: BACKUP_PARTS.secret, to: join(dataDir, 'secret') },
    { part: BACKUP_PARTS.spool, to: join(dataDir, 'spool') },
    { part: BACKUP_PARTS.index, to: generationFolder(dataDir, knowledgeDir) },
    // The samples belong to Kitei itself.
    ...(sampleKnowledge ? [] : [{ part: BACKUP_PARTS.knowledge, to: knowledgeDir }]),
  ];
  return places.filter(({ part }) => has(part));
}

/** Moves away what is there, puts the backup in its place, and all of it back where that fails. */
async function put(folder: string, places: readonly Place[], config: Config): Promise<string | null> {
  const { dataDir, databaseUrl } = config;
  const kept = join(dataDir, `before-restore-${new Date().toISOString().replace(/[-:.]/g, '')}`);
  const moved: (readonly [from: string, to: string])[] = [];
  const move = async (from: string, to: string) => {
    await mkdir(dirname(to), { recursive: true, mode: 0o700 });
    await moveTree(from, to);
    moved.push([from, to]);
  };
  try {
    // Records that wait, and what SQLite keeps beside its file, belong to the database they were written for.
    const beside = [...['kitei.db-wal', 'kitei.db-shm', 'spool'].map((name) => join(dataDir, name))];
    for (const from of new Set([...places.map(({ to }) => to), ...beside]))
      if (existsSync(from)) await move(from, join(kept, basename(from)));
    if (databaseUrl !== null) {
      await mkdir(kept, { recursive: true, mode: 0o700 });
      await dumpPostgres(databaseUrl, join(kept, BACKUP_PARTS.postgres));
      await restorePostgres(join(folder, BACKUP_PARTS.postgres), databaseUrl);
    }
    for (const { part, to } of places) {
      if (part === BACKUP_PARTS.sqlite) await placeSqlite(join(folder, part), to);
      else await cp(join(folder, part), to, { recursive: true, preserveTimestamps: true });
      if (part === BACKUP_PARTS.secret) await chmod(to, 0o600);
      if (part === BACKUP_PARTS.spool) await chmod(to, 0o700);
    }
    return existsSync(kept) ? kept : null;
  } catch (error) {
    for (const { to } of places) await rm(to, { recursive: true, force: true });
    for (const [from, to] of moved.reverse()) await moveTree(to, from);
    await rm(kept, { recursive: true, force: true });
    throw error;
  }
}

/** Moves a file or a folder, to another disk too. */
async function moveTree(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
    await cp(from, to, { recursive: true, preserveTimestamps: true });
    await rm(from, { recursive: true });
  }
}

async function opened(source: string, work: string): Promise<string> {
  if (!isArchive(source)) return source;
  const folder = join(work, 'backup');
  await unpackInto(folder, source);
  return folder;
}

/** Opens a copy of the database as Kitei would, and looks through all of it. */
async function verifyContents(
  folder: string,
  { audit, secret }: BackupManifest,
  config: Config,
  work: string,
): Promise<void> {
  if (secret === 'environment' && config.log.secret === null) {
    throw new KiteiError(
      'backup.refused',
      'The backup holds no secret: its installation had one in KITEI_SECRET.',
      'Set KITEI_SECRET to that secret; without it, nothing that was sealed can be read.',
    );
  }
  // A dump is looked through by PostgreSQL when it is restored, all of it or nothing.
  if (config.databaseUrl !== null) return;
  const dataDir = join(work, 'look');
  await mkdir(dataDir);
  try {
    await copySqlite(join(folder, BACKUP_PARTS.sqlite), join(dataDir, 'kitei.db'));
    const stores = await openStores({ ...config, dataDir }, () => {});
    try {
      const damage = await stores.inspect();
      const { fault } = await stores.auditChain.inspect(audit.head);
      if (damage.length > 0) throw unusable(folder, `its database is damaged (${damage[0]})`);
      if (fault?.kind === 'head') throw unusable(folder, 'its audit log lacks the head it had');
    } finally {
      await stores.close();
    }
  } catch (cause) {
    if (cause instanceof KiteiError && cause.code === 'backup.invalid') throw cause;
    throw unusable(folder, cause instanceof Error ? cause.message : String(cause), cause);
  }
}

function requireSameKind({ database }: BackupManifest, { databaseUrl }: Config): void {
  const wanted = databaseUrl === null ? 'sqlite' : 'postgres';
  if (database === wanted) return;
  throw new KiteiError(
    'backup.refused',
    `The backup is of ${database === 'sqlite' ? 'SQLite' : 'PostgreSQL'}, and ${databaseUrl === null ? 'no DATABASE_URL is set' : 'DATABASE_URL is set'}.`,
    'Restore it to an installation of its kind.',
  );
}

function isThere(path: string): boolean {
  try {
    return readdirSync(path).length > 0;
  } catch {
    return existsSync(path);
  }
}

function refused(occupied: readonly string[]): KiteiError {
  return new KiteiError(
    'backup.refused',
    occupied.length === 0
      ? 'Everything in the database of DATABASE_URL would be replaced.'
      : `This would be replaced: ${occupied.join(', ')}.`,
    'Stop Kitei and add --replace: what is there is kept in before-restore-… of the data folder. Or restore to a new place with --data and --knowledge.',
  );
}

function unusable(folder: string, why: string, cause?: unknown): KiteiError {
  return new KiteiError(
    'backup.invalid',
    `The backup ${folder} cannot be restored: ${why}.`,
    'Take another backup; nothing was changed.',
    cause,
  );
}
