import type { Language } from '../../../src/domain/policy.ts';
import type { ReviewFinding } from '../../../src/domain/question-record.ts';

/** What the trainer's desk says, in one language. */
export interface DeskWords {
  readonly nav: Readonly<
    Record<
      | 'overview'
      | 'gaps'
      | 'vocabulary'
      | 'coverage'
      | 'questions'
      | 'review'
      | 'answers'
      | 'events'
      | 'digest'
      | 'quiz',
      string
    >
  >;
  readonly area: string;
  readonly week: string;
  readonly figures: Readonly<
    Record<'questions' | 'answered' | 'withheld' | 'helpful' | 'unhelpful' | 'people', string>
  >;
  readonly departments: string;
  readonly department: string;
  readonly noDepartment: string;
  readonly others: (departments: number) => string;
  readonly fewer: (smallest: number) => string;
  readonly hidden: string;
  readonly noRecords: string;
  readonly dropped: string;
  readonly restricted: string;
  readonly gaps: Readonly<
    Record<
      'why' | 'clauses' | 'wordings' | 'next' | 'records' | 'course' | 'none' | 'status' | 'type',
      string
    >
  > & {
    readonly summary: (gaps: number, questions: number, people: number, since: string) => string;
    readonly tooFew: (smallest: number) => string;
    readonly people: (people: number) => string;
    readonly counts: (people: number, questions: number) => string;
    readonly hidden: (gaps: number, smallest: number) => string;
  };
  readonly coverage: {
    readonly clause: string;
    readonly disliked: string;
    readonly gone: string;
    readonly summary: (questions: number, clauses: number) => string;
    readonly never: (clauses: number) => string;
  };
  readonly filter: Readonly<
    Record<
      | 'legend'
      | 'text'
      | 'since'
      | 'until'
      | 'channel'
      | 'verdict'
      | 'any'
      | 'disliked'
      | 'unreviewed'
      | 'outdated'
      | 'onlyOutdated'
      | 'apply'
      | 'csv'
      | 'next'
      | 'failed'
      | 'clause',
      string
    >
  >;
  readonly record: Readonly<
    Record<
      | 'title'
      | 'asked'
      | 'retrieved'
      | 'feedback'
      | 'escalation'
      | 'failure'
      | 'review'
      | 'finding'
      | 'expectedVerdict'
      | 'expectedClauses'
      | 'note'
      | 'save'
      | 'saved'
      | 'none',
      string
    >
  >;
  readonly findings: Readonly<Record<ReviewFinding, string>>;
}

const japanese: DeskWords = {
  nav: {
    overview: '概況',
    gaps: '足りないもの',
    coverage: '条項ごと',
    vocabulary: '語彙',
    questions: '質問の記録',
    review: '確認',
    answers: '承認済み回答',
    events: '出来事と効果',
    digest: '週報',
    quiz: '確認問題',
  },
  area: '研修担当',
  week: '週（月曜から）',
  figures: {
    questions: '質問',
    answered: '回答',
    withheld: '保留',
    helpful: '役に立った',
    unhelpful: '役に立たなかった',
    people: '人数',
  },
  departments: '部署ごと',
  department: '部署',
  noDepartment: '部署不明',
  others: (departments) => `その他 ${departments} 部署`,
  fewer: (smallest) => `${smallest}人未満`,
  hidden: '（少人数のため非表示）',
  noRecords: '該当する質問はありません。',
  dropped: '（文面は保存期間を過ぎて消去済み）',
  restricted: '回答は、閲覧を限った文書によるため表示しません。',
  gaps: {
    why: '根拠',
    clauses: '条項',
    wordings: '聞かれ方',
    next: '次の一手',
    records: '質問の記録',
    course: '週ごとの人数',
    none: '足りないものは見つかりませんでした。',
    status: '状態',
    type: '種類',
    summary: (gaps, questions, people, since) =>
      `${since} から、${people}人の質問 ${questions} 件に、足りないものが ${gaps} 件見つかりました。`,
    tooFew: (smallest) => `質問した人が${smallest}人に満たないため、表示しません。`,
    people: (people) => `${people}人`,
    counts: (people, questions) => `${people}人、${questions}件`,
    hidden: (gaps, smallest) => `${smallest}人に満たない話題 ${gaps} 件は表示していません。`,
  },
  coverage: {
    clause: '条項',
    disliked: '不評',
    gone: '（廃止）',
    summary: (questions, clauses) => `質問 ${questions} 件、聞かれた条項 ${clauses} 件`,
    never: (clauses) => `一度も聞かれていない条項 ${clauses} 件`,
  },
  filter: {
    legend: '絞り込み',
    text: '質問に含まれる語',
    since: 'この日から',
    until: 'この日の前まで',
    channel: '経路',
    verdict: '判定',
    any: 'すべて',
    disliked: '役に立たなかったものだけ',
    unreviewed: '未確認だけ',
    outdated: '引用条項が改定済み',
    onlyOutdated: '引用条項が改定されたものだけ',
    apply: '絞り込む',
    csv: 'CSV で書き出す',
    next: '次の質問',
    failed: '失敗',
    clause: '引用された条項の ID',
  },
  record: {
    title: '質問',
    asked: '日時',
    retrieved: '検索結果',
    feedback: '評価',
    escalation: '担当者へ',
    failure: '失敗',
    review: '確認',
    finding: '回答は',
    expectedVerdict: '正しい判定',
    expectedClauses: '引用すべきだった条項の番号または ID（一行に一つ）',
    note: 'メモ',
    save: '記録する',
    saved: '確認を記録しました。',
    none: '（指定しない）',
  },
  findings: {
    correct: '正しい',
    wrong_clause: '条項が違う',
    wrong_verdict: '判定が違う',
    should_have_abstained: '判定を控えるべきだった',
    should_have_answered: '答えるべきだった',
  },
};

