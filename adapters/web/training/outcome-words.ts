import type { ApprovalStatus } from '../../../src/domain/approved-answer.ts';
import type { Language } from '../../../src/domain/policy.ts';
import type { TrainingEventKind } from '../../../src/domain/training-event.ts';
import type { EffectFinding } from '../../../src/training/before-after.ts';

/** What the desk says where a trainer acts on what was found, in one language. */
export interface OutcomeWords {
  readonly answers: Readonly<
    Record<'none' | 'approve' | 'reject' | 'reason' | 'rests' | 'propose' | 'proposeHint' | 'text', string>
  > & { readonly statuses: Readonly<Record<ApprovalStatus, string>> };
  readonly events: Readonly<
    Record<
      | 'none'
      | 'all'
      | 'add'
      | 'kind'
      | 'title'
      | 'day'
      | 'clauses'
      | 'departments'
      | 'save'
      | 'delete'
      | 'method',
      string
    >
  > & {
    readonly kinds: Readonly<Record<TrainingEventKind, string>>;
    readonly findings: Readonly<Record<EffectFinding, string>>;
    readonly heads: readonly string[];
    readonly window: (days: number) => string;
    readonly hidden: (departments: number, smallest: number) => string;
    readonly unknown: (clause: string) => string;
  };
  readonly digest: { readonly label: string; readonly hint: string };
  readonly quiz: Readonly<Record<'none' | 'answers' | 'hint', string>>;
}

const japanese: OutcomeWords = {
  answers: {
    none: '提案も承認済みの回答もまだありません。',
    approve: '承認する',
    reject: '取り下げる',
    reason: '理由（任意）',
    rests: '根拠の条項',
    propose: 'この質問への回答を提案する',
    proposeHint: '承認されると、同じ質問にはこの文章で答えます。根拠の条項が変わると、自動で止まります。',
    text: '回答の文章',
    statuses: { proposed: '承認待ち', approved: '承認済み', suspended: '停止中', rejected: '却下' },
  },
  events: {
    none: '出来事はまだ記録されていません。',
    all: '全体',
    add: '出来事を記録する',
    kind: '種類',
    title: '名前',
    day: '行った日',
    clauses: '対象の条項の番号（一行に一つ。文書が複数あるときは「文書ID/番号」）',
    departments: '対象の部署（一行に一つ。空なら全部署）',
    save: '記録する',
    delete: '消す',
    method:
      '数は「その条項について聞いた人／ほかのことを聞いた人」（同じ人は週に1回）。区間は95%（比較の数を見込んだもの）。',
    kinds: { course: '研修', revision: '改定', notice: '通知' },
    findings: {
      fewer: '減った',
      more: '増えた',
      none: '変化は認められない',
      too_little: '質問が少なく判断できない',
    },
    heads: ['部署', '前', '後', '比（区間）', '結果'],
    window: (days) => (days === 0 ? '比べるには、前後それぞれ1週間の質問が要ります' : `前後 ${days} 日`),
    hidden: (departments, smallest) => `${smallest}人に満たない部署 ${departments} 件は表示していません。`,
    unknown: (clause) => `条項「${clause}」が一つに決まりません。`,
  },
  digest: {
    label: '直近7日のまとめ',
    hint: '全職員に配れる文章です。個人や部署は含みません。選択して写せます。',
  },
  quiz: {
    none: '日本語の条項で答えた質問のうち、問題にできるものがまだありません。何人もが使った言い方の質問だけを使います。',
    answers: '答え',
    hint: '実際に寄せられた質問です。それぞれ、答えとなる条項はどれですか。問題は週ごとに変わります。',
  },
};

const english: OutcomeWords = {
  answers: {
    none: 'There are no proposals and no approved answers yet.',
    approve: 'Approve',
    reject: 'Reject',
    reason: 'reason (optional)',
    rests: 'rests on',
    propose: 'Propose an answer to this question',
    proposeHint:
      'Once approved, the same question gets these words. The answer is suspended when a clause it rests on changes.',
    text: 'the words of the answer',
    statuses: { proposed: 'proposed', approved: 'approved', suspended: 'suspended', rejected: 'rejected' },
  },
  events: {
    none: 'No event was recorded yet.',
    all: 'all',
    add: 'Record an event',
    kind: 'kind',
    title: 'name',
    day: 'day',
    clauses:
      'numbers of the clauses it was about (one a line; DOCUMENT/NUMBER where several documents have it)',
    departments: 'departments it reached (one a line; empty for all)',
    save: 'Save',
    delete: 'Delete',
    method:
      'Figures: people who asked on these clauses / on anything else, each counted once a week. Intervals: 95 %, corrected for the number of comparisons.',
    kinds: { course: 'course', revision: 'revision', notice: 'notice' },
    findings: {
      fewer: 'fewer questions',
      more: 'more questions',
      none: 'no change to be seen',
      too_little: 'too few questions to tell',
    },
    heads: ['department', 'before', 'after', 'ratio (interval)', 'finding'],
    window: (days) =>
      days === 0 ? 'comparing takes a week of questions on each side' : `${days} days on each side`,
    hidden: (departments, smallest) =>
      `${departments} departments of fewer than ${smallest} people are not shown.`,
    unknown: (clause) => `"${clause}" is not one clause.`,
  },
  digest: {
    label: 'The last seven days',
    hint: 'Fit for all staff: it names no person and no department. Select it to copy.',
  },
  quiz: {
    none: 'No question answered from a clause in English is fit for a quiz yet: only wordings that several people used are.',
    answers: 'Answers',
    hint: 'Questions as they were really asked; new every week. Which clause answers each of them?',
  },
};

/** The words of a language. */
export function outcomeWords(language: Language): OutcomeWords {
  return language === 'ja' ? japanese : english;
}
