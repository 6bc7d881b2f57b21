import { type Kysely, sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditChain } from '../../src/domain/audit-chain.ts';
import type { QuestionLog } from '../../src/domain/question-log.ts';
import type { Tables } from '../../src/storage/database/tables.ts';

interface OpenChain {
  readonly log: QuestionLog;
  readonly chain: AuditChain;
  readonly db: Kysely<Tables>;
  /** Makes the table changeable, as somebody with the rights of its owner can. */
  unlock(): Promise<void>;
  close(): Promise<void>;
}

/** What every audit log must do. */
export function auditChainContract(name: string, open: () => Promise<OpenChain>): void {
  describe(`the audit chain of ${name}`, () => {
    let opened: OpenChain;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened.close());

    const write = async (count: number) => {
      for (let i = 1; i <= count; i++) await opened.log.audit(entry(i));
    };
    const seqs = async () =>
      (await opened.db.selectFrom('audit').select('seq').orderBy('seq').execute()).map(({ seq }) => seq);

    it('is empty at first, and grows with each entry', async () => {
      const empty = await opened.chain.inspect();
      expect(empty).toEqual({ entries: 0, head: '0'.repeat(64), fault: null });
      await write(3);
      const { entries, head, fault } = await opened.chain.inspect();
      expect([entries, fault]).toEqual([3, null]);
      expect(head).toMatch(/^[0-9a-f]{64}$/);
      expect((await opened.chain.inspect(empty.head)).fault).toBeNull();
      await write(1);
      expect((await opened.chain.inspect(head)).fault).toBeNull();
    });

    it('stays one chain when many write at once', async () => {
      await Promise.all(Array.from({ length: 40 }, (_, i) => opened.log.audit(entry(i))));
      expect(await opened.chain.inspect()).toMatchObject({ entries: 40, fault: null });
    });

    it.each(['at', 'actor', 'action', 'subject', 'hash', 'previous'] as const)(
      'shows that %s of an entry was changed',
      async (column) => {
        await write(5);
        await opened.unlock();
        const [, , third = 0] = await seqs();
        await opened.db
          .updateTable('audit')
          .set({ [column]: 'x' })
          .where('seq', '=', third)
          .execute();
        expect((await opened.chain.inspect()).fault).toEqual({ seq: third, kind: 'altered' });
      },
    );

    it('shows that an entry is missing', async () => {
      await write(5);
      await opened.unlock();
      const [first = 0, , third = 0, fourth = 0] = await seqs();
      await opened.db.deleteFrom('audit').where('seq', '=', third).execute();
      expect((await opened.chain.inspect()).fault).toEqual({ seq: fourth, kind: 'missing' });
      await opened.db.deleteFrom('audit').where('seq', '=', first).execute();
      expect((await opened.chain.inspect()).fault).toMatchObject({ kind: 'missing' });
    });

    it('shows by a head of before that the end was cut off', async () => {
      await write(5);
      const { head } = await opened.chain.inspect();
      await opened.unlock();
      await opened.db
        .deleteFrom('audit')
        .where('seq', '=', (await seqs()).at(-1) ?? 0)
        .execute();
      expect((await opened.chain.inspect()).fault).toBeNull();
      expect((await opened.chain.inspect(head)).fault).toEqual({ seq: null, kind: 'head' });
    });

    it('refuses changes and deletions', async () => {
      await write(1);
      await expect(opened.db.updateTable('audit').set({ actor: 'x' }).execute()).rejects.toThrow(
        /only grows/,
      );
      await expect(opened.db.deleteFrom('audit').execute()).rejects.toThrow(/only grows/);
    });
  });

  describe(`entries from before the chain on ${name}`, () => {
    it('are chained as they are', async () => {
      const { db, chain, log, unlock, close } = await open();
      await unlock();
      // As 0003 left it.
      await sql`drop index audit_by_previous`.execute(db);
      for (const column of ['previous', 'hash'])
        await db.schema.alterTable('audit').dropColumn(column).execute();
      for (let i = 1; i <= 3; i++)
        await db
          .insertInto('audit')
          .values(entry(i) as never)
          .execute();
      const { auditChainMigration } = await import('../../src/storage/database/audit-chain.ts');
      const nothing = async () => {};
      await auditChainMigration({ appendOnly: nothing, mayChange: nothing } as never).up(db as never);
      await log.audit(entry(4));
      expect(await chain.inspect()).toMatchObject({ entries: 4, fault: null });
      await close();
    });
  });
}

function entry(i: number) {
  return { at: `2026-04-01T00:00:0${i % 10}.000Z`, actor: 'cli:a', action: 'log.page', subject: `${i}` };
}
