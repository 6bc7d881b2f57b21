import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import type { Notice } from '../../../src/domain/outbox.ts';
import { databaseReplyAddresses } from '../../../src/storage/database/channel-stores.ts';
import { databaseApprovedAnswers } from '../../../src/storage/database/database-approved-answers.ts';
import { databaseOutbox } from '../../../src/storage/database/database-outbox.ts';
import { databaseQuestionLog } from '../../../src/storage/database/database-question-log.ts';
import { deriveKeys } from '../../../src/storage/database/keys.ts';
import { type Database, openDatabase } from '../../../src/storage/database/open-database.ts';
import { characterPairs } from '../../../src/storage/database/text-search.ts';
import { aRecord } from '../../contracts/records.ts';

/** None of these can stand in encrypted or encoded text by chance. */
const PEOPLE = ['花子-一', '次郎-二', '千絵-三'] as const;

interface Asked {
  readonly asker: (typeof PEOPLE)[number];
  readonly conversation: 'c1' | 'c2' | null;
  /** Who said that the answer did not help. */
  readonly disliker: (typeof PEOPLE)[number] | null;
  readonly notice: boolean;
}

const asked: fc.Arbitrary<Asked> = fc.record({
  asker: fc.constantFrom(...PEOPLE),
  conversation: fc.constantFrom('c1', 'c2', null),
  disliker: fc.option(fc.constantFrom(...PEOPLE)),
  notice: fc.boolean(),
});

function stores(database: Database) {
  const keys = deriveKeys('a secret of at least thirty-two characters', null);
  return {
    log: databaseQuestionLog(database),
    outbox: databaseOutbox(database, keys),
    addresses: databaseReplyAddresses(database, keys),
    approved: databaseApprovedAnswers(database),
  };
}

const idOf = (nth: number) => `message-${nth}-end`;
const wordingOf = ({ asker }: Asked, nth: number) => `${asker}の質問その${nth}番`;

function proposalOf(recordId: string, question: string) {
  const words = { question, key: question, language: 'ja', verdict: 'allowed', text: 'はい' } as const;
  return {
    id: `to-${recordId.length}-${question}`,
    recordId,
    ...words,
    pins: [],
    createdAt: aRecord().askedAt,
    by: 'x',
  };
}

async function keep(database: Database, questions: readonly Asked[]): Promise<void> {
  const { log, outbox, addresses, approved } = stores(database);
  for (const [nth, one] of questions.entries()) {
    const id = idOf(nth);
    const question = wordingOf(one, nth);
    await log.append(
      aRecord({
        id,
        question,
        asker: `person-${one.asker}`,
        conversation: one.conversation,
        followUpOf: nth > 0 ? idOf(nth - 1) : null,
      }),
    );
    const to = { channel: 'slack', at: { user: one.asker } } as const;
    await addresses.put(id, to, aRecord().askedAt);
    if (one.disliker !== null) {
      const comment = `${one.disliker}の感想`;
      const asker = `person-${one.disliker}`;
      await log.giveFeedback({ recordId: id, asker, at: 'now', helpful: false, reason: 'other', comment });
    }
    await approved.propose(proposalOf(id, question));
    if (one.notice) {
      const content = { kind: 'expert_reply', recordId: id, question, reply: 'はい' } as const;
      await outbox.put({ key: `reply:${id}`, to, content, createdAt: aRecord().askedAt } satisfies Notice);
    }
  }
}

/** Every row of every table, those of the full-text index as its words. */
async function everything({ db }: Database): Promise<string> {
  const tables = await db.introspection.getTables();
  const rows = await Promise.all(
    tables.map(({ name }) => sql<object>`select * from ${sql.table(name)}`.execute(db)),
  );
  await sql`create virtual table if not exists temp.words using fts5vocab('main', 'record_text', 'instance')`.execute(
    db,
  );
  const words = await sql<{ term: string }>`select distinct term from temp.words`.execute(db);
  return JSON.stringify([rows.map((result) => result.rows), words.rows.map(({ term }) => term)]);
}

