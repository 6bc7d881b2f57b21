import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

/**
 * Departments from which fewer people than `smallestGroup` have asked. Steps from one department to the next and looks
 * at no more askers than it must, so that it takes some milliseconds however long the log is.
 */
export async function smallDepartments(
  db: Kysely<Tables>,
  smallestGroup: number,
): Promise<ReadonlySet<string>> {
  const small = new Set<string>();
  for (let department = await next(null); department !== null; department = await next(department)) {
    const askers = await db
      .selectFrom('records')
      .select('asker')
      .distinct()
      .where('department', '=', department)
      .where('asker', 'is not', null)
      .limit(smallestGroup)
      .execute();
    if (askers.length < smallestGroup) small.add(department);
  }
  return small;

  async function next(after: string | null): Promise<string | null> {
    const lowest = db.selectFrom('records').select((on) => on.fn.min('department').as('department'));
    const row = await (after === null ? lowest : lowest.where('department', '>', after)).executeTakeFirst();
    return row?.department ?? null;
  }
}
