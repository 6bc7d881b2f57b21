import { KiteiError } from '../../errors.ts';
import type { SynonymTable } from './synonym-table.ts';

const NAME = 'synonyms.json';

/** The synonym table as a file: JSON pairs of headword key and term rows. */
export function encodeSynonyms(table: SynonymTable): Map<string, Uint8Array> {
  return new Map([[NAME, new TextEncoder().encode(JSON.stringify([...table]))]]);
}

/** Reads the synonym table back; throws `index.corrupt` where the file is missing or damaged. */
export function decodeSynonyms(files: ReadonlyMap<string, Uint8Array>): SynonymTable {
  const bytes = files.get(NAME);
  try {
    return new Map(JSON.parse(new TextDecoder().decode(bytes ?? new Uint8Array())) as [string, string[][]][]);
  } catch (cause) {
    throw new KiteiError(
      'index.corrupt',
      `The search index cannot be read: ${NAME} is ${bytes === undefined ? 'missing' : 'damaged'}.`,
      'Run the reindex again.',
      cause,
    );
  }
}
