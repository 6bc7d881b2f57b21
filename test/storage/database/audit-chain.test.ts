import { sql } from 'kysely';
import { databaseAuditChain } from '../../../src/storage/database/audit-chain.ts';
import { databaseQuestionLog } from '../../../src/storage/database/database-question-log.ts';
import { openDatabase } from '../../../src/storage/database/open-database.ts';
import { auditChainContract } from '../../contracts/audit-chain.ts';
import { emptyDatabase, withPostgres } from './postgres-server.ts';

async function openAt(location: string, unlocking: readonly string[]) {
  const database = await openDatabase(location);
  return {
    db: database.db,
    log: databaseQuestionLog(database),
    chain: databaseAuditChain(database),
    close: database.close,
    async unlock() {
      for (const statement of unlocking) await sql.raw(statement).execute(database.db);
    },
  };
}

auditChainContract('SQLite', () =>
  openAt(':memory:', ['drop trigger audit_no_update', 'drop trigger audit_no_delete']),
);

withPostgres(() => {
  auditChainContract('PostgreSQL', async () =>
    openAt(await emptyDatabase(), ['drop trigger audit_only_grows on audit']),
  );
});
