import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import type { Group } from '../domain/access.ts';
import type { Contact, Vocabulary } from '../domain/knowledge.ts';
import { KiteiError } from '../errors.ts';

export const VOCABULARY_FILE = 'vocabulary.yaml';
const CONTACTS_FILE = 'contacts.yaml';
const GROUPS_FILE = 'groups.yaml';

/** The knowledge folder that ships with Kitei. */
const SHIPPED_KNOWLEDGE = fileURLToPath(new URL('../../knowledge', import.meta.url));

const phrase = z.string().trim().min(1, 'must not be empty');

const vocabularySchema = z.strictObject({
  entries: z
    .array(z.strictObject({ say: z.array(phrase).min(1), policy: z.array(phrase).min(1) }))
    .default([]),
  blocked: z.array(z.tuple([phrase, phrase])).default([]),
});

const contactsSchema = z.strictObject({
  contacts: z
    .array(
      z.strictObject({
        id: phrase,
        name: z.strictObject({ ja: phrase, en: phrase }),
        reach: phrase,
        documents: z.array(phrase).default([]),
        topics: z.array(phrase).default([]),
        incidents: z.boolean().default(false),
        channels: z.strictObject({ slack: phrase.optional(), teams: phrase.optional() }).optional(),
      }),
    )
    .default([])
    .superRefine((contacts, context) => {
      const seen = new Set<string>();
      contacts.forEach((contact, index) => {
        if (seen.has(contact.id)) {
          context.addIssue({ code: 'custom', path: [index, 'id'], message: `"${contact.id}" is used twice` });
        }
        seen.add(contact.id);
      });
    }),
});

const groupsSchema = z.strictObject({
  groups: z.array(z.strictObject({ id: phrase, members: z.array(phrase).default([]) })).default([]),
});

const VOCABULARY_REMEDY =
  'Write each entry as "- { say: [how people say it], policy: [how the policy says it] }" and each blocked pair as "- [a, b]"; put numbers in quotes.';
const GROUPS_REMEDY = 'Write each group as "- { id: …, members: ["slack:T1:U1", …] }".';
const CONTACTS_REMEDY =
  'Write each contact with id, name: { ja, en } and reach, and where needed documents, topics, incidents: true and channels: { slack, teams }; put numbers in quotes.';

/**
 * The folder's own `vocabulary.yaml`; an empty vocabulary where there is none.
 * @throws KiteiError `knowledge.invalid` naming the file and the place in it.
 */
export async function readVocabulary(dir: string): Promise<Vocabulary> {
  const file = await readYaml(join(dir, VOCABULARY_FILE), vocabularySchema, VOCABULARY_REMEDY);
  return file ?? { entries: [], blocked: [] };
}

/**
 * The folder's `contacts.yaml`; no contacts where there is none.
 * @throws KiteiError `knowledge.invalid` naming the file and the place in it.
 */
export async function readContacts(dir: string): Promise<readonly Contact[]> {
  const file = await readYaml(join(dir, CONTACTS_FILE), contactsSchema, CONTACTS_REMEDY);
  return file?.contacts ?? [];
}

/**
 * The folder's `groups.yaml`: who may read documents that are kept to groups; no groups where there is no file.
 * @throws KiteiError `knowledge.invalid` naming the file and the place in it.
 */
export async function readGroups(dir: string): Promise<readonly Group[]> {
  const file = await readYaml(join(dir, GROUPS_FILE), groupsSchema, GROUPS_REMEDY);
  return file?.groups ?? [];
}

/** Files of a knowledge folder that are edited as text. */
export type EditedFile = typeof VOCABULARY_FILE | typeof CONTACTS_FILE | typeof GROUPS_FILE;

/**
 * Reads the text of one of the folder's files before it is kept.
 * @throws KiteiError `knowledge.invalid` naming the place in it.
 */
export function checkKnowledgeFile(name: EditedFile, source: string): void {
  if (name === VOCABULARY_FILE) parseYaml(source, name, vocabularySchema, VOCABULARY_REMEDY);
  else if (name === CONTACTS_FILE) parseYaml(source, name, contactsSchema, CONTACTS_REMEDY);
  else parseYaml(source, name, groupsSchema, GROUPS_REMEDY);
}

/** The vocabulary that ships with Kitei: general office language, used beside every folder's own. */
export function sharedVocabulary(): Promise<Vocabulary> {
  return readVocabulary(SHIPPED_KNOWLEDGE);
}

/** All entries and blocked pairs in the order given; an exact repetition is kept once. */
export function mergeVocabularies(...vocabularies: readonly Vocabulary[]): Vocabulary {
  return {
    entries: withoutRepetition(vocabularies.flatMap((vocabulary) => vocabulary.entries)),
    blocked: withoutRepetition(vocabularies.flatMap((vocabulary) => vocabulary.blocked)),
  };
}

function withoutRepetition<T>(items: readonly T[]): readonly T[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}

/** The validated content, or null where the file does not exist. */
async function readYaml<T>(path: string, schema: z.ZodType<T>, remedy: string): Promise<T | null> {
  const source = await readIfPresent(path);
  return source === null ? null : parseYaml(source, path, schema, remedy);
}

function parseYaml<T>(source: string, path: string, schema: z.ZodType<T>, remedy: string): T {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false });
  const mistake = document.errors[0];
  if (mistake) {
    const { line, col } = lines.linePos(mistake.pos[0]);
    throw invalid(path, [`line ${line}, column ${col}: ${mistake.message}`], remedy, mistake);
  }
  // An empty file, or one with comments only, parses to null and means "nothing configured".
  const parsed = schema.safeParse(document.toJS() ?? {});
  if (parsed.success) return parsed.data;
  const places = parsed.error.issues.map((issue) => {
    const where = issue.path.length === 0 ? 'the top of the file' : placeOf(issue.path);
    return `${where}: ${issue.message}`;
  });
  throw invalid(path, places, remedy, parsed.error);
}

async function readIfPresent(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    // ENOTDIR: the knowledge given is one document, which has no files beside it.
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw new KiteiError(
      'knowledge.invalid',
      `${path} cannot be read (${code}).`,
      `Make it a text file that Kitei may read, in ${dirname(path)}.`,
      cause,
    );
  }
}

/** `entries[3].say[0]`, the notation people know from error messages. */
function placeOf(path: readonly PropertyKey[]): string {
  return path
    .map((key, depth) => (typeof key === 'number' ? `[${key}]` : `${depth ? '.' : ''}${String(key)}`))
    .join('');
}

function invalid(path: string, places: readonly string[], remedy: string, cause: unknown): KiteiError {
  const shown = places.slice(0, 5);
  const more = places.length > shown.length ? ` (and ${places.length - shown.length} more)` : '';
  return new KiteiError('knowledge.invalid', `${path}: ${shown.join('; ')}${more}`, remedy, cause);
}
