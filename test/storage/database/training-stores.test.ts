import { databaseDailyCounts } from '../../../src/storage/database/database-daily-counts.ts';
import { databaseQuestionLog } from '../../../src/storage/database/database-question-log.ts';
import { databaseTrainingEvents } from '../../../src/storage/database/database-training-events.ts';
import { openDatabase } from '../../../src/storage/database/open-database.ts';
import { trainingStoresContract } from '../../contracts/training-stores.ts';

trainingStoresContract('SQLite', async () => {
  const database = await openDatabase(':memory:');
  return {
    log: databaseQuestionLog(database),
    counts: databaseDailyCounts(database),
    events: databaseTrainingEvents(database),
    close: database.close,
  };
});
