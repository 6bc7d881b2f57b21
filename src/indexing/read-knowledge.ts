import { stat } from 'node:fs/promises';
import type { KnowledgeProblem } from '../domain/generation.ts';
import type { Vocabulary } from '../domain/knowledge.ts';
import type { PolicyDocument } from '../domain/policy.ts';
import { KiteiError } from '../errors.ts';
import { READABLE } from '../policy/file-formats.ts';
import { type DocumentInput, readAnyDocument } from '../policy/read-document.ts';
import { readDocumentsUnder } from '../policy/read-folder.ts';
import { loadMorphology } from '../retrieval/morphology.ts';
import { builderFingerprint } from './builder-fingerprint.ts';
import type { GenerationContent, GenerationKnowledge } from './generation-content.ts';
import { readContacts, readVocabulary, sharedVocabulary, VOCABULARY_FILE } from './knowledge-files.ts';
import { readingKey, requireCitable, type SourceDocument, sourceDocument } from './source-document.ts';
import { type SourceStamp, stampSources } from './source-stamps.ts';

/** Everything a generation is built from. */
export interface Knowledge extends GenerationKnowledge {
  readonly documents: readonly SourceDocument[];
  /** The files as they were before they were read. */
  readonly sources: readonly SourceStamp[];
}

/**
 * Reads a knowledge folder. What did not change since `before`, a generation of the same builder, is taken over from it
 * and not read again. A document that can no longer be read keeps its last good version from `before`, with a problem that
 * says so; of two files with the same document id and version the first counts.
 *
 * @param anew takes nothing over that can be read.
 * @throws KiteiError `knowledge.missing` where there is no such folder, `policy.empty` where no document can be read,
 * `knowledge.invalid` for a broken vocabulary, contacts file or list of metadata.
 */
export async function readKnowledge(
  knowledgeDir: string,
  before: GenerationContent | null,
  { anew = false }: { readonly anew?: boolean } = {},
): Promise<Knowledge> {
  await requireExistence(knowledgeDir);
  const reusable = !anew && before?.provenance.builder === builderFingerprint() ? before : null;
  // Stamped first: what changes while it is being read then looks changed at the next start.
  const sources = await stampSources(knowledgeDir, { before: reusable?.provenance.sources ?? [] });
  const known = new Map(reusable?.documents.map((document) => [document.key, document]));
  const read = await readDocumentsUnder(knowledgeDir, async (input) => {
    const key = readingKey(input);
    return known.get(key) ?? readSource(input, key);
  });
  const own = vocabularyBefore(reusable, sources) ?? (await readVocabulary(knowledgeDir));
  const contacts = await readContacts(knowledgeDir);
  const { documents, problems } = settleDocuments(read.documents, read.problems, before?.documents ?? []);
  if (documents.length === 0) throw noDocuments(knowledgeDir, problems);
  // The shipped vocabulary is part of what makes a builder.
  const shared = reusable?.vocabularies.shared ?? (await sharedVocabulary());
  return { documents, vocabularies: { shared, own }, contacts, problems, sources };
}

async function readSource(input: DocumentInput, key: string): Promise<SourceDocument> {
  const document = await readAnyDocument(input);
  requireCitable(document);
  // Read meanwhile: the dictionary is what the analysis of a small revision waits for.
  if (document.language === 'ja') loadMorphology().catch(() => undefined);
  return sourceDocument(document, key);
}

/** The folder's own vocabulary where its file is what it was. */
function vocabularyBefore(
  before: GenerationContent | null,
  sources: readonly SourceStamp[],
): Vocabulary | null {
  const stampIn = (stamps: readonly SourceStamp[]) => stamps.find(({ path }) => path === VOCABULARY_FILE);
  const [now, then] = [stampIn(sources), stampIn(before?.provenance.sources ?? [])];
  // A file that cannot be read has no checksum.
  const isUnchanged =
    now === undefined ? then === undefined : now.sha256 !== null && now.sha256 === then?.sha256;
  return before !== null && isUnchanged ? before.vocabularies.own : null;
}

/** What tells documents apart. */
type DocumentHeader = Pick<PolicyDocument, 'id' | 'version' | 'source'>;

/** Chooses the documents to index from what was read and what was indexed before. Pure. */
export function settleDocuments<Document extends DocumentHeader>(
  read: readonly Document[],
  readingProblems: readonly KnowledgeProblem[],
  before: readonly Document[],
): { readonly documents: readonly Document[]; readonly problems: readonly KnowledgeProblem[] } {
  const chosen = new Map<string, Document>();
  const problems = [...readingProblems];
  for (const document of read) {
    const first = chosen.get(versionKey(document));
    if (first === undefined) chosen.set(versionKey(document), document);
    else problems.push(duplicateOf(first, document));
  }
  const usedPaths = new Set([...chosen.values()].map((document) => document.source.path));
  const brokenPaths = problems.map((problem) => problem.path);
  for (const document of before) {
    const { path } = document.source;
    // A folder that cannot be read takes away all documents below it.
    const isBroken = brokenPaths.some((broken) => path === broken || path.startsWith(`${broken}/`));
    if (!isBroken || usedPaths.has(path) || chosen.has(versionKey(document))) continue;
    chosen.set(versionKey(document), document);
    problems.push(stillServing(document));
  }
  return { documents: [...chosen.values()], problems };
}

function versionKey({ id, version }: DocumentHeader): string {
  return JSON.stringify([id, version]);
}

function duplicateOf(first: DocumentHeader, { id, version, source }: DocumentHeader): KnowledgeProblem {
  return {
    path: source.path,
    message: `Document "${id}" version "${version}" already comes from ${first.source.path}; this file is left out.`,
    remedy: 'Remove one of the two files, or give it its own id or version in its front matter.',
  };
}

function stillServing({ id, version, source }: DocumentHeader): KnowledgeProblem {
  return {
    path: source.path,
    message: `Until this file can be read, "${id}" is served as it was last indexed (version "${version}").`,
    remedy: 'Put the file right, or remove it if the document is no longer valid, and reindex.',
  };
}

async function requireExistence(knowledgeDir: string): Promise<void> {
  try {
    await stat(knowledgeDir);
  } catch (cause) {
    throw new KiteiError(
      'knowledge.missing',
      `The knowledge folder ${knowledgeDir} cannot be opened (${(cause as NodeJS.ErrnoException).code}).`,
      'Name the folder that holds your policy documents.',
      cause,
    );
  }
}

function noDocuments(knowledgeDir: string, problems: readonly KnowledgeProblem[]): KiteiError {
  const first = problems[0];
  return new KiteiError(
    'policy.empty',
    first === undefined
      ? `There is no policy document in ${knowledgeDir}.`
      : `No policy document in ${knowledgeDir} can be read. ${first.path}: ${first.message}`,
    first?.remedy ?? `Put at least one policy document there: ${READABLE}.`,
  );
}
