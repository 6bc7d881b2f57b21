import { createHash } from 'node:crypto';
import { basename, join, resolve } from 'node:path';

/**
 * The folder under `dataDir` that keeps the index generations of one knowledge folder: the folder's own name, for
 * people, and 10 hex digits of the sha256 of its absolute path, so that two of the same name never share it.
 */
export function generationFolder(dataDir: string, knowledgeDir: string): string {
  const path = resolve(knowledgeDir);
  const slug = basename(path)
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 40);
  const hash = createHash('sha256').update(path).digest('hex').slice(0, 10);
  return join(resolve(dataDir), slug === '' ? hash : `${slug}-${hash}`);
}
