import { join } from 'node:path';
import type { Config } from './config.ts';
import type { ApprovedAnswers } from './domain/approved-answer.ts';
import type { AuditChain } from './domain/audit-chain.ts';
import type { ChannelState, Claims } from './domain/channel-state.ts';
import type { DailyCounts } from './domain/daily-counts.ts';
import type { DraftChanges } from './domain/draft-changes.ts';
import type { Inbox } from './domain/inbox.ts';
import type { Outbox } from './domain/outbox.ts';
import type { ReplyAddresses } from './domain/reply-addresses.ts';
import type { RevisedClauses } from './domain/revised-clause.ts';
import type { TrainingEvents } from './domain/training-event.ts';
import { databaseAuditChain } from './storage/database/audit-chain.ts';
import { databaseClaims, databaseReplyAddresses } from './storage/database/channel-stores.ts';
import { databaseApprovedAnswers } from './storage/database/database-approved-answers.ts';
import { databaseChannelState, hideKeys } from './storage/database/database-channel-state.ts';
import { databaseDailyCounts } from './storage/database/database-daily-counts.ts';
import { databaseDraftChanges } from './storage/database/database-draft-changes.ts';
import { databaseInbox } from './storage/database/database-inbox.ts';
import { databaseOutbox } from './storage/database/database-outbox.ts';
import { databaseQuestionLog } from './storage/database/database-question-log.ts';
import { databaseRevisedClauses } from './storage/database/database-revised-clauses.ts';
import { databaseTrainingEvents } from './storage/database/database-training-events.ts';
import { deriveKeys } from './storage/database/keys.ts';
import { openDatabase } from './storage/database/open-database.ts';
import { requireSameSecret } from './storage/database/same-secret.ts';
import { secretOf } from './storage/database/secret-file.ts';
import { type SpooledQuestionLog, spooledQuestionLog } from './storage/spooled-question-log.ts';

/** Everything that Kitei keeps beside its index. */
export interface Stores {
  readonly log: SpooledQuestionLog;
  readonly auditChain: AuditChain;
  /** What remains of deleted records. */
  readonly counts: DailyCounts;
  readonly events: TrainingEvents;
  readonly revised: RevisedClauses;
  readonly approved: ApprovedAnswers;
  readonly addresses: ReplyAddresses;
  readonly outbox: Outbox;
  readonly claims: Claims;
  readonly inbox: Inbox;
  readonly state: ChannelState;
  readonly drafts: DraftChanges;
  readonly pseudonym: (id: string) => string;
  /** Every form the pseudonym of an id may have after a rotation of the secret. */
  readonly pseudonyms: (id: string) => readonly string[];
  /** What the database finds damaged in itself; empty where it is whole. Reads all of it. */
  inspect(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/**
 * Opens the database of a configuration, and replays what was spooled while it could not be written.
 * @throws KiteiError `log.unwritable`, or `config.invalid` where others share the database with another secret.
 */
export async function openStores(
  { dataDir, databaseUrl, log: settings }: Pick<Config, 'dataDir' | 'databaseUrl' | 'log'>,
  warn: (message: string) => void,
): Promise<Stores> {
  const keys = deriveKeys(settings.secret ?? secretOf(dataDir), settings.secretBefore);
  const database = await openDatabase(databaseUrl ?? join(dataDir, 'kitei.db'));
  try {
    if (databaseUrl !== null) await requireSameSecret(database, keys);
    await hideKeys(database, keys);
  } catch (error) {
    await database.close();
    throw error;
  }
  const log = spooledQuestionLog(databaseQuestionLog(database), join(dataDir, 'spool'), warn);
  await log.replay();
  return {
    log,
    auditChain: databaseAuditChain(database),
    counts: databaseDailyCounts(database),
    events: databaseTrainingEvents(database),
    revised: databaseRevisedClauses(database),
    approved: databaseApprovedAnswers(database),
    addresses: databaseReplyAddresses(database, keys),
    outbox: databaseOutbox(database, keys),
    claims: databaseClaims(database),
    inbox: databaseInbox(database, keys),
    state: databaseChannelState(database, keys),
    drafts: databaseDraftChanges(database),
    pseudonym: keys.pseudonym,
    pseudonyms: keys.pseudonyms,
    inspect: database.inspect,
    close: database.close,
  };
}
