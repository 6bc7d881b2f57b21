import { databaseQuestionLog } from '../../../src/storage/database/database-question-log.ts';
import { openDatabase } from '../../../src/storage/database/open-database.ts';
import { questionLogContract } from '../../contracts/question-log.ts';

questionLogContract('SQLite', async () => {
  const database = await openDatabase(':memory:');
  return { log: databaseQuestionLog(database), close: database.close };
});

questionLogContract('SQLite, every text looked up', async () => {
  const database = await openDatabase(':memory:');
  return { log: databaseQuestionLog(database, -1), close: database.close };
});
