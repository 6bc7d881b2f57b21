import { databaseClaims, databaseReplyAddresses } from '../../../src/storage/database/channel-stores.ts';
import { databaseApprovedAnswers } from '../../../src/storage/database/database-approved-answers.ts';
import { databaseChannelState } from '../../../src/storage/database/database-channel-state.ts';
import { databaseInbox } from '../../../src/storage/database/database-inbox.ts';
import { databaseOutbox } from '../../../src/storage/database/database-outbox.ts';
import { deriveKeys } from '../../../src/storage/database/keys.ts';
import { openDatabase } from '../../../src/storage/database/open-database.ts';
import { channelStoresContract } from '../../contracts/channel-stores.ts';

channelStoresContract('SQLite', async () => {
  const database = await openDatabase(':memory:');
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