it('forgetting somebody leaves no trace of them, and everything of the others', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(asked, { minLength: 1, maxLength: 12 }),
      fc.constantFrom(...PEOPLE),
      async (questions, person) => {
        const database = await openDatabase(':memory:');
        const { log, addresses } = stores(database);
        await keep(database, questions);
        const before = await everything(database);
        const own = questions.filter(({ asker }) => asker === person).length;
        if (own > 0) expect(before).toContain(`person-${person}`);

        expect(await log.forget(`person-${person}`)).toBe(own);

        const after = await everything(database);
        expect(after).not.toContain(person);
        // Only their wording has these pairs of characters.
        const pair = characterPairs(person).slice(-2, -1).join('');
        expect(after).not.toContain(pair);
        for (const [nth, one] of questions.entries()) {
          if (one.asker === person) {
            expect(after).not.toContain(idOf(nth));
            expect(await addresses.get(idOf(nth))).toBeNull();
            continue;
          }
          const record = await log.find(idOf(nth));
          expect(record).toMatchObject({ asker: `person-${one.asker}`, question: wordingOf(one, nth) });
          expect(record?.feedback).toHaveLength(one.disliker === null || one.disliker === person ? 0 : 1);
          expect((await log.page({ text: wordingOf(one, nth) }, 9)).records.map(({ id }) => id)).toContain(
            idOf(nth),
          );
          expect(await addresses.get(idOf(nth))).toMatchObject({ at: { user: one.asker } });
        }
        // They are still counted.
        expect((await log.page({}, 99)).records).toHaveLength(questions.length);
        await database.close();
      },
    ),
    { numRuns: 40 },
  );
});

it('wording goes from every place at once, and nothing is sent any more', async () => {
  const database = await openDatabase(':memory:');
  const { log, outbox, addresses } = stores(database);
  await keep(database, [{ asker: '花子-一', conversation: 'c1', disliker: '次郎-二', notice: true }]);
  const notice = { recordId: idOf(0), kind: 'correction', question: 'q', before: 'a', now: 'b' } as const;
  const to = { channel: 'slack', at: {} } as const;
  await outbox.put({ key: 'sent', to, content: notice, createdAt: '2026-03-01T00:00:00.000Z' });
  await outbox.take('slack', 1, 1_000);
  await outbox.settle('sent', { outcome: 'sent', thread: 'C1:1' });

  await log.dropWording('2027-01-01T00:00:00.000Z');

  const after = await everything(database);
  for (const words of ['質問', '感想', 'ポリシー']) expect(after).not.toContain(words);
  expect(await addresses.get(idOf(0))).toBeNull();
  expect(await outbox.take('slack', 9, 1_000)).toEqual([]);
  expect(await outbox.byThread('slack', 'C1:1')).toBeNull();
  // What was taken in once is still not taken in again.
  expect(await outbox.put({ key: 'sent', to, content: notice, createdAt: 'now' })).toBe(false);
  expect(await outbox.counts()).toEqual({ waiting: 0, undeliverable: 1 });
  await database.close();
});

it('an approved answer stays, and no longer says whose question it was; what nobody approved goes', async () => {
  const database = await openDatabase(':memory:');
  const { log, approved } = stores(database);
  const record = aRecord({ id: 'message-1', asker: 'person-1', question: '名簿を持ち帰れますか' });
  await log.append(record);
  for (const status of ['approved', 'suspended', 'rejected'] as const) {
    const id = `a-${status}`;
    await approved.propose({ ...proposalOf('message-1', '名簿を持ち帰れますか'), id });
    await approved.decide(id, status, 'trainer');
  }
  await approved.propose({ ...proposalOf('message-1', '名簿を持ち帰れますか'), id: 'a-proposed' });

  await log.forget('person-1');

  expect((await approved.list()).map(({ id, recordId }) => [id, recordId])).toEqual([
    ['a-approved', null],
    ['a-suspended', null],
  ]);
  expect(await approved.byKey('名簿を持ち帰れますか', 'ja')).toMatchObject({ text: 'はい' });
  await database.close();
});
