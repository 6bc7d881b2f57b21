import type { AuditEntry } from '../../src/domain/question-log.ts';
import type { LoggedQuestion, Writing } from '../../src/domain/question-record.ts';
import type { OutdatedClause } from '../../src/domain/revised-clause.ts';
import { shownDepartment } from '../log-export.ts';
import type { LogWords } from './log-words.ts';
import { type Layout, renderAnswer } from './render-answer.ts';
import { revisionWords } from './revision-words.ts';
import { printable } from './terminal.ts';
import type { Words } from './words.ts';
import { beginning } from './wrap.ts';
import { writingWords } from './writing-words.ts';

/** Columns of a question in a list on a terminal that has no width. */
const UNBOUNDED = 200;

/** What a rendering of records needs: the words of the command and what may not be shown. */
export interface LogView {
  readonly say: Words;
  readonly words: LogWords;
  readonly layout: Layout;
  readonly small: ReadonlySet<string>;
}

/** Records as a list, a line each: when, what came out, the question, and its id below. Pure. */
export function renderRecords(records: readonly LoggedQuestion[], view: LogView): string {
  const { words, layout } = view;
  if (records.length === 0) return words.none;
  const width = Math.min(layout.width, UNBOUNDED);
  return records
    .flatMap((record) => {
      const [mark] = record.verdict === 'failed' ? ['✕'] : view.say.verdicts[record.verdict];
      const said = record.feedback.map(({ helpful }) => (helpful ? '+' : '-')).join('');
      const head = `${localTime(record.askedAt)} ${mark} `;
      const question = printable(record.question ?? words.dropped);
      const details = [
        record.id,
        record.channel,
        department(record, view),
        ...(said === '' ? [] : [said]),
        ...(record.review === null ? [] : [words.findings[record.review.finding]]),
        ...(record.outdated === undefined ? [] : [words.outdated]),
      ];
      return [
        `${head}${beginning(question, Math.max(20, width - head.length - 2))}`,
        layout.style.dim(`  ${printable(details.filter((detail) => detail !== '').join(' · '))}`),
      ];
    })
    .join('\n');
}

/** One record whole: the answer as given, what the search found, why, and what was said about it. Pure. */
export function renderRecord(record: LoggedQuestion, view: LogView): string {
  const { words, layout } = view;
  const { fields } = words;
  const { answer, escalation, review } = record;
  const row = (name: string, value: string) => `${layout.style.dim(`${name}:`)} ${printable(value)}`;
  const bridges = (answer?.bridges ?? []).map(
    ({ word, as, similarity }) => `${word} → ${as} (${similarity.toFixed(2)})`,
  );
  return [
    layout.style.bold(printable(record.question ?? words.dropped)),
    '',
    ...(answer === null ? [] : [renderAnswer(answer, layout), '']),
    row(fields.asked, localTime(record.askedAt)),
    row(fields.channel, record.channel),
    row(fields.department, department(record, view) || '–'),
    row(fields.intent, record.intent ?? '–'),
    row(fields.generation, record.generation ?? '–'),
    ...(record.failure === null ? [] : [row(fields.failure, record.failure)]),
    row(
      fields.retrieved,
      record.retrieved.map(({ clauseId, score }) => `${clauseId} ${score.toFixed(2)}`).join(', ') || '–',
    ),
    ...(record.writing === undefined ? [] : [row(fields.writing, writingOf(record.writing, view))]),
    ...(bridges.length === 0 ? [] : [row(fields.bridges, bridges.join(', '))]),
    row(
      fields.times,
      Object.entries(record.milliseconds)
        .map(([stage, value]) => `${stage} ${value.toFixed(1)}`)
        .join(', '),
    ),
    ...(record.outdated ?? []).map((clause) => row(fields.outdated, changeOf(clause, view))),
    ...record.feedback.map(({ helpful, reason, comment }) =>
      row(
        fields.feedback,
        [helpful ? fields.helpful : fields.unhelpful, reason, comment].filter(Boolean).join(' · '),
      ),
    ),
    ...(escalation === null
      ? []
      : [
          row(
            fields.escalation,
            [escalation.contact, escalation.status, escalation.reply].filter(Boolean).join(' · '),
          ),
        ]),
    ...(review === null
      ? []
      : [
          row(
            fields.review,
            [words.findings[review.finding], review.expectedVerdict, ...review.expectedClauses, review.note]
              .filter(Boolean)
              .join(' · '),
          ),
        ]),
  ].join('\n');
}

/** What became of a model's wording, and by which model and prompt. */
function writingOf({ outcome, reason, model, prompt, tokens }: Writing, { say }: LogView): string {
  const words = writingWords(say.language);
  const result = `${words.outcomes[outcome]}${reason === null ? '' : ` (${reason})`}`;
  return [result, model, prompt, ...(tokens === null ? [] : [words.tokens(tokens)])].join(' · ');
}

/** Which clause changed when, how, and what stands for it now. */
function changeOf(
  { clauseId, kind, effects, labels, effectiveDate, publishedAt }: OutdatedClause,
  { words, say }: LogView,
): string {
  const { diff } = revisionWords(say.language);
  const what = [diff.kinds[kind], ...effects.map((effect) => diff.effects[effect])].join('、');
  const when =
    effectiveDate === null
      ? words.changedOn(localTime(publishedAt), false)
      : words.changedOn(effectiveDate, true);
  const now = labels.length === 0 ? '' : ` → ${labels.join(' ')}`;
  return `${clauseId}${now} · ${what} · ${when}`;
}

/** Who did what, newest first. Pure. */
export function renderAudit(entries: readonly AuditEntry[], words: LogWords): string {
  if (entries.length === 0) return words.noAudit;
  return entries
    .map(({ at, actor, action, subject }) => printable(`${localTime(at)}  ${action}  ${subject}  ${actor}`))
    .join('\n');
}

function department(record: LoggedQuestion, { small, words }: LogView): string {
  if (record.department === null) return '';
  return shownDepartment(record, small) ?? words.hidden;
}

/** A timestamp by this machine's clock, to the minute. */
function localTime(iso: string): string {
  const moment = new Date(iso);
  const pad = (value: number) => String(value).padStart(2, '0');
  const day = `${moment.getFullYear()}-${pad(moment.getMonth() + 1)}-${pad(moment.getDate())}`;
  return `${day} ${pad(moment.getHours())}:${pad(moment.getMinutes())}`;
}
