/*
 * A child process that publishes one generation on a failing disk.
 * Arguments: folder of the store, failure, number of the operation that fails (0: none).
 * Prints a line of JSON: how many operations there were, and the code of the error if there was one.
 */
import { GenerationStore } from '../../src/storage/generation-store.ts';
import { sealGeneration } from '../../src/storage/manifest.ts';
import { type Failure, installFailingDisk } from './failing-disk.ts';
import { sampleReceipt } from './receipts.ts';

const [folder = '', failure = 'kill', operation = '0'] = process.argv.slice(2);
const disk = await installFailingDisk();
const store = new GenerationStore(folder);
const base = (await store.read()).serving;
const taken = base?.files.get('search-tokens.bin');
const sealed = sealGeneration({
  builtAt: new Date(),
  embedder: 'none',
  documents: [],
  files: new Map([
    ['documents.json', Buffer.from('{"name":"child"}')],
    ['search-more.bin', Buffer.alloc(5000, 'c')],
    // A file that did not change, where there is a generation before.
    ...(taken === undefined ? [] : [['search-tokens.bin', taken] as const]),
  ]),
  base,
});

disk.failAt(Number(operation), failure as Failure);
let error: unknown = null;
try {
  const lock = await store.lock({ waitMs: 0 });
  try {
    const staged = await store.stage(sealed);
    await staged.publish(sampleReceipt(sealed.generation.id));
    await store.prune(sealed.generation.id, 2, new Set());
  } finally {
    await lock.release();
  }
} catch (cause) {
  error = { code: (cause as { code?: string }).code, message: (cause as Error).message };
}
const { operations } = disk;
disk.failAt(0, 'kill');
process.stdout.write(`${JSON.stringify({ operations, id: sealed.generation.id, error })}\n`);
