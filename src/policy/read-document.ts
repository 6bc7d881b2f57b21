import { createHash } from 'node:crypto';
import type { PolicyDocument } from '../domain/policy.ts';
import { KiteiError } from '../errors.ts';
import { decodeText } from './decode.ts';
import { readWord } from './docx.ts';
import { checkSize, formatOf } from './file-formats.ts';
import { readHtml } from './html.ts';
import { slug } from './labels.ts';
import { detectLanguage } from './language.ts';
import { readLawXml } from './law-xml.ts';
import { readMarkdown } from './markdown.ts';
import { type DocumentMetadata, takeFrontMatter } from './metadata.ts';
import { readPlainText } from './plain-text.ts';
import { readClauses } from './read-clauses.ts';
import { readEffectiveDate, readRevisions } from './revisions.ts';
import type { SourceText } from './source-line.ts';

/** A document to read. */
export interface DocumentInput {
  /** Tells the format (`formatOf`; what has none is plain text) and the default id. */
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
  const { path, content } = input;
  checkSize(content.length, path);
  if (formatOf(path) === 'word') return documentOf(readWord(bytesOf(content), path), input);
  const { body, metadata: own } = takeFrontMatter(decodeText(content, path), path);
  return documentOf(readSource(body, path), { ...input, metadata: { ...input.metadata, ...own } });
}

/** As `readDocument`, and PDF files too, which cannot be read at once. */
export async function readAnyDocument(input: DocumentInput): Promise<PolicyDocument> {
  const { path, content } = input;
  if (formatOf(path) !== 'pdf') return readDocument(input);
  checkSize(content.length, path);
  const { readPdf } = await import('./pdf.ts');
  return documentOf(await readPdf(bytesOf(content), path), input);
}

/** The document that a file's lines and metadata make. */
function documentOf(
  source: SourceText,
  { path, content, metadata: stated = {} }: DocumentInput,
): PolicyDocument {
  const sha256 = createHash('sha256').update(content).digest('hex');
  const language = stated.language ?? detectLanguage(source.lines.map((line) => line.text).join('\n'));
  const { clauses: unfiled, name, contents } = readClauses(source.lines, language);
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
    ...(stated.groups !== undefined && { groups: stated.groups }),
    source: { path, sha256 },
    revisions,
    clauses: unfiled.map((clause) => ({
      ...clause,
      id: `${documentId}/${documentVersion}/${clause.label}`,
      documentId,
      documentVersion,
    })),
    ...(contents.length > 0 && { contents }),
  };
}

function readSource(body: string, path: string): SourceText {
  switch (formatOf(path)) {
    case 'html':
      return readPage(body, path);
    case 'markdown':
      return readMarkdown(body);
    case 'law-xml':
      return readLawXml(body, path);
    default:
      return readPlainText(body);
  }
}

function bytesOf(content: Uint8Array | string): Uint8Array {
  return typeof content === 'string' ? new TextEncoder().encode(content) : content;
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
