import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import type { PolicyDocument } from '../domain/policy.ts';
import { KiteiError } from '../errors.ts';
import { checkSize, formatOf, unknownFormat } from './file-formats.ts';
import { type DocumentMetadata, readPolicyList } from './metadata.ts';
import { type DocumentInput, readAnyDocument } from './read-document.ts';

/** A document that could not be read, and what to do about it. */
export interface ReadProblem {
  /** Path relative to the folder that was read. */
  readonly path: string;
  readonly message: string;
  readonly remedy: string;
}

/** What a folder of policies holds. */
export interface PolicyFolder<Document = PolicyDocument> {
  /** Sorted by path. */
  readonly documents: readonly Document[];
  readonly problems: readonly ReadProblem[];
}

const LIST = 'policies.yaml';
/** Files that stand beside policies in a knowledge folder and are read elsewhere. */
const COMPANIONS = /^(?:policies|vocabulary|contacts|groups)\.ya?ml$|\.jsonl$|^readme\b/i;

/** What documents are told apart by. */
type DocumentHeader = Pick<PolicyDocument, 'id' | 'version' | 'title' | 'source'>;

/** Makes a document of a file. */
export type DocumentReader<Document> = (input: DocumentInput) => Promise<Document>;

/**
 * Reads every document under `path`/policies, or under `path` where that does not exist, or the one file `path`.
 * `policies.yaml` beside the documents states metadata. README files, hidden files and `node_modules` are skipped.
 * What cannot be read, files of unknown kinds included, becomes a problem and never stops the others.
 * @throws KiteiError `knowledge.missing` where there is nothing at `path`; `knowledge.invalid` for a broken
 * `policies.yaml`, since documents without their metadata could be shown to people who may not see them.
 */
export function readPolicyFolder(path: string): Promise<PolicyFolder> {
  return readDocumentsUnder(path, readAnyDocument);
}

/**
 * As `readPolicyFolder`, with another way to make a document of a file.
 * @param make may throw, which becomes a problem of that file.
 */
export async function readDocumentsUnder<Document extends DocumentHeader>(
  path: string,
  make: DocumentReader<Document>,
): Promise<PolicyFolder<Document>> {
  const start = await stat(path).catch((error: unknown) => {
    throw new KiteiError(
      'knowledge.missing',
      `There is no file or folder at ${path}.`,
      'Give the folder that holds your policies.',
      error,
    );
  });
  const problems: ReadProblem[] = [];
  const note = (file: string, error: unknown): void => {
    problems.push(problemOf(file, error));
  };
  if (start.isFile()) {
    const root = dirname(resolve(path));
    const listed = await readList(root);
    const document = await read(root, basename(path), listed, make, note);
    return { documents: document ? [document] : [], problems };
  }
  const root = await rootOf(resolve(path));
  const listed = await readList(root);
  const documents: Document[] = [];
  const files = await listFiles(root, note);
  const editions = new Map<string, DocumentHeader>();
  const byId = new Map<string, DocumentHeader>();
  for (const file of files) {
    const document = await read(root, file, listed, make, note);
    if (!document) continue;
    // Several versions of one document may stand side by side; the same version twice may not.
    const edition = JSON.stringify([document.id, document.version]);
    const rival = editions.get(edition) ?? byId.get(document.id);
    if (rival && (rival.version === document.version || isMixUp(rival, document))) {
      note(file, sameId(rival, document));
      continue;
    }
    editions.set(edition, document);
    byId.set(document.id, document);
    documents.push(document);
  }
  for (const name of listed.keys()) {
    if (!files.some((file) => file === name || basename(file) === name)) {
      note(
        LIST,
        new KiteiError(
          'knowledge.invalid',
          `${LIST} names "${name}", which does not exist.`,
          'Correct the file name or remove the entry.',
        ),
      );
    }
  }
  return { documents, problems };
}

