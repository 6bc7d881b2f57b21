import fc from 'fast-check';
import type { LogFilter, QuestionLog } from '../../src/domain/question-log.ts';
import type { QuestionRecord } from '../../src/domain/question-record.ts';
import { aRecord } from './records.ts';

/** A record, and what was found about it afterwards. */
export interface KeptRecord extends QuestionRecord {
  readonly disliked: boolean;
  readonly reviewed: boolean;
}

const DEPARTMENTS = ['税務課', '市民課', null] as const;
const CHANNELS = ['slack', 'teams', 'web'] as const;
const VERDICTS = ['allowed', 'not_allowed', 'failed'] as const;
const CLAUSES = [[], ['x/1/1'], ['x/1/1', 'y/2'], ['y/2']] as const;
const QUESTIONS = ['ＵＳＢを持ち出していい？', 'usb を貸していいですか', 'Can I lend it?', null] as const;
const CONVERSATIONS = ['c1', 'c2', null] as const;

const day = (index: number) => new Date(Date.UTC(2026, 0, 1 + index)).toISOString();

/** Keeps records in which every value of every part meets most values of the others; oldest first. */
export async function keepVariety(log: QuestionLog): Promise<readonly KeptRecord[]> {
  const kept: KeptRecord[] = [];
  for (let nth = 0; nth < 144; nth++) {
    const of = <T>(values: readonly T[], step: number) => values[Math.floor(nth / step) % values.length] as T;
    const record = aRecord({
      id: `r${nth}`,
      askedAt: day(Math.floor(nth / 20)),
      department: of(DEPARTMENTS, 1),
      channel: of(CHANNELS, 3),
      verdict: of(VERDICTS, 2),
      cited: of(CLAUSES, 5),
      question: of(QUESTIONS, 7),
      conversation: of(CONVERSATIONS, 4),
    });
    await log.append(record);
    const disliked = nth % 5 === 0;
    const reviewed = nth % 7 === 0;
    const said = { recordId: record.id, at: day(100) };
    if (nth % 5 < 2) {
      await log.giveFeedback({ ...said, asker: 'p', helpful: !disliked, reason: null, comment: null });
    }
    if (reviewed) {
      const finding = { finding: 'correct', expectedClauses: [], expectedVerdict: null, note: null } as const;
      await log.review({ ...said, reviewer: 'trainer', ...finding });
    }
    kept.push({ ...record, disliked, reviewed });
  }
  return kept;
}

/** Two or three parts of ten at a time: more would let next to nothing pass. */
const sometimes = <T>(values: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: values });

/** Any filter over these records, with values that some of them have and values that none has. */
export const filters: fc.Arbitrary<LogFilter> = fc
  .record({
    since: sometimes(fc.integer({ min: -1, max: 8 }).map(day)),
    until: sometimes(fc.integer({ min: -1, max: 8 }).map(day)),
    department: sometimes(fc.constantFrom('税務課', '市民課', '秘書課')),
    channel: sometimes(fc.constantFrom('slack', 'teams', 'web', 'cli')),
    verdicts: sometimes(fc.subarray(['allowed', 'not_allowed', 'failed', 'refuse'])),
    clauseId: sometimes(fc.constantFrom('x/1/1', 'y/2', 'z')),
    conversation: sometimes(fc.constantFrom('c1', 'c2', 'c3')),
    reviewed: sometimes(fc.boolean()),
    disliked: sometimes(fc.boolean()),
    text: sometimes(fc.constantFrom('USB', '持ち', 'いい', '？', 'lend it', '無い', ' ')),
  })
  .map((parts) => Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)));

/** Whether a record passes a filter: the plain truth that every log is compared with. */
export function passes(record: KeptRecord, filter: LogFilter): boolean {
  const same = (name: 'department' | 'channel' | 'conversation' | 'reviewed' | 'disliked') =>
    filter[name] === undefined || filter[name] === record[name];
  const plain = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s+/g, '');
  return (
    (filter.since === undefined || record.askedAt >= filter.since) &&
    (filter.until === undefined || record.askedAt < filter.until) &&
    same('department') &&
    same('channel') &&
    same('conversation') &&
    same('reviewed') &&
    same('disliked') &&
    (filter.verdicts === undefined || filter.verdicts.includes(record.verdict)) &&
    (filter.clauseId === undefined || record.cited.includes(filter.clauseId)) &&
    (filter.text === undefined ||
      filter.text.trim() === '' ||
      (record.question !== null && plain(record.question).includes(plain(filter.text))))
  );
}
