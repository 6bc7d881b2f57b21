import type { Kysely } from 'kysely';
import type { QuestionOutline } from '../../domain/question-log.ts';
import type { LoggedQuestion } from '../../domain/question-record.ts';
import { outdatedCitations } from './database-revised-clauses.ts';
import { escalationOf, feedbackOf, loggedQuestion, outlineOf, reviewOf, type Said } from './record-rows.ts';
import type { Tables } from './tables.ts';

/** Records with everything that was said about them since, in the order of the numbers given. */
export async function loggedQuestions(
  db: Kysely<Tables>,
  seqs: readonly number[],
): Promise<LoggedQuestion[]> {
  if (seqs.length === 0) return [];
  const rows = await db
    .selectFrom('records')
    .innerJoin('record_details', 'record_details.seq', 'records.seq')
    .selectAll(['records', 'record_details'])
    .where('records.seq', 'in', seqs)
    .execute();
  const said = await saidAbout(db, rows);
  const outdated = await outdatedCitations(db, seqs);
  return inOrder(seqs, rows).map((row) => {
    const since = outdated.get(row.seq);
    return { ...loggedQuestion(row, said(row.id)), ...(since !== undefined && { outdated: since }) };
  });
}

/** The same in outline. */
export async function questionOutlines(
  db: Kysely<Tables>,
  seqs: readonly number[],
): Promise<QuestionOutline[]> {
  if (seqs.length === 0) return [];
  const rows = await db
    .selectFrom('records')
    .innerJoin('record_details', 'record_details.seq', 'records.seq')
    .selectAll('records')
    .select(['question', 'cited_json', 'retrieved_json'])
    .where('records.seq', 'in', seqs)
    .execute();
  const said = await saidAbout(db, rows);
  return inOrder(seqs, rows).map((row) => outlineOf(row, said(row.id)));
}

async function saidAbout(
  db: Kysely<Tables>,
  rows: readonly { readonly id: string }[],
): Promise<(id: string) => Said> {
  const ids = rows.map(({ id }) => id);
  const feedback = await db
    .selectFrom('feedback')
    .selectAll()
    .where('record_id', 'in', ids)
    .orderBy('at')
    .execute();
  const escalations = await db.selectFrom('escalations').selectAll().where('record_id', 'in', ids).execute();
  const reviews = await db.selectFrom('reviews').selectAll().where('record_id', 'in', ids).execute();
  const said = {
    feedback: byRecord(feedback.map(feedbackOf)),
    escalations: byRecord(escalations.map(escalationOf)),
    reviews: byRecord(reviews.map(reviewOf)),
  };
  return (id) => ({
    feedback: said.feedback.get(id) ?? [],
    escalation: said.escalations.get(id)?.[0] ?? null,
    review: said.reviews.get(id)?.[0] ?? null,
  });
}

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
