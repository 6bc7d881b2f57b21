import { stat } from 'node:fs/promises';
import type { KnowledgeProblem } from '../domain/generation.ts';
import type { Contact, Vocabulary } from '../domain/knowledge.ts';
import type { PolicyDocument } from '../domain/policy.ts';
import { KiteiError } from '../errors.ts';
import { readPolicyFolder } from '../policy/read-folder.ts';
import { mergeVocabularies, readContacts, readVocabulary, sharedVocabulary } from './knowledge-files.ts';
import { type SourceStamp, stampSources } from './source-stamps.ts';

/** Everything a generation is built from. */
export interface Knowledge {
  readonly documents: readonly PolicyDocument[];
  /** The shipped vocabulary and the folder's own. */
  readonly vocabulary: Vocabulary;
  readonly contacts: readonly Contact[];
  readonly problems: readonly KnowledgeProblem[];
  /** The files as they were before they were read. */
  readonly sources: readonly SourceStamp[];
}

/**
 * Reads a knowledge folder. A document that can no longer be read keeps its last good version from `before`, with a
 * problem that says so; of two files with the same document id and version the first counts.
 *
 * @throws KiteiError `knowledge.missing` where there is no such folder, `policy.empty` where no document can be read,
 * `knowledge.invalid` for a broken vocabulary or contacts file.
 */
export async function readKnowledge(
  knowledgeDir: string,
  before: readonly PolicyDocument[],
): Promise<Knowledge> {
  await requireExistence(knowledgeDir);
  // Stamped first: what changes while it is being read then looks changed at the next start.
  const sources = await stampSources(knowledgeDir);
  const read = await readPolicyFolder(knowledgeDir);
  const own = await readVocabulary(knowledgeDir);
  const contacts = await readContacts(knowledgeDir);
  const { documents, problems } = settleDocuments(read.documents, read.problems, before);
  if (documents.length === 0) throw noDocuments(knowledgeDir, problems);
  return {
    documents,
    vocabulary: mergeVocabularies(await sharedVocabulary(), own),
    contacts,
    problems,
    sources,
  };
}

/** Chooses the documents to index from what was read and what was indexed before. Pure. */
export function settleDocuments(
  read: readonly PolicyDocument[],
  readingProblems: readonly KnowledgeProblem[],
  before: readonly PolicyDocument[],
): { readonly documents: readonly PolicyDocument[]; readonly problems: readonly KnowledgeProblem[] } {
  const chosen = new Map<string, PolicyDocument>();
  const problems = [...readingProblems];
  for (const document of read) {
    const first = chosen.get(versionKey(document));
    const problem = first === undefined ? structuralProblem(document) : duplicateOf(first, document);
    if (problem === null) chosen.set(versionKey(document), document);
    else problems.push(problem);
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

function versionKey({ id, version }: PolicyDocument): string {
  return JSON.stringify([id, version]);
}

/** A tree that cannot be cited from is not served: two clauses of one label, or a parent that is not there. */
function structuralProblem({ clauses, source }: PolicyDocument): KnowledgeProblem | null {
  const labels = new Set<string>();
  for (const { label, parent } of clauses) {
    const mistake = labels.has(label)
      ? `two clauses carry the label ${label}`
      : parent !== null && !labels.has(parent)
        ? `clause ${label} stands below ${parent}, which does not come before it`
        : null;
    if (mistake !== null) {
      return {
        path: source.path,
        message: `The document cannot be indexed: ${mistake}.`,
        remedy: 'Number the clauses in this file without repetition.',
      };
    }
    labels.add(label);
  }
  return null;
}

function duplicateOf(first: PolicyDocument, { id, version, source }: PolicyDocument): KnowledgeProblem {
  return {
    path: source.path,
    message: `Document "${id}" version "${version}" already comes from ${first.source.path}; this file is left out.`,
    remedy: 'Remove one of the two files, or give it its own id or version in its front matter.',
  };
}

function stillServing({ id, version, source }: PolicyDocument): KnowledgeProblem {
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
    first?.remedy ?? 'Put at least one policy document there, as Markdown, plain text or HTML.',
  );
}
