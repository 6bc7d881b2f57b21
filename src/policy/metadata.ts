import { parse, YAMLError } from 'yaml';
import { z } from 'zod';
import type { Language } from '../domain/policy.ts';
import { KiteiError } from '../errors.ts';

/** What an author or an administrator states about a document, in front matter or in `policies.yaml`. */
export interface DocumentMetadata {
  readonly id?: string | undefined;
  readonly title?: string | undefined;
  readonly version?: string | undefined;
  /** ISO date. */
  readonly effectiveDate?: string | undefined;
  readonly language?: Language | undefined;
  readonly audience?: string | undefined;
  readonly owner?: string | undefined;
  readonly public?: boolean | undefined;
  /** Ids of the groups of groups.yaml whose members alone may read it. */
  readonly groups?: readonly string[] | undefined;
}

const words = z.string().trim().min(1, 'must not be empty');
const KEYS = {
  id: words
    .regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u, 'may hold letters, digits, ".", "_" and "-" only')
    .optional(),
  title: words.optional(),
  version: words.regex(/^[^\s/]+$/, 'must not contain spaces or "/"').optional(),
  effectiveDate: words.refine(isIsoDate, 'must be a date such as 2026-04-01').optional(),
  language: z.enum(['ja', 'en'], 'must be ja or en').optional(),
  audience: words.optional(),
  owner: words.optional(),
  public: z
    .enum(['true', 'false'], 'must be true or false')
    .transform((value) => value === 'true')
    .optional(),
  groups: z
    .union([z.array(words).min(1), words.transform((word) => [word])], 'must be a list of groups')
    .optional(),
};
const strictSchema = z.strictObject(KEYS);
const looseSchema = z.object(KEYS);

/** A document's text without its YAML front matter, and what the latter states. */
export interface FrontMatter {
  readonly body: string;
  readonly metadata: DocumentMetadata;
}

/**
 * Takes YAML front matter off. Keys of other tools are left alone; a known key with a wrong value, or spelled in
 * another case (`effective_date`), throws `knowledge.invalid`.
 */
export function takeFrontMatter(text: string, path: string): FrontMatter {
  const match = /^---[ \t]*\r?\n([\s\S]*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/.exec(text);
  if (!match || !/^[A-Za-z_"'#]/m.test(match[1] ?? '')) return { body: text, metadata: {} };
  const record = parseYaml(match[1] ?? '', path);
  if (record === null) return { body: text.slice(match[0].length), metadata: {} };
  if (typeof record !== 'object' || Array.isArray(record)) return { body: text, metadata: {} };
  for (const key of Object.keys(record)) {
    const meant = Object.keys(KEYS).find((known) => known !== key && fold(known) === fold(key));
    if (meant) throw invalid(path, `the front matter key "${key}" is not known`, `Write it as "${meant}".`);
  }
  return { body: text.slice(match[0].length), metadata: check(looseSchema, record, path) };
}

/** Reads `policies.yaml`: a map from file names to metadata. Unknown keys throw `knowledge.invalid`. */
export function readPolicyList(content: string, path: string): ReadonlyMap<string, DocumentMetadata> {
  const record = parseYaml(content, path) ?? {};
  if (typeof record !== 'object' || Array.isArray(record)) {
    throw invalid(
      path,
      'it is not a map from file names to metadata',
      'Write one entry per file, e.g. "rules.md:".',
    );
  }
  return new Map(
    Object.entries(record).map(
      ([name, entry]) => [name.normalize('NFC'), check(strictSchema, entry ?? {}, path, name)] as const,
    ),
  );
}

function parseYaml(content: string, path: string): unknown {
  try {
    // Every scalar stays the string that was written: version 1.10 is not 1.1.
    const value: unknown = parse(content, { schema: 'failsafe' });
    return value === '' ? null : dropEmpty(value);
  } catch (error) {
    const line = error instanceof YAMLError ? ` (line ${error.linePos?.[0].line ?? '?'})` : '';
    throw invalid(path, `its YAML cannot be read${line}`, 'Check indentation, colons and quotes.', error);
  }
}

/** `owner:` without a value says nothing, like a missing key. */
function dropEmpty(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== '' && inner !== null)
      .map(([key, inner]) => [key, dropEmpty(inner)]),
  );
}

function check(
  schema: typeof strictSchema | typeof looseSchema,
  record: unknown,
  path: string,
  entry?: string,
): DocumentMetadata {
  const read = schema.safeParse(record);
  if (read.success) return read.data;
  const issue = read.error.issues[0];
  const where = [entry, ...(issue?.path.map(String) ?? [])]
    .filter((part) => part !== undefined && part !== '')
    .join(' → ');
  const what =
    issue?.code === 'unrecognized_keys'
      ? `unknown key "${issue.keys.join('", "')}"`
      : (issue?.message ?? 'wrong value');
  throw invalid(
    path,
    `${where === '' ? '' : `${where}: `}${what}`,
    `The keys are ${Object.keys(KEYS).join(', ')}.`,
  );
}

function isIsoDate(value: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  if (!match) return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}

function fold(key: string): string {
  return key.toLowerCase().replace(/[_-]/g, '');
}

function invalid(path: string, what: string, remedy: string, cause?: unknown): KiteiError {
  return new KiteiError('knowledge.invalid', `${path}: ${what}.`, remedy, cause);
}
