import type { LogFilter } from '../src/domain/question-log.ts';
import type { LoggedQuestion } from '../src/domain/question-record.ts';

/** What leaves Kitei of a record: nothing that says who asked. */
export function exportedRecord(record: LoggedQuestion, smallDepartments: ReadonlySet<string>) {
  const { answer, review } = record;
  return {
    id: record.id,
    askedAt: record.askedAt,
    channel: record.channel,
    department: shownDepartment(record, smallDepartments),
    question: record.question,
    language: record.language,
    intent: record.intent,
    verdict: record.verdict,
    answer: answer?.text ?? null,
    citations: (answer?.citations ?? []).map(({ document, version, clause, quote }) => ({
      document,
      version,
      clause,
      quote,
    })),
    cited: record.cited,
    retrieved: record.retrieved,
    bridges: answer?.bridges ?? [],
    generation: record.generation,
    documents: record.documents,
    milliseconds: record.milliseconds,
    followUpOf: record.followUpOf,
    failure: record.failure,
    writing: record.writing ?? null,
    helpful: record.feedback.filter(({ helpful }) => helpful).length,
    unhelpful: record.feedback.filter(({ helpful }) => !helpful).length,
    reasons: record.feedback.flatMap(({ reason }) => reason ?? []),
    comments: record.feedback.flatMap(({ comment }) => comment ?? []),
    escalation: record.escalation?.status ?? null,
    outdated: (record.outdated ?? []).map(
      ({ clauseId, kind, effects, labels, publishedAt, effectiveDate }) => ({
        clauseId,
        kind,
        effects,
        labels,
        publishedAt,
        effectiveDate,
      }),
    ),
    review: review === null ? null : { finding: review.finding, expected: review.expectedClauses },
  };
}

/** The department, unless so few people ask from it that it would point to one. */
export function shownDepartment({ department }: LoggedQuestion, small: ReadonlySet<string>): string | null {
  return department !== null && small.has(department) ? null : department;
}

/** Whether a filter asks for a department that must not be told: even how many questions it has would tell. */
export function isHidden({ department }: LogFilter, small: ReadonlySet<string>): boolean {
  return department !== undefined && small.has(department);
}

/**
 * What a filter asks for, as the audit log keeps it: not the words that were looked for, which may be somebody's name and
 * could never be deleted again.
 */
export function auditedFilter({ text, ...filter }: LogFilter): string {
  return JSON.stringify(text === undefined ? filter : { ...filter, text: '…' });
}

/** Why JSON about a department is empty: nothing was asked from it, or by so few that it would point to them. */
export function withheldFor(smallestGroup: number) {
  return { reason: 'small_group', smallestGroup } as const;
}

/** Columns of the CSV, in order. */
const COLUMNS = [
  'id',
  'askedAt',
  'channel',
  'department',
  'language',
  'intent',
  'question',
  'verdict',
  'answer',
  'cited',
  'generation',
  'helpful',
  'unhelpful',
  'reasons',
  'comments',
  'escalation',
  'review',
  'outdated',
] as const;

/** The first line of the CSV. A byte-order mark tells spreadsheets that it is UTF-8. */
export const CSV_HEAD = `\ufeff${COLUMNS.join(',')}\r\n`;

/** A record as a line of CSV (RFC 4180). */
export function csvLine(record: ReturnType<typeof exportedRecord>): string {
  const row = {
    ...record,
    review: record.review?.finding ?? null,
    outdated: record.outdated.map(({ clauseId }) => clauseId),
  };
  return `${COLUMNS.map((column) => csvCell(row[column])).join(',')}\r\n`;
}

function csvCell(value: unknown): string {
  const text = Array.isArray(value) ? value.join(' ') : value === null ? '' : String(value);
  // A cell that begins like a formula would be run by a spreadsheet; some read wide signs too, and pass over spaces.
  const safe = /^[\t\r\n]|^\s*[=+\-@＝＋－＠]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
