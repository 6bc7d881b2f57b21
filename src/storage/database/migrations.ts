import type { ColumnDefinitionBuilder, Kysely, Migration } from 'kysely';
import { auditChainMigration } from './audit-chain.ts';
import type { Backend } from './backend.ts';
import { hiddenStateMigration } from './channel-state-tables.ts';
import { draftChangesMigration } from './draft-tables.ts';
import { generationTables } from './generation-tables.ts';
import { inboxMigration } from './inbox-tables.ts';

/** Every change of the tables, in order and never edited once released. What databases do differently is in `Backend`. */
export function migrations(backend: Backend): Record<string, Migration> {
  const { longKey, numberedKey, search, appendOnly } = backend;
  return {
    '0001-question-log': {
      async up(db: Kysely<unknown>) {
        await db.schema
          .createTable('records')
          .addColumn('seq', longKey, (column) => column.primaryKey())
          .addColumn('id', 'text', (column) => column.notNull().unique())
          .addColumn('asked_at', 'text', (column) => column.notNull())
          .addColumn('channel', 'text', (column) => column.notNull())
          .addColumn('department', 'text')
          .addColumn('asker', 'text')
          .addColumn('conversation', 'text')
          .addColumn('follow_up_of', 'text')
          .addColumn('language', 'text', (column) => column.notNull())
          .addColumn('intent', 'text')
          .addColumn('verdict', 'text', (column) => column.notNull())
          .addColumn('generation', 'text')
          .addColumn('failure', 'text')
          .addColumn('disliked', 'integer', (column) => column.notNull())
          .addColumn('reviewed', 'integer', (column) => column.notNull())
          .addColumn('worded', 'integer', (column) => column.notNull())
          .execute();
        // Each begins with what is looked for and goes on in the order of asking; the rest is there so that a filter
        // of several parts is decided without reading the records.
        const filtered = ['department', 'verdict', 'channel'];
        for (const column of filtered) {
          const others = filtered.filter((other) => other !== column);
          await db.schema
            .createIndex(`records_by_${column}`)
            .on('records')
            .columns([column, 'seq', ...others, 'reviewed', 'disliked'])
            .execute();
        }
        // Few records are disliked or reviewed: an index of those alone.
        for (const column of ['disliked', 'reviewed']) {
          await db.schema
            .createIndex(`records_${column}`)
            .on('records')
            .columns(['seq', ...filtered])
            .where(column, '=', 1)
            .execute();
        }
        await db.schema
          .createIndex('records_by_conversation')
          .on('records')
          .columns(['conversation', 'seq'])
          .execute();
        await db.schema
          .createIndex('records_by_follow_up')
          .on('records')
          .column('follow_up_of')
          .where('follow_up_of', 'is not', null)
          .execute();
        await db.schema.createIndex('records_by_asker').on('records').column('asker').execute();
        await db.schema
          .createIndex('records_by_department_and_asker')
          .on('records')
          .columns(['department', 'asker'])
          .execute();
        await db.schema
          .createTable('record_details')
          .addColumn('seq', longKey, (column) =>
            column.primaryKey().references('records.seq').onDelete('cascade'),
          )
          .addColumn('question', 'text')
          .addColumn('cited_json', 'text', (column) => column.notNull())
          .addColumn('retrieved_json', 'text', (column) => column.notNull())
          .addColumn('documents_json', 'text', (column) => column.notNull())
          .addColumn('milliseconds_json', 'text', (column) => column.notNull())
          // The longest comes last: what stands before it is read without it.
          .addColumn('answer_json', 'text')
          .execute();
        await db.schema
          .createTable('record_clauses')
          .addColumn('clause_id', 'text', (column) => column.notNull())
          .addColumn('seq', 'bigint', (column) =>
            column.notNull().references('records.seq').onDelete('cascade'),
          )
          .addPrimaryKeyConstraint('record_clauses_key', ['clause_id', 'seq'])
          .execute();
        await db.schema.createIndex('record_clauses_by_record').on('record_clauses').column('seq').execute();
        await db.schema
          .createTable('feedback')
          .addColumn('record_id', 'text', (column) => ofRecord(column.notNull()))
          .addColumn('asker', 'text', (column) => column.notNull())
          .addColumn('at', 'text', (column) => column.notNull())
          .addColumn('helpful', 'integer', (column) => column.notNull())
          .addColumn('reason', 'text')
          .addColumn('comment', 'text')
          .addPrimaryKeyConstraint('feedback_key', ['record_id', 'asker'])
          .execute();
        await db.schema.createIndex('feedback_by_asker').on('feedback').column('asker').execute();
        await db.schema
          .createTable('escalations')
          .addColumn('record_id', 'text', (column) => ofRecord(column.primaryKey()))
          .addColumn('at', 'text', (column) => column.notNull())
          .addColumn('contact', 'text')
          .addColumn('status', 'text', (column) => column.notNull())
          .addColumn('reply', 'text')
          .addColumn('replied_at', 'text')
          .execute();
        await db.schema
          .createTable('reviews')
          .addColumn('record_id', 'text', (column) => ofRecord(column.primaryKey()))
          .addColumn('at', 'text', (column) => column.notNull())
          .addColumn('reviewer', 'text', (column) => column.notNull())
          .addColumn('finding', 'text', (column) => column.notNull())
          .addColumn('expected_clauses_json', 'text', (column) => column.notNull())
          .addColumn('expected_verdict', 'text')
          .addColumn('note', 'text')
          .execute();
        await db.schema
          .createTable('audit')
          .addColumn('seq', numberedKey, (column) => column.primaryKey())
          .addColumn('at', 'text', (column) => column.notNull())
          .addColumn('actor', 'text', (column) => column.notNull())
          .addColumn('action', 'text', (column) => column.notNull())
          .addColumn('subject', 'text', (column) => column.notNull())
          .execute();
        await appendOnly(db, 'audit');
        await db.schema
          .createTable('daily_counts')
          .addColumn('day', 'text', (column) => column.notNull())
          .addColumn('clause_id', 'text', (column) => column.notNull())
          .addColumn('verdict', 'text', (column) => column.notNull())
          .addColumn('department', 'text', (column) => column.notNull())
          .addColumn('questions', 'integer', (column) => column.notNull())
          .addColumn('disliked', 'integer', (column) => column.notNull())
          .addPrimaryKeyConstraint('daily_counts_key', ['day', 'clause_id', 'verdict', 'department'])
          .execute();
        await search.create(db);
      },
    },
    '0002-answers-and-channels': {
      async up(db: Kysely<unknown>) {
        await db.schema
          .createTable('approved_answers')
          .addColumn('id', 'text', (column) => column.primaryKey())
          .addColumn('question', 'text', (column) => column.notNull())
          .addColumn('key', 'text', (column) => column.notNull())
          .addColumn('language', 'text', (column) => column.notNull())
          .addColumn('verdict', 'text', (column) => column.notNull())
          .addColumn('text', 'text', (column) => column.notNull())
          .addColumn('pins_json', 'text', (column) => column.notNull())
          .addColumn('status', 'text', (column) => column.notNull())
          .addColumn('reason', 'text')
          .addColumn('created_at', 'text', (column) => column.notNull())
          .addColumn('decided_by', 'text', (column) => column.notNull())
          .execute();
        await db.schema
          .createIndex('approved_answers_by_key')
          .on('approved_answers')
          .columns(['key', 'status'])
          .execute();
        await db.schema
          .createTable('training_events')
          .addColumn('id', 'text', (column) => column.primaryKey())
          .addColumn('at', 'text', (column) => column.notNull())
          .addColumn('kind', 'text', (column) => column.notNull())
          .addColumn('title', 'text', (column) => column.notNull())
          .addColumn('clause_ids_json', 'text', (column) => column.notNull())
          .addColumn('departments_json', 'text', (column) => column.notNull())
          .execute();
        await db.schema
          .createTable('reply_addresses')
          .addColumn('record_id', 'text', (column) => column.primaryKey())
          .addColumn('at', 'text', (column) => column.notNull())
          .addColumn('sealed_address', 'text', (column) => column.notNull())
          .execute();
        await db.schema.createIndex('reply_addresses_by_time').on('reply_addresses').column('at').execute();
        await db.schema
          .createTable('channel_state')
          .addColumn('kind', 'text', (column) => column.notNull())
          .addColumn('key', 'text', (column) => column.notNull())
          .addColumn('sealed_value', 'text', (column) => column.notNull())
          .addPrimaryKeyConstraint('channel_state_key', ['kind', 'key'])
          .execute();
        await db.schema
          .createTable('claims')
          .addColumn('key', 'text', (column) => column.primaryKey())
          .addColumn('until', 'bigint', (column) => column.notNull())
          .execute();
        await db.schema.createIndex('claims_by_end').on('claims').column('until').execute();
        await db.schema
          .createTable('outbox')
          .addColumn('key', 'text', (column) => column.primaryKey())
          .addColumn('channel', 'text', (column) => column.notNull())
          .addColumn('record_id', 'text', (column) => column.notNull())
          .addColumn('sealed_notice', 'text', (column) => column.notNull())
          .addColumn('created_at', 'text', (column) => column.notNull())
          .addColumn('state', 'text', (column) => column.notNull())
          .addColumn('attempts', 'integer', (column) => column.notNull())
          .addColumn('due', 'bigint', (column) => column.notNull())
          .addColumn('thread', 'text')
          .addColumn('reason', 'text')
          .execute();
        await db.schema
          .createIndex('outbox_by_state')
          .on('outbox')
          .columns(['state', 'channel', 'due'])
          .execute();
        await db.schema.createIndex('outbox_by_record').on('outbox').column('record_id').execute();
        await db.schema.createIndex('outbox_by_thread').on('outbox').columns(['thread', 'channel']).execute();
      },
    },
    '0003-writing': {
      async up(db: Kysely<unknown>) {
        await db.schema.alterTable('record_details').addColumn('writing_json', 'text').execute();
      },
    },
    '0004-audit-chain': auditChainMigration(backend),
    '0005-generations': generationTables(backend),
    '0006-inbox': inboxMigration,
    '0020-revised-clauses': {
      async up(db: Kysely<unknown>) {
        await db.schema
          .createTable('revised_clauses')
          .addColumn('folder', 'text', (column) => column.notNull())
          .addColumn('generation', 'text', (column) => column.notNull())
          .addColumn('clause_id', 'text', (column) => column.notNull())
          .addColumn('clause', 'text', (column) => column.notNull())
          .addColumn('kind', 'text', (column) => column.notNull())
          .addColumn('effects_json', 'text', (column) => column.notNull())
          .addColumn('labels_json', 'text', (column) => column.notNull())
          .addColumn('effective_date', 'text', (column) => column.notNull())
          .addColumn('published_at', 'text', (column) => column.notNull())
          .addColumn('in_force_from', 'text')
          .addPrimaryKeyConstraint('revised_clauses_key', [
            'clause_id',
            'generation',
            'folder',
            'effective_date',
          ])
          .execute();
      },
    },
    '0021-approved-origins': {
      async up(db: Kysely<unknown>) {
        await db.schema.alterTable('approved_answers').addColumn('record_id', 'text').execute();
        await db.schema
          .createIndex('approved_answers_by_record')
          .on('approved_answers')
          .column('record_id')
          .execute();
      },
    },
    '0030-draft-changes': draftChangesMigration,
    '0040-hidden-state': hiddenStateMigration,
  };
}

/** A column that names a record: its row goes with the record, and follows a change of its id. */
function ofRecord(column: ColumnDefinitionBuilder): ColumnDefinitionBuilder {
  return column.references('records.id').onDelete('cascade').onUpdate('cascade');
}
