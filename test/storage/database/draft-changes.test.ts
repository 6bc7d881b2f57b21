import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { databaseDraftChanges } from '../../../src/storage/database/database-draft-changes.ts';
import { openDatabase } from '../../../src/storage/database/open-database.ts';
import { draftChangesContract } from '../../contracts/draft-changes.ts';
import { emptyDatabase, withPostgres } from './postgres-server.ts';

async function twice(address: string) {
  const databases = [await openDatabase(address), await openDatabase(address)] as const;
  const [here, elsewhere] = databases;
  return {
    here: databaseDraftChanges(here),
    elsewhere: databaseDraftChanges(elsewhere),
    async close() {
      await Promise.all(databases.map(({ close }) => close()));
    },
  };
}

draftChangesContract('SQLite', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kitei-draft-changes-'));
  const opened = await twice(join(folder, 'kitei.db'));
  return {
    ...opened,
    async close() {
      await opened.close();
      rmSync(folder, { recursive: true });
    },
  };
});

withPostgres(() => draftChangesContract('PostgreSQL', async () => twice(await emptyDatabase())));
