import { createHash } from 'node:crypto';
import type { BigIntStats } from 'node:fs';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { formatOf } from '../policy/file-formats.ts';

/** What is remembered of a source file, to see cheaply whether it is still the same. */
export interface SourceStamp {
  /** Path below the knowledge folder, with `/`; empty where the knowledge is one file. */
  readonly path: string;
  /** Size and times of the last change of content and of status; null where they cannot be relied on. */
  readonly stat: string | null;
  /** sha256 (hex) of the content; null for a file that could not be read. */
  readonly sha256: string | null;
}

const KNOWLEDGE_FILES = new Set(['policies.yaml', 'vocabulary.yaml', 'contacts.yaml']);

/**
 * Times on disks are coarse, so a file written this shortly before it was stamped could be written once more without
 * them showing it; its stat is not relied on.
 */
const SETTLED_AFTER_MS = 2_000;

export interface StampOptions {
  /** Milliseconds since 1970, by the clock of the disk. */
  readonly now?: number;
  /** Earlier stamps; files that have the same size and times as then are not read again. */
  readonly before?: readonly SourceStamp[];
}

/** Stamps all files below a knowledge folder that an index depends on, sorted by path. */
export async function stampSources(
  knowledgeDir: string,
  { now = Date.now(), before = [] }: StampOptions = {},
): Promise<readonly SourceStamp[]> {
  const paths = await listSources(knowledgeDir);
  const earlier = new Map(before.map((stamp) => [stamp.path, stamp]));
  const stamps: SourceStamp[] = [];
  // One after the other: a folder may have more files than the system lets a process open at once.
  for (const path of paths) {
    const file = join(knowledgeDir, path);
    const stats = await statOf(file);
    const known = earlier.get(path);
    if (stats !== null && known?.stat === statWords(stats)) {
      stamps.push(known);
      continue;
    }
    const settled = stats !== null && now - lastTouched(stats) > SETTLED_AFTER_MS;
    stamps.push({ path, stat: settled ? statWords(stats) : null, sha256: await contentHash(file) });
  }
  return stamps;
}

/** Text that differs whenever a file that an index depends on came, went, or has another size or another time. */
export async function sourcesFingerprint(knowledgeDir: string): Promise<string> {
  const words: string[] = [];
  for (const path of await listSources(knowledgeDir)) {
    const stats = await statOf(join(knowledgeDir, path));
    words.push(`${path} ${stats === null ? '' : statWords(stats)}`);
  }
  return words.join('\n');
}

/** sha256 (hex) of the paths and contents that were stamped. */
export function sourcesSha256(stamps: readonly SourceStamp[]): string {
  return createHash('sha256')
    .update(JSON.stringify(stamps.map(({ path, sha256 }) => [path, sha256])))
    .digest('hex');
}

/** Whether the files are the ones that were stamped: by size and times, and where those differ by content. */
export async function sourcesUnchanged(
  knowledgeDir: string,
  stamps: readonly SourceStamp[],
): Promise<boolean> {
  const paths = await listSources(knowledgeDir);
  if (paths.length !== stamps.length || paths.some((path, at) => path !== stamps[at]?.path)) return false;
  for (const stamp of stamps) {
    if (!(await isUnchanged(join(knowledgeDir, stamp.path), stamp))) return false;
  }
  return true;
}

async function isUnchanged(file: string, stamp: SourceStamp): Promise<boolean> {
  const stats = await statOf(file);
  if (stats !== null && stamp.stat === statWords(stats)) return true;
  return (await contentHash(file)) === stamp.sha256;
}

/** Paths below the folder in a fixed order; the empty path where it is itself a file. */
async function listSources(knowledgeDir: string): Promise<readonly string[]> {
  const stats = await statOf(knowledgeDir);
  if (stats === null) return [];
  if (!stats.isDirectory()) {
    // The list of metadata beside a single document counts as well.
    const list = '../policies.yaml';
    return (await statOf(join(knowledgeDir, list))) === null ? [''] : ['', list];
  }
  const found: string[] = [];
  await collectSources(knowledgeDir, knowledgeDir, new Set(), found);
  return found.sort();
}

async function collectSources(
  root: string,
  folder: string,
  entered: Set<string>,
  found: string[],
): Promise<void> {
  const real = await realpath(folder).catch(() => null);
  // A link that leads back to a folder already entered would go on for ever.
  if (real === null || entered.has(real)) return;
  entered.add(real);
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    if (name.startsWith('.') || name === 'node_modules') continue;
    const path = join(folder, name);
    const stats = await statOf(path);
    if (stats?.isDirectory()) await collectSources(root, path, entered, found);
    // A link to nowhere counts as well: mending it is a change.
    else if (isSource(name) && stats?.isFile() !== false) {
      found.push(relative(root, path).replaceAll('\\', '/'));
    }
  }
}

function isSource(name: string): boolean {
  if (/^readme\b/i.test(name)) return false;
  return KNOWLEDGE_FILES.has(name) || formatOf(name) !== null;
}

async function contentHash(file: string): Promise<string | null> {
  try {
    return createHash('sha256')
      .update(await readFile(file))
      .digest('hex');
  } catch {
    return null;
  }
}

function statOf(file: string): Promise<BigIntStats | null> {
  return stat(file, { bigint: true }).catch(() => null);
}

function lastTouched(stats: BigIntStats): number {
  return Math.max(Number(stats.mtimeMs), Number(stats.ctimeMs));
}

function statWords(stats: BigIntStats): string {
  return `${stats.size} ${stats.mtimeNs} ${stats.ctimeNs}`;
}
