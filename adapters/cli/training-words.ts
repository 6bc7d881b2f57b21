import type { Language } from '../../src/domain/policy.ts';
import type { TrainingEventKind } from '../../src/domain/training-event.ts';
import type { EffectFinding } from '../../src/training/before-after.ts';

/** What the commands `gaps`, `coverage`, `digest`, `quiz` and `event` say, in one language. */
export interface TrainingWords {
  readonly help: Readonly<
    Record<
      | 'gaps'
      | 'coverage'
      | 'digest'
      | 'quiz'
      | 'event'
      | 'eventAdd'
      | 'eventList'
      | 'eventDelete'
      | 'eventEffects'
      | 'since'
      | 'digestSince'
      | 'department'
      | 'limit'
      | 'departments'
      | 'items'
      | 'seed'
      | 'kind'
      | 'title'
      | 'at'
      | 'clauses'
      | 'reached'
      | 'id'
      | 'days',
      string
    >
  >;
  readonly gaps: {
    readonly summary: (gaps: number, questions: number, people: number, since: string) => string;
    readonly none: string;
    /** Where nothing was asked at all, or is kept. */
    readonly empty: (since: string) => string;
    readonly hidden: (gaps: number, smallest: number) => string;
    readonly tooFew: (smallest: number) => string;
    readonly counts: (people: number, questions: number) => string;
    readonly clauses: string;
    readonly alsoAsked: string;
    readonly departments: string;
    readonly noDepartment: string;
    readonly others: (departments: number) => string;
    readonly peopleOf: (department: string, people: number) => string;
    readonly comma: string;
    readonly next: string;
    readonly noWording: string;
  };
  readonly coverage: {
    readonly heads: readonly [string, string, string, string, string, string];
    readonly summary: (questions: number, clauses: number) => string;
    readonly never: (clauses: number) => string;
    readonly gone: string;
    readonly more: (clauses: number) => string;
  };
  readonly quiz: {
    readonly none: string;
    readonly few: (items: number, asked: number) => string;
    readonly answers: string;
    readonly task: string;
  };
  readonly event: {
    readonly kinds: Readonly<Record<TrainingEventKind, string>>;
    readonly kept: (id: string) => string;
    readonly deleted: (id: string) => string;
    readonly unknown: (id: string) => string;
    readonly unknownRemedy: string;
    /** Of an event whose day is still to come. */
    readonly ahead: string;
    readonly none: string;
    readonly all: string;
    readonly findings: Readonly<Record<EffectFinding, string>>;
    readonly heads: readonly [string, string, string, string, string];
    readonly window: (days: number) => string;
    readonly hidden: (departments: number, smallest: number) => string;
    readonly method: string;
  };
}

