import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

/** Code that decides what a generation holds. */
const BUILDING_PARTS = ['domain', 'policy', 'retrieval', 'models', 'indexing'];

let fingerprint: string | undefined;

/**
 * sha256 (hex) of the code that builds generations, of the vocabulary that ships with it and of the packages it
 * uses. A generation built by other code is rebuilt in full, so that an update of Kitei never searches tokens
 * that its own analysis would not make.
 */
export function builderFingerprint(): string {
  fingerprint ??= computeFingerprint();
  return fingerprint;
}

function computeFingerprint(): string {
  const hash = createHash('sha256');
  const { dependencies, optionalDependencies } = JSON.parse(
    readFileSync(join(PROJECT, 'package.json'), 'utf8'),
  ) as Record<string, unknown>;
  hash.update(JSON.stringify({ dependencies, optionalDependencies }));
  for (const part of BUILDING_PARTS) {
    for (const file of filesBelow(join(PROJECT, 'src', part))) {
      // Data files are large and never change without the code that reads them or their size.
      const isCode = file.endsWith('.ts');
      hash
        .update(isCode ? readFileSync(file) : `${relative(PROJECT, file)} ${statSync(file).size}`)
        .update('\0');
    }
  }
  const vocabulary = join(PROJECT, 'knowledge', 'vocabulary.yaml');
  if (existsSync(vocabulary)) hash.update(readFileSync(vocabulary));
  return hash.digest('hex');
}

function filesBelow(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
