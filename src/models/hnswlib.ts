import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type Hnswlib = typeof import('hnswlib-node');
let hnswlib: Promise<Hnswlib | null> | undefined;

/** The optional package hnswlib-node, null where it is not installed. */
export function loadHnswlib(): Promise<Hnswlib | null> {
  hnswlib ??= import('hnswlib-node').then(
    (module) => module.default,
    () => null,
  );
  return hnswlib;
}

/** Hands over the path of a file that is gone afterwards: hnswlib reads and writes files only. */
export async function inTemporaryFile<T>(use: (path: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'kitei-'));
  try {
    return await use(join(folder, 'graph'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
