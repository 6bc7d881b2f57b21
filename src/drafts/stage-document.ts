import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { PolicyDocument } from '../domain/policy.ts';
import { KiteiError } from '../errors.ts';
import { requireCitable } from '../indexing/source-document.ts';
import type { DocumentMetadata } from '../policy/metadata.ts';
import { readAnyDocument } from '../policy/read-document.ts';
import type { DraftStore } from './draft-store.ts';
import { safeFileName } from './file-name.ts';
import { metadataOf, type StatedMetadata, withMetadata, withoutMetadata } from './policy-list.ts';

const LIST = 'policies.yaml';

/** A document to be taken into a draft. */
export interface Upload {
  /** As the browser says it. */
  readonly fileName: string;
  readonly content: Uint8Array;
  readonly stated: StatedMetadata;
  /** The version it belongs to, and whether that one goes; null for a document that is new. */
  readonly of: { readonly document: PolicyDocument; readonly replaces: boolean } | null;
  /** Every version that is served now. */
  readonly served: readonly PolicyDocument[];
  readonly by: string;
  /** ISO timestamp, UTC. */
  readonly at: string;
}

/**
 * Takes a document into a draft, with what is stated about it in `policies.yaml`, once it has been read: what cannot be
 * read changes nothing. A replaced document keeps its id.
 *
 * @returns its path below the folder of the documents.
 * @throws KiteiError `policy.unreadable`, `policy.empty`, `knowledge.invalid`, `index.unwritable`.
 */
export async function stageDocument(draft: DraftStore, upload: Upload): Promise<string> {
  const { content, of, by, at } = upload;
  const root = await documentRoot(draft.knowledgeDir);
  const name = safeFileName(upload.fileName);
  const old = of?.replaces ? of.document.source.path : null;
  const path = old === null ? name : placeOf(old, name);
  if (path !== old && (await draft.read(root + path)) !== null) throw alreadyThere(path);
  const stated = of === null ? upload.stated : { ...upload.stated, id: of.document.id };

  const list = text(await draft.read(root + LIST));
  const trimmed = old !== null && path !== old ? withoutMetadata(list, old) : list;
  const changed = withMetadata(trimmed, path, stated);
  const metadata = metadataOf(changed, path);
  const document = await readAnyDocument({ path, content, ...(metadata && { metadata }) });
  requireCitable(document);
  requireOwnVersion(document, upload.served, old);

  await draft.put(root + path, content, { by, at });
  if (old !== null && path !== old) await draft.remove(root + old, { by, at });
  if (changed.trim() !== (list ?? '').trim()) await draft.put(root + LIST, Buffer.from(changed), { by, at });
  return path;
}

/**
 * States something else about a document of the draft or the folder.
 * @throws KiteiError `knowledge.invalid`, `index.unwritable`, or as reading the document.
 */
export async function restateDocument(
  draft: DraftStore,
  path: string,
  stated: StatedMetadata,
  who: { readonly by: string; readonly at: string },
): Promise<void> {
  const root = await documentRoot(draft.knowledgeDir);
  const changed = withMetadata(text(await draft.read(root + LIST)), path, stated);
  const content = await draft.read(root + path);
  const metadata = metadataOf(changed, path);
  if (content !== null)
    requireCitable(await readAnyDocument({ path, content, ...(metadata && { metadata }) }));
  await draft.put(root + LIST, Buffer.from(changed), who);
}

/** Takes a document out, with what is stated about it. */
export async function unstageDocument(
  draft: DraftStore,
  path: string,
  who: { readonly by: string; readonly at: string },
): Promise<void> {
  const root = await documentRoot(draft.knowledgeDir);
  const list = text(await draft.read(root + LIST));
  const changed = withoutMetadata(list, path);
  await draft.remove(root + path, who);
  if (changed !== null && changed !== list) await draft.put(root + LIST, Buffer.from(changed), who);
}

/**
 * A document as the draft has it; null where it has none.
 * @param path below the folder of the documents.
 * @throws KiteiError as reading it.
 */
export async function readStaged(draft: DraftStore, path: string): Promise<PolicyDocument | null> {
  const root = await documentRoot(draft.knowledgeDir);
  const content = await draft.read(root + path);
  if (content === null) return null;
  const metadata = metadataOf(text(await draft.read(root + LIST)), path);
  return readAnyDocument({ path, content, ...(metadata && { metadata }) });
}

/**
 * What `policies.yaml` states about a document, as the draft has it.
 * @throws KiteiError `knowledge.invalid`.
 */
export async function readStated(draft: DraftStore, path: string): Promise<DocumentMetadata> {
  const root = await documentRoot(draft.knowledgeDir);
  return metadataOf(text(await draft.read(root + LIST)), path) ?? {};
}

/** Where documents stand below a knowledge folder: `policies/`, or the folder itself. */
export async function documentRoot(knowledgeDir: string): Promise<string> {
  const inner = await stat(join(knowledgeDir, 'policies')).catch(() => null);
  return inner?.isDirectory() ? 'policies/' : '';
}

/** A document of the same kind takes the place of the old file; one of another kind stands beside it. */
function placeOf(old: string, name: string): string {
  const extension = (path: string) => path.slice(path.lastIndexOf('.')).toLowerCase();
  return extension(old) === extension(name) ? old : old.slice(0, old.lastIndexOf('/') + 1) + name;
}

/** Two files with one id and version would hide each other. */
function requireOwnVersion(
  { id, version, source }: PolicyDocument,
  served: readonly PolicyDocument[],
  replaced: string | null,
): void {
  const rival = served.find(
    (other) =>
      other.id === id &&
      other.version === version &&
      other.source.path !== source.path &&
      other.source.path !== replaced,
  );
  if (rival === undefined) return;
  throw new KiteiError(
    'knowledge.invalid',
    `「${rival.title}」の版「${version}」はすでにあります（${rival.source.path}）。 / ${rival.source.path} already is version "${version}" of "${id}".`,
    '別の版を書くか、その文書を置き換えてください。 / State another version, or replace that document.',
  );
}

function alreadyThere(path: string): KiteiError {
  return new KiteiError(
    'knowledge.invalid',
    `${path} という文書はすでにあります。 / There is a document ${path} already.`,
    '置き換える文書として選ぶか、ファイル名を変えてください。 / Choose it as the one to replace, or rename the file.',
  );
}

function text(content: Uint8Array | null): string | null {
  return content === null ? null : Buffer.from(content).toString('utf8');
}