/** Versions of one document share its id; files that merely have the same name are different documents. */
function isMixUp(one: DocumentHeader, other: DocumentHeader): boolean {
  return one.title !== other.title && stem(one) === stem(other);
}

function stem(document: DocumentHeader): string {
  return basename(document.source.path).replace(/\.[^.]+$/, '');
}

function sameId(one: DocumentHeader, other: DocumentHeader): KiteiError {
  const version = one.version === other.version ? ` and version "${one.version}"` : '';
  return new KiteiError(
    'knowledge.invalid',
    `${other.source.path} and ${one.source.path} have the same id "${one.id}"${version}.`,
    'Give one of them another "id" or "version" in its front matter or in policies.yaml.',
  );
}

async function rootOf(folder: string): Promise<string> {
  const inner = join(folder, 'policies');
  const found = await stat(inner).catch(() => null);
  return found?.isDirectory() ? inner : folder;
}

type Note = (file: string, error: unknown) => void;

async function readList(root: string): Promise<ReadonlyMap<string, DocumentMetadata>> {
  try {
    return readPolicyList(await readFile(join(root, LIST), 'utf8'), LIST);
  } catch (error) {
    if (isMissing(error)) return new Map();
    const { message, remedy } = problemOf(LIST, error);
    throw new KiteiError(
      'knowledge.invalid',
      `${message} Nothing is read without it, since it says which documents are not public.`,
      remedy,
      error,
    );
  }
}

async function read<Document>(
  root: string,
  file: string,
  listed: ReadonlyMap<string, DocumentMetadata>,
  make: DocumentReader<Document>,
  note: Note,
): Promise<Document | null> {
  try {
    checkSize((await stat(join(root, file))).size, file);
    const content = await readFile(join(root, file));
    const metadata = listed.get(file.normalize('NFC')) ?? listed.get(basename(file).normalize('NFC'));
    return await make({ path: file, content, ...(metadata ? { metadata } : {}) });
  } catch (error) {
    note(file, error);
    return null;
  }
}

/** Documents under `root`, with `/` between folders, sorted; folders reached twice by links are read once. */
async function listFiles(root: string, note: Note): Promise<readonly string[]> {
  const files: string[] = [];
  const visited = new Set<string>();
  const walk = async (folder: string): Promise<void> => {
    const shown = relative(root, folder).split(sep).join('/');
    try {
      const real = await realpath(folder);
      if (visited.has(real)) {
        throw new KiteiError(
          'policy.unreadable',
          `${shown} is a link to a folder that was read already.`,
          'Remove the link.',
        );
      }
      visited.add(real);
      for (const entry of await readdir(folder)) {
        if (entry.startsWith('.') || entry === 'node_modules') continue;
        await visit(join(folder, entry), entry);
      }
    } catch (error) {
      note(shown || '.', error);
    }
  };
  const visit = async (path: string, name: string): Promise<void> => {
    const shown = relative(root, path).split(sep).join('/');
    try {
      const found = await stat(path);
      if (found.isDirectory()) await walk(path);
      else if (!found.isFile() || COMPANIONS.test(name)) return;
      else if (formatOf(name) !== null) files.push(shown);
      else note(shown, unknownFormat(shown));
    } catch (error) {
      note(shown, error);
    }
  };
  await walk(root);
  return files.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

function problemOf(path: string, error: unknown): ReadProblem {
  if (error instanceof KiteiError) return { path, message: error.message, remedy: error.remedy };
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'EACCES' || code === 'EPERM') {
    return {
      path,
      message: `${path} may not be read.`,
      remedy: 'Give the account that runs Kitei permission to read it.',
    };
  }
  if (code === 'ELOOP' || code === 'ENOENT') {
    return {
      path,
      message: `${path} is a link that leads nowhere.`,
      remedy: 'Remove the link or repair it.',
    };
  }
  const message = error instanceof Error ? error.message : String(error);
  return {
    path,
    message: `${path} cannot be read: ${message}.`,
    remedy: 'Check the file, or report this with the document.',
  };
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
