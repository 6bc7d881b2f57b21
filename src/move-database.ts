import { stat } from 'node:fs/promises';
import { KiteiError } from './errors.ts';
import { type CopiedTable, copyDatabase } from './storage/database/copy-database.ts';
import { openDatabase, WORK_MS } from './storage/database/open-database.ts';

/**
 * Moves everything from a SQLite file to an empty PostgreSQL database: all of it, compared row by row, or nothing. The file
 * stays as it is.
 * @throws KiteiError `log.unknown` where there is no such file, `log.unwritable`.
 */
export async function moveDatabase(
  from: string,
  to: string,
  onTable?: (table: CopiedTable) => void,
): Promise<readonly CopiedTable[]> {
  await stat(from).catch((cause) => {
    throw new KiteiError('log.unknown', `There is no database ${from}.`, 'Name the file with --from.', cause);
  });
  const source = await openDatabase(from, WORK_MS);
  try {
    const target = await openDatabase(to, WORK_MS);
    try {
      return await copyDatabase(source, target, onTable);
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}
