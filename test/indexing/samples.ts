import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Clause, PolicyDocument } from '../../src/domain/policy.ts';

/** A new folder that is removed when the test ends. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'kitei-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes files (content by path) into a folder; null removes one. */
export async function writeFiles(
  folder: string,
  files: Readonly<Record<string, string | null>>,
): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    if (content === null) await rm(file);
    else await writeFile(file, content);
  }
}

/** A new folder with these files. */
export async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await temporaryFolder();
  await writeFiles(folder, files);
  return folder;
}

/** A document of numbered rules, as its author writes it. */
export function policyText(
  metadata: { readonly id: string; readonly version: string; readonly effectiveDate?: string },
  rules: readonly string[],
): string {
  const header = Object.entries({ title: `Policy ${metadata.id}`, language: 'en', ...metadata });
  return [
    '---',
    ...header.map(([key, value]) => `${key}: "${value}"`),
    '---',
    ...rules.map((rule, at) => `## ${at + 1} Rule number ${at + 1}\n\n${rule}\n`),
  ].join('\n');
}

/** A document in memory with these clauses (text by label). */
export function sampleDocument(
  id: string,
  version: string,
  texts: Readonly<Record<string, string>>,
  more: Partial<PolicyDocument> = {},
): PolicyDocument {
  const path = more.source?.path ?? `${id}-${version}.md`;
  return {
    id,
    title: id,
    version,
    effectiveDate: null,
    language: 'en',
    audience: null,
    owner: null,
    public: true,
    source: { path, sha256: sha256(JSON.stringify(texts)) },
    revisions: [],
    clauses: Object.entries(texts).map(([label, text]) => sampleClause(id, version, label, text)),
    ...more,
  };
}

function sampleClause(documentId: string, documentVersion: string, label: string, text: string): Clause {
  return {
    id: `${documentId}/${documentVersion}/${label}`,
    documentId,
    documentVersion,
    label,
    title: '',
    parent: null,
    headingPath: [],
    text,
    kind: 'rule',
    modality: 'none',
    references: [],
    definedTerms: [],
    contentHash: sha256(JSON.stringify([label, '', [], text])),
  };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
