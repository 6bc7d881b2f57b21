import type { Kysely, Migration } from 'kysely';

/** The table of drafts. */
export const draftChangesMigration: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('draft_changes')
      .addColumn('path', 'text', (column) => column.primaryKey())
      .addColumn('sha256', 'text')
      .addColumn('base', 'text')
      .addColumn('by', 'text', (column) => column.notNull())
      .addColumn('at', 'text', (column) => column.notNull())
      .addColumn('content', 'bytea')
      .execute();
  },
};
