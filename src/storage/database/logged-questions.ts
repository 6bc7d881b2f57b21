import { type Expression, expressionBuilder, type SqlBool, sql } from 'kysely';
import type { QuestionOutline } from '../../domain/question-log.ts';
import type { LoggedQuestion } from '../../domain/question-record.ts';
import { outdatedCitations } from './database-revised-clauses.ts';
import type { Database } from './open-database.ts';
import {
  escalationOf,
  FEEDBACK,
  feedbackAt,
  loggedQuestion,
  OUTLINED,
  outlineOf,
  reviewOf,
  rowAt,
  type Said,
} from './record-rows.ts';
import type { Tables } from './tables.ts';

/** What records are read with. */
export type Reading = Pick<Database, 'db' | 'readColumns'>;

/** Records with everything that was said about them since, in the order of the numbers given. */
export async function loggedQuestions(reading: Reading, seqs: readonly number[]): Promise<LoggedQuestion[]> {
  if (seqs.length === 0) return [];
  const { db } = reading;
  const wanted = expressionBuilder<Tables, 'records'>()('records.seq', 'in', seqs);
  const rows = await db
    .selectFrom('records')
    .innerJoin('record_details', 'record_details.seq', 'records.seq')
    .selectAll(['records', 'record_details'])
    .where(wanted)
    .execute();
  const said = await saidAbout(reading, wanted);
  const outdated = await outdatedCitations(db, seqs);
  return inOrder(seqs, rows).map((row) => {
    const since = outdated.get(row.seq);
    return { ...loggedQuestion(row, said(row.id)), ...(since !== undefined && { outdated: since }) };
  });
}

/** Records by their numbers, or all of those from the first to the last of them. */
export interface Outlined {
  readonly seqs: readonly number[];
  /** True where no record between the first and the last is left out, so that the numbers need not be named. */
  readonly all: boolean;
}

/** The same in outline, in the order of their numbers. */
export async function questionOutlines(
  reading: Reading,
  { seqs, all }: Outlined,
): Promise<QuestionOutline[]> {
  const { db, readColumns } = reading;
  const [first, last] = [seqs[0], seqs.at(-1)];
  if (first === undefined || last === undefined) return [];
  const on = expressionBuilder<Tables, 'records'>();
  const wanted = all ? on.between('records.seq', first, last) : on('records.seq', 'in', seqs);
  const columns = await readColumns(
    db,
    db
      .selectFrom('records')
      .innerJoin('record_details', 'record_details.seq', 'records.seq')
      .select(OUTLINED.filter((column) => column !== 'retrieved_json'))
      .select(({ case: when, and, ref }) =>
        // Most of what a record holds, and needed of few.
        when()
          .when(and({ disliked: 0, reviewed: 0 }).and('cited_json', '<>', '[]'))
          .then(sql<string>`'[]'`)
          .else(ref('retrieved_json'))
          .end()
          .as('retrieved_json'),
      )
      .where(wanted)
      .orderBy('records.seq'),
    OUTLINED,
  );
  const said = await saidAbout(reading, wanted);
  return columns.id.map((id, place) => outlineOf(rowAt(columns, place), said(id)));
}

async function saidAbout(
  { db, readColumns }: Reading,
  wanted: Expression<SqlBool>,
): Promise<(id: string) => Said> {
  const ids = db.selectFrom('records').select('records.id').where(wanted);
  // Few records are reviewed: an index has those alone.
  const reviewed = ids.where('records.reviewed', '=', sql.lit(1));
  const feedback = await readColumns(
    db,
    db.selectFrom('feedback').select(FEEDBACK).where('record_id', 'in', ids).orderBy('at'),
    FEEDBACK,
  );
  const escalations = await db.selectFrom('escalations').selectAll().where('record_id', 'in', ids).execute();
  const reviews = await db.selectFrom('reviews').selectAll().where('record_id', 'in', reviewed).execute();
  const said = {
    feedback: byRecord(feedback.record_id.map((_, place) => feedbackAt(feedback, place))),
    escalations: byRecord(escalations.map(escalationOf)),
    reviews: byRecord(reviews.map(reviewOf)),
  };
  return (id) => ({
    feedback: said.feedback.get(id) ?? NONE,
    escalation: said.escalations.get(id)?.[0] ?? null,
    review: said.reviews.get(id)?.[0] ?? null,
  });
}

const NONE: readonly never[] = [];

function inOrder<Row extends { readonly seq: number }>(
  seqs: readonly number[],
  rows: readonly Row[],
): readonly Row[] {
  const bySeq = new Map(rows.map((row) => [row.seq, row]));
  return seqs.flatMap((seq) => bySeq.get(seq) ?? []);
}

function byRecord<T extends { readonly recordId: string }>(said: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of said) {
    const known = groups.get(one.recordId);
    if (known === undefined) groups.set(one.recordId, [one]);
    else known.push(one);
  }
  return groups;
}
