/*
 * A child process that reindexes. Arguments: options of `reindex` as JSON.
 * Prints lines of JSON: each stage as it begins, then the receipt or the error.
 */
import type { ReindexReceipt } from '../../src/domain/generation.ts';
import type { KiteiError } from '../../src/errors.ts';
import { reindex } from '../../src/indexing/reindex.ts';

/** What the child prints. */
export type ProcessLine =
  | { readonly stage: string }
  | { readonly receipt: ReindexReceipt }
  | { readonly error: { readonly code: string; readonly message: string } };

let stage = '';
try {
  const receipt = await reindex({
    ...JSON.parse(process.argv[2] ?? '{}'),
    onProgress(progress) {
      if (progress.stage !== stage) print({ stage: progress.stage });
      stage = progress.stage;
    },
  });
  print({ receipt });
} catch (cause) {
  const { code, message } = cause as KiteiError;
  print({ error: { code, message } });
}

function print(line: ProcessLine): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