const japanese: TrainingWords = {
  help: {
    gaps: '質問の記録から、足りないもの（研修・規程・検索・条文）を見つけます。質問者は示しません。',
    coverage: '条項ごとに、聞かれた回数、答えた回数、判定を控えた回数、評価を表示します。',
    digest: '1週間のまとめを、全職員に配れる文章で表示します。',
    quiz: '実際の質問（個人情報を除いたもの）から確認問題を作ります。',
    event: '研修、改定、通知を記録し、前後で質問が減ったかを調べます。',
    eventAdd: '研修、改定、通知を記録します。',
    eventList: '記録した出来事を古い順に表示します。',
    eventDelete: '出来事の記録を消します。',
    eventEffects: '出来事の前後で、その条項への質問が変わったかを部署ごとに調べます（既定）。',
    since: 'この日 (YYYY-MM-DD) から。既定は13週間前',
    digestSince: 'この日 (YYYY-MM-DD) から今日までをまとめる。既定は直近7日',
    department: 'この部署だけ。少人数の話題は表示しません',
    limit: '表示する件数',
    departments: '部署ごとの人数も表示する（少人数の部署は隠す）',
    items: '問題の数',
    seed: '同じ数なら同じ問題になります。既定は週ごとに変わります',
    kind: 'course（研修）、revision（改定）、notice（通知）',
    title: '名前',
    at: '行った日 (YYYY-MM-DD)',
    clauses: '対象の条項の ID または番号（繰り返し可）',
    reached: '対象の部署（繰り返し可）。既定は全部署',
    id: '出来事の ID',
    days: '前後それぞれ何日を比べるか',
  },
  gaps: {
    summary: (gaps, questions, people, since) =>
      `${since} から、${people}人の質問 ${questions} 件に、不足が ${gaps} 件見つかりました。`,
    none: '不足は見つかりませんでした。二人以上が同じことを聞くと現れます。--since で期間を広げられます。',
    empty: (since) =>
      `${since} からの質問の記録はありません。質問がたまってからもう一度見るか、--since で期間を広げてください。`,
    hidden: (gaps, smallest) => `${smallest}人に満たない話題 ${gaps} 件は表示していません。`,
    tooFew: (smallest) => `質問した人が${smallest}人に満たないため、表示しません。`,
    counts: (people, questions) => `${people}人、${questions}件`,
    clauses: '条項',
    alsoAsked: 'ほかの言い方',
    departments: '部署',
    noDepartment: '部署不明',
    others: (departments) => `その他${departments}部署`,
    peopleOf: (department, people) => `${department} ${people}人`,
    comma: '、',
    next: '次の一手',
    noWording: '（文面は保存期間を過ぎて消去済み）',
  },
  coverage: {
    heads: ['条項', '質問', '回答', '保留', '不評', '人数'],
    summary: (questions, clauses) => `質問 ${questions} 件、聞かれた条項 ${clauses} 件`,
    never: (clauses) => `一度も聞かれていない条項 ${clauses} 件`,
    gone: '（廃止）',
    more: (clauses) => `ほか ${clauses} 件（--limit で増やせます）`,
  },
  quiz: {
    none: '日本語の条項で答えた質問のうち、問題にできるものがまだありません。同じ言い方を何人もが使った質問だけを使います。--since で期間を広げるか、英語の質問が多ければ --lang en を試してください。',
    few: (items, asked) => `問題にできる質問が少ないため、${asked}問のうち${items}問です。`,
    answers: '答え',
    task: '実際に寄せられた質問です。それぞれ、答えとなる条項はどれですか。',
  },
  event: {
    kinds: { course: '研修', revision: '改定', notice: '通知' },
    kept: (id) => `出来事 ${id} を記録しました。`,
    deleted: (id) => `出来事 ${id} を消しました。`,
    unknown: (id) => `出来事 ${id} はありません。`,
    unknownRemedy: 'kitei event list で ID を確かめてください。',
    ahead: 'その日はこれからです。前後の比較は、その日が過ぎて質問がたまってから表示します。',
    none: '出来事はまだ記録されていません。kitei event add で記録します。',
    all: '全体',
    findings: {
      fewer: '減った',
      more: '増えた',
      none: '変化は認められない',
      too_little: '質問が少なく判断できない',
    },
    heads: ['部署', '前', '後', '比（区間）', '結果'],
    window: (days) => (days === 0 ? '比べるには、前後それぞれ1週間の質問が要ります' : `前後 ${days} 日`),
    hidden: (departments, smallest) => `${smallest}人に満たない部署 ${departments} 件は表示していません。`,
    method:
      '数は「その条項について聞いた人／ほかのことを聞いた人」（同じ人は週に1回）。区間は95%（全体どうし、部署どうしの比較の数を見込んだもの）。',
  },
};

