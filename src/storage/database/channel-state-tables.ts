import type { Kysely, Migration } from 'kysely';

/** Keys of rows become stand-ins, since many of them are ids of people; whom a row is about is known by a pseudonym. */
export const hiddenStateMigration: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('channel_state')
      .addColumn('hidden', 'integer', (column) => column.notNull().defaultTo(0))
      .execute();
    await db.schema.alterTable('channel_state').addColumn('person', 'text').execute();
    await db.schema.createIndex('channel_state_by_person').on('channel_state').column('person').execute();
  },
};
