// Appends records to the database named by its argument until it is killed. An id is printed only once the log has
// acknowledged its record; every tenth record is appended a second time, as a platform's retry would be.
import { writeSync } from 'node:fs';
import { databaseQuestionLog } from '../../../src/storage/database/database-question-log.ts';
import { openDatabase } from '../../../src/storage/database/open-database.ts';
import { aRecord } from '../../contracts/records.ts';

const [path = '', name = ''] = process.argv.slice(2);
const log = databaseQuestionLog(await openDatabase(path));
for (let index = 0; ; index++) {
  const id = `${name}-${index}`;
  const record = aRecord({ id, askedAt: new Date().toISOString(), cited: ['rules/1/3'] });
  await Promise.all([log.append(record), index % 10 === 0 ? log.append(record) : undefined]);
  writeSync(1, `${id}\n`);
}
