import { sql } from 'kysely';
import { beforeAll } from 'vitest';
import { databaseClaims, databaseReplyAddresses } from '../../../src/storage/database/channel-stores.ts';
import { databaseApprovedAnswers } from '../../../src/storage/database/database-approved-answers.ts';
import { databaseChannelState } from '../../../src/storage/database/database-channel-state.ts';
import { databaseDailyCounts } from '../../../src/storage/database/database-daily-counts.ts';
import { databaseInbox } from '../../../src/storage/database/database-inbox.ts';
import { databaseOutbox } from '../../../src/storage/database/database-outbox.ts';
import { databaseQuestionLog } from '../../../src/storage/database/database-question-log.ts';
import { databaseTrainingEvents } from '../../../src/storage/database/database-training-events.ts';
import { deriveKeys } from '../../../src/storage/database/keys.ts';
import { type Database, openDatabase } from '../../../src/storage/database/open-database.ts';
import { channelStoresContract } from '../../contracts/channel-stores.ts';
import { questionLogContract } from '../../contracts/question-log.ts';
import { trainingStoresContract } from '../../contracts/training-stores.ts';
import { emptyDatabase, withPostgres } from './postgres-server.ts';

withPostgres(() => {
  let url: string;
  beforeAll(async () => {
    url = await emptyDatabase();
  });

  /** The same database for all of them, emptied: it takes a fraction of the time that making one takes. */
  async function openEmpty(): Promise<Database> {
    const database = await openDatabase(url);
    const tables = await database.db.introspection.getTables();
    // The audit log refuses it, as it should.
    await sql`set session_replication_role = replica; ${sql.raw(
      `truncate ${tables.map(({ name }) => `"${name}"`).join(', ')} restart identity`,
    )}; set session_replication_role = origin`.execute(database.db);
    return database;
  }

  questionLogContract('PostgreSQL', async () => {
    const database = await openEmpty();
    return { log: databaseQuestionLog(database), close: database.close };
  });

  questionLogContract('PostgreSQL, every text looked up', async () => {
    const database = await openEmpty();
    return { log: databaseQuestionLog(database, -1), close: database.close };
  });

  channelStoresContract('PostgreSQL', async () => {
    const database = await openEmpty();
    const keys = deriveKeys('a secret of at least thirty-two characters', null);
    const clock = { now: 1_000_000 };
    return {
      claims: databaseClaims(database, () => clock.now),
      inbox: databaseInbox(database, keys, () => clock.now),
      state: databaseChannelState(database, keys),
      addresses: databaseReplyAddresses(database, keys),
      outbox: databaseOutbox(database, keys, () => clock.now),
      approved: databaseApprovedAnswers(database),
      clock,
      close: database.close,
    };
  });

  trainingStoresContract('PostgreSQL', async () => {
    const database = await openEmpty();
    return {
      log: databaseQuestionLog(database),
      counts: databaseDailyCounts(database),
      events: databaseTrainingEvents(database),
      close: database.close,
    };
  });
});
