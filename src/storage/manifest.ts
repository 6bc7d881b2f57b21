import { createHash } from 'node:crypto';
import type { IndexGeneration } from '../domain/generation.ts';
import { KiteiError } from '../errors.ts';

/** Raised whenever a generation's files change their meaning; generations of other formats are refused. */
export const GENERATION_FORMAT = 2;

export const MANIFEST_FILE = 'manifest.json';
/** Holds the manifest's own checksum in the form that `sha256sum -c` reads. */
export const MANIFEST_CHECKSUM_FILE = 'manifest.sha256';

/** What a generation is made from. */
export interface GenerationDraft extends Pick<IndexGeneration, 'documents' | 'embedder' | 'dimensions'> {
  readonly builtAt: Date;
  /** Content by file name; names are plain (`documents.json.gz`), without folders. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** A verified generation of the same store; files whose very bytes (the same object) it holds are taken over. */
  readonly base?: StoredGeneration | null;
}

/** A generation read from the disk, every byte verified. */
export interface StoredGeneration {
  readonly generation: IndexGeneration;
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly entries: readonly FileEntry[];
}

/** A generation with its checksums, ready to be written; nothing in it changes any more. */
export interface SealedGeneration {
  readonly generation: IndexGeneration;
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly entries: readonly FileEntry[];
  readonly manifest: string;
  /** The generation that some files are taken over from, and their names; null where all are new. */
  readonly takenOver: { readonly from: string; readonly names: ReadonlySet<string> } | null;
}

/** A file of a generation. */
export interface FileEntry {
  readonly name: string;
  readonly size: number;
  readonly sha256: string;
}

/** `manifest.json`: the generation without its own checksum, and every file with its size and checksum. */
interface Manifest extends Omit<IndexGeneration, 'manifestSha256'> {
  readonly format: typeof GENERATION_FORMAT;
  readonly files: readonly FileEntry[];
}

/** Computes id, checksums and manifest. Pure. */
export function sealGeneration({
  builtAt,
  documents,
  embedder,
  dimensions,
  files,
  base,
}: GenerationDraft): SealedGeneration {
  const names = new Set<string>();
  const entries = [...files].map(([name, bytes]): FileEntry => {
    if (!isPlainName(name)) throw new TypeError(`"${name}" cannot be the name of a file in a generation.`);
    const known =
      base?.files.get(name) === bytes ? base.entries.find((entry) => entry.name === name) : undefined;
    if (known === undefined) return { name, size: bytes.byteLength, sha256: sha256(bytes) };
    names.add(name);
    return known;
  });
  const id = `${compactTimestamp(builtAt)}-${sha256(JSON.stringify(entries)).slice(0, 8)}`;
  const described = {
    id,
    builtAt: builtAt.toISOString(),
    documents,
    embedder,
    ...(dimensions !== undefined && { dimensions }),
  };
  const content: Manifest = { format: GENERATION_FORMAT, ...described, files: entries };
  const manifest = `${JSON.stringify(content, null, 1)}\n`;
  return {
    generation: { ...described, manifestSha256: sha256(manifest) },
    files,
    entries,
    manifest,
    takenOver: base && names.size > 0 ? { from: base.generation.id, names } : null,
  };
}

/** The content of `manifest.sha256` for a manifest with this checksum. */
export function checksumLine(manifestSha256: string): string {
  return `${manifestSha256}  ${MANIFEST_FILE}\n`;
}

/** Whether a folder name can be a generation's id. */
export function isGenerationId(name: string): boolean {
  return /^\d{8}T\d{9}Z-[0-9a-f]{8}$/.test(name);
}

/**
 * Verifies a manifest against its checksum file and the id of its folder.
 * @throws KiteiError `index.corrupt` that says what is wrong, or `index.newer` where a newer Kitei wrote it.
 */
export function openManifest(
  id: string,
  manifest: Uint8Array,
  checksum: Uint8Array,
): { readonly generation: IndexGeneration; readonly files: readonly FileEntry[] } {
  const manifestSha256 = sha256(manifest);
  if (Buffer.from(checksum).toString('latin1') !== checksumLine(manifestSha256)) {
    throw corruptGeneration(id, `${MANIFEST_FILE} does not match its checksum`);
  }
  // The checksum shows that Kitei wrote it, so beyond the format nothing needs validation.
  const { format, files, ...described } = JSON.parse(Buffer.from(manifest).toString('utf8')) as Manifest;
  if (format > GENERATION_FORMAT) {
    throw new KiteiError(
      'index.newer',
      `Index generation ${id} was built by a newer Kitei (format ${format}; this version reads format ${GENERATION_FORMAT}).`,
      'Start that version again, restore the backup taken before the upgrade, or choose another data folder (KITEI_DATA).',
    );
  }
  if (format !== GENERATION_FORMAT) {
    throw corruptGeneration(
      id,
      `it has format ${format} and this version of Kitei reads format ${GENERATION_FORMAT}`,
    );
  }
  if (described.id !== id) throw corruptGeneration(id, `its manifest belongs to ${described.id}`);
  return { generation: { ...described, manifestSha256 }, files };
}

/**
 * Verifies a file's content against its entry in the manifest.
 * @throws KiteiError `index.corrupt` that says what is wrong.
 */
export function verifyFile(id: string, entry: FileEntry, bytes: Uint8Array): void {
  if (bytes.byteLength !== entry.size) {
    throw corruptGeneration(id, `${entry.name} has ${bytes.byteLength} bytes instead of ${entry.size}`);
  }
  if (sha256(bytes) !== entry.sha256)
    throw corruptGeneration(id, `${entry.name} does not match its checksum`);
}

/** The refusal of a generation, for the reason given. */
export function corruptGeneration(id: string, reason: string, cause?: unknown): KiteiError {
  return new KiteiError(
    'index.corrupt',
    `Index generation ${id} cannot be used: ${reason}.`,
    'Run `kitei reindex` to build a new one; the folder of the damaged one may be deleted.',
    cause,
  );
}

/** sha256 in hex. */
export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function isPlainName(name: string): boolean {
  return /^[A-Za-z0-9][\w.-]*$/.test(name) && name !== MANIFEST_FILE && name !== MANIFEST_CHECKSUM_FILE;
}

/** `20260401T093015123Z`: sorts by time and is safe in a file name. */
function compactTimestamp(date: Date): string {
  return date.toISOString().replace(/[-:.]/g, '');
}
