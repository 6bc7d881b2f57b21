import { parseDocument } from 'yaml';
import { type DocumentMetadata, readPolicyList } from '../policy/metadata.ts';

/** What an administrator states about a document; an empty text takes the statement away. */
export type StatedMetadata = Readonly<
  Partial<Record<'id' | 'title' | 'version' | 'effectiveDate' | 'audience' | 'owner', string>>
> & {
  /** Ids of groups; none: for everybody. */
  readonly groups?: readonly string[];
};

/**
 * `policies.yaml` with what is stated about a file; everything else in it, comments included, stays. Pure.
 * @param list the file as it is; null where there is none.
 * @throws KiteiError `knowledge.invalid` for a value that cannot be, or a list that could not be read before.
 */
export function withMetadata(list: string | null, file: string, stated: StatedMetadata): string {
  const root = parseDocument(list ?? '');
  if (root.errors.length > 0) readPolicyList(list ?? '', 'policies.yaml');
  for (const [key, value] of Object.entries(stated)) {
    const isEmpty = value.length === 0 || (typeof value === 'string' && value.trim() === '');
    if (!isEmpty) root.setIn([file, key], typeof value === 'string' ? value.trim() : root.createNode(value));
    else if (root.hasIn([file, key])) root.deleteIn([file, key]);
  }
  if (isEmptyEntry(root.getIn([file]))) root.deleteIn([file]);
  // Where nothing is stated of anything, an empty file stays one.
  const written = root.contents === null ? (list ?? '') : root.toString({ lineWidth: 0 });
  readPolicyList(written, 'policies.yaml');
  return written;
}

/** `policies.yaml` without what it says about a file; null where there is no such list. Pure. */
export function withoutMetadata(list: string | null, file: string): string | null {
  if (list === null) return null;
  const document = parseDocument(list);
  if (!document.has(file)) return list;
  document.deleteIn([file]);
  return document.toString({ lineWidth: 0 });
}

/** What `policies.yaml` says about a file, by its path or its name. Pure. */
export function metadataOf(list: string | null, file: string): DocumentMetadata | undefined {
  const stated = readPolicyList(list ?? '', 'policies.yaml');
  const path = file.normalize('NFC');
  return stated.get(path) ?? stated.get(path.split('/').at(-1) ?? '');
}

function isEmptyEntry(entry: unknown): boolean {
  if (entry === undefined) return false;
  return typeof entry === 'object' && entry !== null && 'items' in entry
    ? (entry.items as readonly unknown[]).length === 0
    : entry === null;
}