const english: DeskWords = {
  nav: {
    overview: 'Overview',
    gaps: 'Gaps',
    coverage: 'Clauses',
    vocabulary: 'Words',
    questions: 'Questions',
    review: 'Review',
    answers: 'Approved answers',
    events: 'Events',
    digest: 'Digest',
    quiz: 'Quiz',
  },
  area: 'Training',
  week: 'week (from Monday)',
  figures: {
    questions: 'questions',
    answered: 'answered',
    withheld: 'withheld',
    helpful: 'helpful',
    unhelpful: 'not helpful',
    people: 'people',
  },
  departments: 'By department',
  department: 'department',
  noDepartment: 'not known',
  others: (departments) => `${departments} others`,
  fewer: (smallest) => `under ${smallest}`,
  hidden: '(hidden: too few people)',
  noRecords: 'No question fits.',
  dropped: '(its wording was deleted when its time was over)',
  restricted: 'The answer rests on a document kept to a group and is not shown.',
  gaps: {
    why: 'Why',
    clauses: 'Clauses',
    wordings: 'How it was asked',
    next: 'Next step',
    records: 'Questions',
    course: 'People by week',
    none: 'No gap was found.',
    status: 'status',
    type: 'kind',
    summary: (gaps, questions, people, since) =>
      `${gaps} gaps in ${questions} questions of ${people} people since ${since}.`,
    tooFew: (smallest) => `Fewer than ${smallest} people asked, so nothing is shown.`,
    people: (people) => (people === 1 ? '1 person' : `${people} people`),
    counts: (people, questions) =>
      `${people === 1 ? '1 person' : `${people} people`}, ${questions === 1 ? '1 question' : `${questions} questions`}`,
    hidden: (gaps, smallest) => `${gaps} topics of fewer than ${smallest} people are not shown.`,
  },
  coverage: {
    clause: 'clause',
    disliked: 'not helpful',
    gone: ' (no longer in force)',
    summary: (questions, clauses) => `${questions} questions on ${clauses} clauses`,
    never: (clauses) => `${clauses} clauses nobody asked about`,
  },
  filter: {
    legend: 'Filter',
    text: 'words of the question',
    since: 'from',
    until: 'before',
    channel: 'channel',
    verdict: 'verdict',
    any: 'all',
    disliked: 'only those not helpful',
    unreviewed: 'only those not reviewed',
    outdated: 'cites a clause changed since',
    onlyOutdated: 'only those that cite a clause changed since',
    apply: 'Filter',
    csv: 'Download CSV',
    next: 'Next questions',
    failed: 'failed',
    clause: 'id of a clause cited',
  },
  record: {
    title: 'Question',
    asked: 'asked',
    retrieved: 'found',
    feedback: 'feedback',
    escalation: 'handed over',
    failure: 'failure',
    review: 'Review',
    finding: 'The answer is',
    expectedVerdict: 'the right verdict',
    expectedClauses: 'numbers or ids of clauses that should have been cited (one a line)',
    note: 'note',
    save: 'Save',
    saved: 'The review was saved.',
    none: '(none)',
  },
  findings: {
    correct: 'correct',
    wrong_clause: 'wrong clause',
    wrong_verdict: 'wrong verdict',
    should_have_abstained: 'should have abstained',
    should_have_answered: 'should have answered',
  },
};

/** The words of a language. */
export function deskWords(language: Language): DeskWords {
  return language === 'ja' ? japanese : english;
}
