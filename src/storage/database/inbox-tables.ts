import type { Kysely, Migration } from 'kysely';

/** The table of the inbox; and of each claim, the work that made it, which holds it when it is begun again. */
export const inboxMigration: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('inbox')
      .addColumn('key', 'text', (column) => column.primaryKey())
      .addColumn('channel', 'text', (column) => column.notNull())
      .addColumn('sealed_payload', 'text', (column) => column.notNull())
      .addColumn('due', 'bigint', (column) => column.notNull())
      .addColumn('attempts', 'integer', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('inbox_by_lease').on('inbox').columns(['channel', 'due']).execute();
    await db.schema.alterTable('claims').addColumn('work', 'text').execute();
  },
};