const english: TrainingWords = {
  help: {
    gaps: 'Find what is missing (courses, rules, vocabulary, clear wording) in what was asked. Nobody is named.',
    coverage: 'Show clause by clause how often it was asked about, answered from, withheld, disliked.',
    digest: 'Print the week in a text fit for a channel that all staff read.',
    quiz: 'Make a quiz from real questions, personal data removed.',
    event: 'Keep courses, revisions and notices, and see whether people asked less after them.',
    eventAdd: 'Keep a course, a revision or a notice.',
    eventList: 'List events, oldest first.',
    eventDelete: 'Delete an event.',
    eventEffects:
      'Compare questions on the clauses of events before and after them, by department (the default).',
    since: 'from this day (YYYY-MM-DD); 13 weeks ago by default',
    digestSince: 'tell the time from this day (YYYY-MM-DD) until now; the last seven days by default',
    department: 'only this department; topics of few people are left out',
    limit: 'how many to show',
    departments: 'show people by department as well (departments of few people are hidden)',
    items: 'number of questions',
    seed: 'the same number gives the same quiz; changes every week by default',
    kind: 'course, revision or notice',
    title: 'name',
    at: 'day it took place (YYYY-MM-DD)',
    clauses: 'id or number of a clause it is about (may be repeated)',
    reached: 'department it reached (may be repeated); all by default',
    id: 'id of the event',
    days: 'days compared on each side',
  },
  gaps: {
    summary: (gaps, questions, people, since) =>
      `${counted(gaps, 'gap')} in ${counted(questions, 'question')} of ${counted(people, 'person', 'people')} since ${since}.`,
    none: 'No gap was found. One shows once two people have asked the same; --since looks further back.',
    empty: (since) =>
      `No question is recorded since ${since}. Look again when some were asked, or further back with --since.`,
    hidden: (gaps, smallest) =>
      `${counted(gaps, 'topic')} of fewer than ${smallest} people ${gaps === 1 ? 'is' : 'are'} not shown.`,
    tooFew: (smallest) => `Fewer than ${smallest} people asked, so nothing is shown.`,
    counts: (people, questions) =>
      `${counted(people, 'person', 'people')}, ${counted(questions, 'question')}`,
    clauses: 'Clauses',
    alsoAsked: 'Also asked as',
    departments: 'Departments',
    noDepartment: 'department unknown',
    others: (departments) => counted(departments, 'other'),
    peopleOf: (department, people) => `${department}: ${people}`,
    comma: ', ',
    next: 'Next',
    noWording: '(its wording was deleted when its time was over)',
  },
  coverage: {
    heads: ['clause', 'asked', 'answered', 'withheld', 'disliked', 'people'],
    summary: (questions, clauses) =>
      `${counted(questions, 'question')}, ${counted(clauses, 'clause')} asked about`,
    never: (clauses) => `${counted(clauses, 'clause')} nobody asked about`,
    gone: '(no longer in force)',
    more: (clauses) => `${clauses} more (see --limit)`,
  },
  quiz: {
    none: 'No question answered from a clause in English is fit for a quiz yet: only wordings that several people used are. Look further back with --since or, where most ask in Japanese, try --lang ja.',
    few: (items, asked) => `Only ${items} of ${asked}: the log has no more questions fit for a quiz.`,
    answers: 'Answers',
    task: 'Questions as they were really asked. Which clause answers each of them?',
  },
  event: {
    kinds: { course: 'course', revision: 'revision', notice: 'notice' },
    kept: (id) => `Event ${id} is kept.`,
    deleted: (id) => `Event ${id} is deleted.`,
    unknown: (id) => `There is no event ${id}.`,
    unknownRemedy: 'See kitei event list for the ids.',
    ahead:
      'That day is still to come: before and after are compared once it is past and questions have come in.',
    none: 'No event is kept yet: kitei event add.',
    all: 'all',
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
      `${counted(departments, 'department')} of fewer than ${smallest} people ${departments === 1 ? 'is' : 'are'} not shown.`,
    method:
      'Figures: people who asked on these clauses / on anything else, each counted once a week. Intervals: 95 %, corrected for the number of comparisons (of events, and of departments).',
  },
};

function counted(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** The words of a language. */
export function trainingWords(language: Language): TrainingWords {
  return language === 'ja' ? japanese : english;
}
