import type { Kysely, Migration } from 'kysely';
import type { Backend } from './backend.ts';

/** The tables of index generations that several servers share. */
export function generationTables(backend: Backend): Migration {
  return {
    async up(db: Kysely<unknown>) {
      // Where one machine has the database to itself, generations are in its data folder.
      if (backend.listen === null) return;
      await db.schema
        .createTable('generations')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('manifest', 'text', (column) => column.notNull())
        .addColumn('manifest_sha256', 'text', (column) => column.notNull())
        .execute();
      await db.schema
        .createTable('generation_files')
        .addColumn('generation', 'text', (column) =>
          column.notNull().references('generations.id').onDelete('cascade'),
        )
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('sha256', 'text', (column) => column.notNull())
        .addPrimaryKeyConstraint('generation_files_key', ['generation', 'name'])
        .execute();
      await db.schema
        .createIndex('generation_files_by_content')
        .on('generation_files')
        .column('sha256')
        .execute();
      // A file is kept once, whichever generations have it, in parts that go over the wire one at a time.
      await db.schema
        .createTable('generation_parts')
        .addColumn('sha256', 'text', (column) => column.notNull())
        .addColumn('part', 'integer', (column) => column.notNull())
        .addColumn('bytes', 'bytea', (column) => column.notNull())
        .addPrimaryKeyConstraint('generation_parts_key', ['sha256', 'part'])
        .execute();
      // Kept longer than the generations themselves.
      await db.schema
        .createTable('generation_records')
        .addColumn('generation', 'text', (column) => column.primaryKey())
        .addColumn('receipt_json', 'text')
        .addColumn('revision_json', 'text')
        .addColumn('withdrawal_json', 'text')
        .execute();
      await db.schema
        .createTable('generation_pointer')
        .addColumn('only', 'integer', (column) => column.primaryKey())
        .addColumn('pointer', 'text', (column) => column.notNull())
        .execute();
    },
  };
}
