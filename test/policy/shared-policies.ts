import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SHARED = join(dirname(fileURLToPath(import.meta.url)), '../../../shared');

/** True where the sample policies and evaluation sets lie beside the checkout. */
export const sharedAvailable = existsSync(join(SHARED, 'policies'));

/** Bytes of a file under the shared folder. */
export function readShared(path: string): Buffer {
  return readFileSync(join(SHARED, path));
}

/** Paths of all sample policies, relative to the shared folder. */
export function sharedPolicies(): readonly string[] {
  if (!sharedAvailable) return [];
  return readdirSync(join(SHARED, 'policies'), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(?:md|txt|html)$/.test(path) && !path.startsWith('SOURCES'))
    .map((path) => `policies/${path}`)
    .sort();
}
