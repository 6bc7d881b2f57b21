import { type Expression, expressionBuilder, type Kysely, type SqlBool, sql } from 'kysely';
import type { QuestionOutline } from '../../domain/question-log.ts';
import type { LoggedQuestion } from '../../domain/question-record.ts';
import { outdatedCitations } from './database-revised-clauses.ts';
import type { Database } from './open-database.ts';
import {
  escalationOf,
  feedbackOf,
  loggedQuestion,
  OUTLINED,
  outlineOf,
  reviewOf,
  type Said,
} from './record-rows.ts';
import type { Tables } from './tables.ts';

/** Records with everything that was said about them since, in the order of the numbers given. */
export async function loggedQuestions(
  db: Kysely<Tables>,
  seqs: readonly number[],
): Promise<LoggedQuestion[]> {
  if (seqs.length === 0) return [];
  const wanted = expressionBuilder<Tables, 'records'>()('records.seq', 'in', seqs);
  const rows = await db
    .selectFrom('records')
    .innerJoin('record_details', 'record_details.seq', 'records.seq')
    .selectAll(['records', 'record_details'])
    .where(wanted)
    .execute();
  const said = await saidAbout(db, wanted);
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
  { db, readMany }: Pick<Database, 'db' | 'readMany'>,
  { seqs, all }: Outlined,
): Promise<QuestionOutline[]> {
  const [first, last] = [seqs[0], seqs.at(-1)];
  if (first === undefined || last === undefined) return [];
  const on = expressionBuilder<Tables, 'records'>();
  const wanted = all ? on.between('records.seq', first, last) : on('records.seq', 'in', seqs);
  const rows = await readMany(
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
  const said = await saidAbout(db, wanted);
  return rows.map((row) => outlineOf(row, said(row.id)));
}

async function saidAbout(db: Kysely<Tables>, wanted: Expression<SqlBool>): Promise<(id: string) => Said> {
  const ids = db.selectFrom('records').select('records.id').where(wanted);
  // Few records are reviewed: an index has those alone.
  const reviewed = ids.where('records.reviewed', '=', sql.lit(1));
  const feedback = await db
    .selectFrom('feedback')
    .selectAll()
    .where('record_id', 'in', ids)
    .orderBy('at')
    .execute();
  const escalations = await db.selectFrom('escalations').selectAll().where('record_id', 'in', ids).execute();
  const reviews = await db.selectFrom('reviews').selectAll().where('record_id', 'in', reviewed).execute();
  const said = {
    feedback: byRecord(feedback.map(feedbackOf)),
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
