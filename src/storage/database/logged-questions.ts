import type { Kysely } from 'kysely';
import type { LoggedQuestion } from '../../domain/question-record.ts';
import { escalationOf, feedbackOf, loggedQuestion, reviewOf } from './record-rows.ts';
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
  const ids = rows.map(({ id }) => id);
  const feedback = byRecord(
    (await db.selectFrom('feedback').selectAll().where('record_id', 'in', ids).orderBy('at').execute()).map(
      feedbackOf,
    ),
  );
  const escalations = byRecord(
    (await db.selectFrom('escalations').selectAll().where('record_id', 'in', ids).execute()).map(
      escalationOf,
    ),
  );
  const reviews = byRecord(
    (await db.selectFrom('reviews').selectAll().where('record_id', 'in', ids).execute()).map(reviewOf),
  );
  const bySeq = new Map(rows.map((row) => [row.seq, row]));
  return seqs.flatMap((seq) => {
    const row = bySeq.get(seq);
    if (row === undefined) return [];
    const said = {
      feedback: feedback.get(row.id) ?? [],
      escalation: escalations.get(row.id)?.[0] ?? null,
      review: reviews.get(row.id)?.[0] ?? null,
    };
    return [loggedQuestion(row, said)];
  });
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
