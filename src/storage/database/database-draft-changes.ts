import type { DraftChanges } from '../../domain/draft-changes.ts';
import type { Database } from './open-database.ts';

/** Changes of the knowledge folder with their content, on a database. */
export function databaseDraftChanges({ db }: Pick<Database, 'db'>): DraftChanges {
  const described = () => db.selectFrom('draft_changes').select(['path', 'sha256', 'base', 'by', 'at']);
  return {
    async list() {
      // Databases order text differently.
      return (await described().execute()).sort((a, b) => (a.path < b.path ? -1 : 1));
    },
    async find(path) {
      return (await described().where('path', '=', path).executeTakeFirst()) ?? null;
    },
    async content(path) {
      const row = await db
        .selectFrom('draft_changes')
        .select('content')
        .where('path', '=', path)
        .executeTakeFirst();
      const content = row?.content ?? null;
      return content && Buffer.from(content as ArrayBuffer);
    },
    async put({ path, ...change }, content) {
      const columns = { ...change, content: content === null ? null : Buffer.from(content) };
      await db
        .insertInto('draft_changes')
        .values({ path, ...columns })
        .onConflict((conflict) => conflict.column('path').doUpdateSet(columns))
        .execute();
    },
    async discard(path) {
      const all = db.deleteFrom('draft_changes');
      await (path === undefined ? all : all.where('path', '=', path)).execute();
    },
  };
}
