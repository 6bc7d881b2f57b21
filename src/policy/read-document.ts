import { createHash } from 'node:crypto';
import type { PolicyDocument } from '../domain/policy.ts';
import { KiteiError } from '../errors.ts';
import { decodeText } from './decode.ts';
import { readHtml } from './html.ts';
import { slug } from './labels.ts';
import { detectLanguage } from './language.ts';
import { readMarkdown } from './markdown.ts';
import { type DocumentMetadata, takeFrontMatter } from './metadata.ts';
import { readPlainText } from './plain-text.ts';
import { readClauses } from './read-clauses.ts';
import { readEffectiveDate, readRevisions } from './revisions.ts';
import type { SourceText } from './source-line.ts';

/** A document to read. */
export interface DocumentInput {
  /** Tells the format (.md, .html, .htm; anything else is plain text) and the default id. */
  readonly path: string;
  readonly content: Uint8Array | string;
  /** From `policies.yaml`; what the document's own front matter states wins. */
  readonly metadata?: DocumentMetadata;
}

/**
 * Reads a policy into its clause tree. Pure. What neither the front matter nor `metadata` state is taken from the
 * text: the title, the version (newest revision date, else the start of the text's hash), the date it is in force
 * from, the language. Throws a `KiteiError` where the text (`policy.unreadable`, `policy.empty`) or the metadata
 * (`knowledge.invalid`) cannot be read.
 */
export function readDocument(input: DocumentInput): PolicyDocument {
  const { path } = input;
  const sha256 = createHash('sha256').update(input.content).digest('hex');
  const { body, metadata: own } = takeFrontMatter(decodeText(input.content, path), path);
  const stated: DocumentMetadata = { ...input.metadata, ...own };
  const source = readSource(body, path);
  const language = stated.language ?? detectLanguage(source.lines.map((line) => line.text).join('\n'));
  const { clauses: unfiled, name } = readClauses(source.lines, language);
  const revisions = readRevisions(unfiled);
  const documentId = stated.id ?? (slug(fileStem(path)) || 'document');
  const documentVersion = stated.version ?? revisions.at(-1)?.date ?? sha256.slice(0, 8);
  return {
    id: documentId,
    title: stated.title ?? (name || source.titleHint || fileStem(path)),
    version: documentVersion,
    effectiveDate: stated.effectiveDate ?? readEffectiveDate(unfiled, revisions),
    language,
    audience: stated.audience ?? null,
    owner: stated.owner ?? null,
    public: stated.public ?? true,
    source: { path, sha256 },
    revisions,
    clauses: unfiled.map((clause) => ({
      ...clause,
      id: `${documentId}/${documentVersion}/${clause.label}`,
      documentId,
      documentVersion,
    })),
  };
}

function readSource(body: string, path: string): SourceText {
  if (/\.html?$/i.test(path)) return readPage(body, path);
  return /\.(?:md|markdown)$/i.test(path) ? readMarkdown(body) : readPlainText(body);
}

function readPage(body: string, path: string): SourceText {
  try {
    return readHtml(body);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new KiteiError(
      'policy.unreadable',
      `${path} nests its elements too deeply to be read.`,
      'Save the page as plain text or Markdown.',
      error,
    );
  }
}

function fileStem(path: string): string {
  const name = path.split(/[\\/]/).at(-1) ?? path;
  return name.normalize('NFC').replace(/\.[^.]+$/, '');
}
