import { createHash } from 'node:crypto';
import type { IndexedDocument } from '../domain/generation.ts';
import type { PolicyDocument } from '../domain/policy.ts';
import { KiteiError } from '../errors.ts';
import type { DocumentInput } from '../policy/read-document.ts';

/**
 * A document version with all that is needed to see whether it changed. Its clauses are read only when somebody asks:
 * most revisions leave most documents alone.
 */
export interface SourceDocument
  extends Pick<PolicyDocument, 'id' | 'version' | 'title' | 'effectiveDate' | 'source'> {
  /** How many clauses it has. */
  readonly clauseCount: number;
  /** `readingKey` of what it was read from. */
  readonly key: string;
  /** sha256 (hex) of the document with its clauses. */
  readonly fingerprint: string;
  /** The document with its clauses. */
  open(): PolicyDocument;
}

/** sha256 (hex) of everything that decides how a file is read: equal keys, equal documents. */
export function readingKey({ path, content, metadata = {} }: DocumentInput): string {
  const stated = Object.entries(metadata).sort(([one], [other]) => (one < other ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([path, stated]))
    .update(content)
    .digest('hex');
}

/** A document that was just read. */
export function sourceDocument(document: PolicyDocument, key: string): SourceDocument {
  const { id, version, title, effectiveDate, source, clauses } = document;
  const fingerprint = createHash('sha256').update(JSON.stringify(document)).digest('hex');
  const header = { id, version, title, effectiveDate, source, clauseCount: clauses.length };
  return { ...header, key, fingerprint, open: () => document };
}

/** The line of the manifest for a document. */
export function describeDocument(document: SourceDocument): IndexedDocument {
  const { id, version, title, effectiveDate, source, clauseCount } = document;
  return { id, version, title, effectiveDate, ...source, clauses: clauseCount };
}

/**
 * Refuses a tree that cannot be cited from: two clauses of one label, or a parent that is not there.
 * @throws KiteiError `policy.unreadable`.
 */
export function requireCitable({ clauses, source }: PolicyDocument): void {
  const labels = new Set<string>();
  for (const { label, parent } of clauses) {
    const mistake = labels.has(label)
      ? `two clauses carry the label ${label}`
      : parent !== null && !labels.has(parent)
        ? `clause ${label} stands below ${parent}, which does not come before it`
        : null;
    if (mistake !== null) {
      throw new KiteiError(
        'policy.unreadable',
        `${source.path} cannot be indexed: ${mistake}.`,
        'Number the clauses in this file without repetition.',
      );
    }
    labels.add(label);
  }
}
