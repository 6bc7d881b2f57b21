import { setImmediate as turn } from 'node:timers/promises';
import type { Transaction } from 'kysely';
import type { AuditEntry, LogFilter, LogPage, QuestionLog } from '../../domain/question-log.ts';
import { KiteiError } from '../../errors.ts';
import { appendAudit } from './audit-chain.ts';
import { loggedQuestions, questionOutlines } from './logged-questions.ts';
import type { Database } from './open-database.ts';
import { type Batch, deleteRecords, dropWording, forgetAsker } from './record-erasure.ts';
import { matchingNumbers } from './record-query.ts';
import { addFeedback, addRecord, keepEscalation, keepReview } from './record-writing.ts';
import { smallDepartments } from './small-departments.ts';
import type { Tables } from './tables.ts';
import { inTransaction } from './transactions.ts';

/** Records handed out or worked on at once; between two batches everything else in the process gets its turn. */
const BATCH = 500;

/** The same for outlines that need not be picked out one by one. */
const OUTLINES = 2_000;

/** Records handed out between two turns of everything else, the reading of the next ones included. */
const STRETCH = 100;

/** So many questions are read in about the time that it takes to look one text up in a long log. */
const FEW = 2_000;

/** The question log on a database; `few` as in `Searched`. */
export function databaseQuestionLog(
  { db, reading, search, takeStock, writesAtOnce, readColumns }: Database,
  few = FEW,
): QuestionLog {
  const searched = { db, search, readColumns, few };
  const inBackground = { db: reading, readColumns };
  const writing = <T>(work: (work: Transaction<Tables>) => Promise<T>) => told(() => inTransaction(db, work));

  async function page(filter: LogFilter, limit: number, after?: string): Promise<LogPage> {
    const seqs = await matchingNumbers(searched, filter, {
      ...(after !== undefined && { below: placeOf(after) }),
      newestFirst: true,
      limit: limit + 1,
    });
    const shown = seqs.slice(0, limit);
    const last = shown.at(-1);
    const more = seqs.length > limit && last !== undefined;
    return { records: await loggedQuestions({ db, readColumns }, shown), next: more ? String(last) : null };
  }

  async function* inOrder<T>(
    filter: LogFilter,
    batch: number,
    read: (seqs: readonly number[]) => Promise<T[]>,
  ): AsyncIterable<T> {
    const batchAbove = async (above: number) => {
      const stretch = { above, newestFirst: false, limit: batch };
      const seqs = await matchingNumbers({ ...searched, ...inBackground }, filter, stretch);
      const records = await read(seqs);
      return { records, last: seqs.length < batch ? undefined : seqs.at(-1) };
    };
    let next = batchAbove(Number.MIN_SAFE_INTEGER);
    for (;;) {
      const { records, last } = await next;
      if (last !== undefined) {
        next = batchAbove(last);
        // It is read while these are worked on. Where nobody wants it any more, its failure is nobody's either.
        next.catch(() => {});
      }
      // Handing the list on as it is would wait several times for each of its items.
      for (const [place, one] of records.entries()) {
        yield one;
        if (place % STRETCH === STRETCH - 1) await turn();
      }
      if (last === undefined) return;
      await turn();
    }
  }

  /** Works through records in batches, oldest first, each in a transaction of its own. */
  async function inBatches(
    batch: (work: Transaction<Tables>, above: number) => Promise<Batch>,
  ): Promise<number> {
    let total = 0;
    for (let above: number | null = Number.MIN_SAFE_INTEGER; above !== null; ) {
      const from: number = above;
      const { done, next } = await writing((work) => batch(work, from));
      total += done;
      above = next;
      await turn();
    }
    await takeStock();
    return total;
  }

  return {
    append: (record) => writing((work) => addRecord(work, search, record)),
    async find(id) {
      const row = await db.selectFrom('records').select('seq').where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : ((await loggedQuestions({ db, readColumns }, [row.seq]))[0] ?? null);
    },
    page,
    each: (filter) => inOrder(filter, BATCH, (seqs) => loggedQuestions(inBackground, seqs)),
    outlines(filter) {
      const { since, until, ...others } = filter;
      const all = Object.values(others).every((part) => part === undefined);
      return inOrder(filter, all ? OUTLINES : BATCH, (seqs) => questionOutlines(inBackground, { seqs, all }));
    },
    smallDepartments: (smallestGroup) => smallDepartments(db, smallestGroup),
    async conversation(conversation, limit) {
      return [...(await page({ conversation }, limit)).records].reverse();
    },
    giveFeedback: (feedback) => writing((work) => addFeedback(work, feedback)),
    escalate: (escalation) => writing((work) => keepEscalation(work, escalation)),
    review: (review) => writing((work) => keepReview(work, review)),
    dropWording: (before) => inBatches((work, above) => dropWording(work, search, before, above, BATCH)),
    deleteBefore: (before) => inBatches((work, above) => deleteRecords(work, search, before, above, BATCH)),
    forget: (asker) => inBatches((work, above) => forgetAsker(work, search, asker, above, BATCH)),
    async audit(entry) {
      await writing((work) => appendAudit(work, entry, writesAtOnce));
    },
    async auditTrail(limit) {
      const rows = await db.selectFrom('audit').selectAll().orderBy('seq', 'desc').limit(limit).execute();
      return rows.map(({ at, actor, action, subject }): AuditEntry => ({ at, actor, action, subject }));
    },
  };
}

function placeOf(after: string): number {
  const seq = Number(after);
  if (Number.isSafeInteger(seq)) return seq;
  throw new KiteiError(
    'log.invalid',
    `"${after}" is not a place in the log.`,
    'Begin again at the first page.',
  );
}

async function told<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof KiteiError) throw cause;
    throw new KiteiError(
      'log.unwritable',
      `The question log cannot be written: ${cause instanceof Error ? cause.message : String(cause)}`,
      'See that the disk is not full and that the database can be reached and written.',
      cause,
    );
  }
}
