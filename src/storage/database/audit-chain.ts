import { createHash } from 'node:crypto';
import { type Kysely, type Migration, type Selectable, sql, type Transaction } from 'kysely';
import type { AuditChain, AuditFault } from '../../domain/audit-chain.ts';
import type { AuditEntry } from '../../domain/question-log.ts';
import type { Backend } from './backend.ts';
import type { AuditRow, Tables } from './tables.ts';

/** Stands before the first entry. */
const BEGINNING = '0'.repeat(64);
/** Entries read at once. */
const BATCH = 1_000;

/** sha256 (hex) over the hash before and the entry, as JSON. */
function hashOf(previous: string, { at, actor, action, subject }: AuditEntry): string {
  return createHash('sha256')
    .update(JSON.stringify([previous, at, actor, action, subject]))
    .digest('hex');
}

/**
 * Adds an entry at the end of the chain. Of several writers each waits for the one before: on SQLite since transactions
 * that write come one after the other, elsewhere by a lock that readers pass.
 */
export async function appendAudit(
  work: Transaction<Tables>,
  entry: AuditEntry,
  writesAtOnce: boolean,
): Promise<void> {
  if (writesAtOnce) await sql`lock table audit in exclusive mode`.execute(work);
  const last = await work
    .selectFrom('audit')
    .select('hash')
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  const previous = last?.hash ?? BEGINNING;
  const { at, actor, action, subject } = entry;
  await work
    .insertInto('audit')
    .values({ at, actor, action, subject, previous, hash: hashOf(previous, entry) })
    .execute();
}

/** The audit log of a database, for whoever checks that nothing of it was changed. */
export function databaseAuditChain({ db }: { readonly db: Kysely<Tables> }): AuditChain {
  return {
    async inspect(head) {
      let entries = 0;
      let last = BEGINNING;
      let headSeen = head === undefined || head === BEGINNING;
      for (let above = -1; ; ) {
        const rows = await inOrder(db, above);
        for (const row of rows) {
          const kind = faultOf(row, last);
          if (kind !== null) return { entries, head: last, fault: { seq: row.seq, kind } };
          last = row.hash as string;
          headSeen ||= last === head;
          entries += 1;
          above = row.seq;
        }
        if (rows.length < BATCH) break;
      }
      return { entries, head: last, fault: headSeen ? null : { seq: null, kind: 'head' } };
    },
  };
}

function faultOf(row: Selectable<AuditRow>, last: string): AuditFault['kind'] | null {
  if (row.hash === null || row.previous === null || row.hash !== hashOf(row.previous, row)) return 'altered';
  return row.previous === last ? null : 'missing';
}

function inOrder(db: Kysely<Tables>, above: number) {
  return db.selectFrom('audit').selectAll().where('seq', '>', above).orderBy('seq').limit(BATCH).execute();
}

/** Makes the audit log a chain; entries that are there already are taken as they are, in their order. */
export function auditChainMigration({ appendOnly, mayChange }: Backend): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await mayChange(db, 'audit');
      for (const column of ['previous', 'hash'])
        await db.schema.alterTable('audit').addColumn(column, 'text').execute();
      const tables = db as Kysely<Tables>;
      let previous = BEGINNING;
      for (let above = -1; ; ) {
        const rows = await inOrder(tables, above);
        for (const row of rows) {
          const hash = hashOf(previous, row);
          await tables.updateTable('audit').set({ previous, hash }).where('seq', '=', row.seq).execute();
          previous = hash;
          above = row.seq;
        }
        if (rows.length < BATCH) break;
      }
      // Two entries after the same one cannot be.
      await db.schema.createIndex('audit_by_previous').unique().on('audit').column('previous').execute();
      await appendOnly(db, 'audit');
    },
  };
}
