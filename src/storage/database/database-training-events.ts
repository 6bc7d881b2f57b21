import type { TrainingEvent, TrainingEventKind, TrainingEvents } from '../../domain/training-event.ts';
import type { Database } from './open-database.ts';
import type { TrainingEventRow } from './tables.ts';

/** Events on a database. */
export function databaseTrainingEvents({ db }: Pick<Database, 'db'>): TrainingEvents {
  return {
    async put({ id, at, kind, title, clauseIds, departments }) {
      const values = {
        at,
        kind,
        title,
        clause_ids_json: JSON.stringify(clauseIds),
        departments_json: JSON.stringify(departments),
      };
      await db
        .insertInto('training_events')
        .values({ id, ...values })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
        .execute();
    },
    async delete(id) {
      const { numDeletedRows } = await db
        .deleteFrom('training_events')
        .where('id', '=', id)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },
    async list(since = '') {
      const rows = await db
        .selectFrom('training_events')
        .selectAll()
        .where('at', '>=', since)
        .orderBy('at')
        .orderBy('id')
        .execute();
      return rows.map(eventOf);
    },
  };
}

function eventOf(row: TrainingEventRow): TrainingEvent {
  return {
    id: row.id,
    at: row.at,
    kind: row.kind as TrainingEventKind,
    title: row.title,
    clauseIds: JSON.parse(row.clause_ids_json),
    departments: JSON.parse(row.departments_json),
  };
}
