import type { ApprovalStatus } from '../../src/domain/approved-answer.ts';
import type { Language } from '../../src/domain/policy.ts';
import type { ReviewFinding } from '../../src/domain/question-record.ts';

/** What the `log` and `answers` commands say, in one language. */
export interface LogWords {
  readonly help: Readonly<
    Record<
      | 'log'
      | 'list'
      | 'show'
      | 'export'
      | 'purge'
      | 'trustClock'
      | 'forget'
      | 'audit'
      | 'review'
      | 'answers'
      | 'approve'
      | 'reject'
      | 'propose'
      | 'id'
      | 'since'
      | 'until'
      | 'department'
      | 'channel'
      | 'verdict'
      | 'clause'
      | 'text'
      | 'disliked'
      | 'unreviewed'
      | 'outdated'
      | 'limit'
      | 'after'
      | 'csv'
      | 'jsonl'
      | 'out'
      | 'asker'
      | 'finding'
      | 'expectClause'
      | 'expectVerdict'
      | 'note'
      | 'golden'
      | 'status'
      | 'answerText'
      | 'reason',
      string
    >
  >;
  readonly none: string;
  /** The log holds nothing at all. */
  readonly empty: string;
  readonly noneOfDepartment: (smallest: number) => string;
  readonly noAnswers: string;
  readonly noAudit: string;
  readonly more: (next: string) => string;
  readonly dropped: string;
  readonly hidden: string;
  readonly purged: (wordings: number, records: number, addresses: number) => string;
  readonly forgotten: (records: number) => string;
  readonly droppedAnswers: (ids: readonly string[]) => string;
  readonly unlinkedAnswers: (ids: readonly string[]) => string;
  /** How the id of an asker is made, where none was found. */
  readonly askerHint: string;
  readonly exported: (records: number, path: string) => string;
  readonly reviewed: (id: string) => string;
  readonly golden: (path: string) => string;
  readonly decided: (id: string, status: ApprovalStatus) => string;
  readonly statuses: Readonly<Record<ApprovalStatus, string>>;
  readonly unknown: (id: string) => string;
  readonly unknownRemedy: string;
  readonly unknownAnswer: (id: string) => string;
  readonly unknownAnswerRemedy: string;
  readonly fields: Readonly<
    Record<
      | 'asked'
      | 'channel'
      | 'department'
      | 'intent'
      | 'retrieved'
      | 'bridges'
      | 'times'
      | 'writing'
      | 'generation'
      | 'feedback'
      | 'helpful'
      | 'unhelpful'
      | 'escalation'
      | 'review'
      | 'failure'
      | 'outdated',
      string
    >
  >;
  readonly findings: Readonly<Record<ReviewFinding, string>>;
  /** Marks a record that cites a clause which changed since. */
  readonly outdated: string;
  /** From when a clause reads otherwise: when that was published, or the day of a version published before. */
  readonly changedOn: (day: string, isEffectiveDate: boolean) => string;
}

const japanese: LogWords = {
  help: {
    log: '質問の記録を見る、書き出す、消す。質問者は誰にも示されません。',
    list: '新しい順に一覧を表示します（既定）。',
    show: '記録を一つ、検索結果や所要時間まで表示します。',
    export: '記録を CSV または JSON Lines で書き出します。質問者は含みません。',
    purge: '保存期間の過ぎた文面と記録を消します。',
    trustClock: '三か月以上質問がなくても、時計が正しいものとして消します。',
    forget: 'ある質問者の仮名と文面をすべての記録から消します。件数は残ります。',
    audit: '誰がいつ記録を見たか、変えたかを表示します。',
    review: '回答が正しかったかを記録します。',
    answers: '人が承認した回答を一覧、承認、却下します。',
    approve: '提案された回答を承認します。以後、同じ質問にはこの回答を使います。',
    reject: '提案または承認済みの回答を取り下げます。',
    propose: '記録の引用に結び付けて、承認済み回答の案を作ります。',
    id: '記録または回答の ID',
    since: 'この日 (YYYY-MM-DD) から',
    until: 'この日 (YYYY-MM-DD) の前まで',
    department: '部署',
    channel: '経路: cli、web、slack、teams',
    verdict: '判定（コンマ区切り）',
    clause: 'この条項を引用した記録（条項 ID）',
    text: '質問に含まれる語',
    disliked: '「役に立たなかった」とされた記録だけ',
    unreviewed: 'まだ確認していない記録だけ',
    outdated: '引用した条項がその後に実質的に変わった記録だけ',
    limit: '表示する件数',
    after: '前の頁の終わりに示された位置の続きから',
    csv: 'CSV で書き出す',
    jsonl: 'JSON Lines で書き出す（既定）',
    out: '書き出すファイル。既定は標準出力',
    asker: '経路での質問者の ID（例: slack:T123:U456）',
    finding: 'correct、wrong_clause、wrong_verdict、should_have_abstained、should_have_answered',
    expectClause: '引用すべきだった条項の番号または ID（繰り返し可）',
    expectVerdict: '正しい判定',
    note: '書き添えること',
    golden: '確認した記録を checks.jsonl の問題に加える',
    status: 'proposed、approved、suspended、rejected',
    answerText: '回答の文章',
    reason: '理由',
  },
  none: '条件に合う記録はありません。条件を減らすか、期間を広げてください（kitei log list --help）。',
  empty: '質問の記録はまだありません。kitei ask "…" か npm start で質問すると、ここに残ります。',
  noneOfDepartment: (smallest) =>
    `条件に合う記録がないか、質問した人が${smallest}人に満たない部署のため表示しません。`,
  noAnswers:
    '承認済みの回答も案もありません。「担当者に聞く」への返信が案になります。自分で作るには: kitei answers propose 記録のID --text "…"',
  noAudit: '監査記録はまだありません。',
  more: (next) => `続きがあります。同じコマンドに --after ${next} を付けてください。`,
  dropped: '（文面は保存期間を過ぎて消去済み）',
  hidden: '（少人数のため非表示）',
  purged: (wordings, records, addresses) =>
    `文面 ${wordings} 件、記録 ${records} 件、返信先 ${addresses} 件を消しました。`,
  forgotten: (records) => `${records} 件の記録から質問者と文面を消しました。`,
  droppedAnswers: (ids) =>
    `その質問から作られた回答の案、却下した回答 ${ids.length} 件も消しました: ${ids.join('、')}`,
  unlinkedAnswers: (ids) =>
    `承認した回答 ${ids.length} 件は組織のものとして残し、記録とのつながりを消しました: ${ids.join('、')}（取り下げるには kitei answers reject ID）`,
  askerHint:
    'この質問者の記録は見つかりません。ID の形は slack:チーム:利用者、teams:テナント:オブジェクトID、web:アカウント、cli:機械:利用者 です。仮名は KITEI_SECRET（設定がなければデータフォルダーの secret）から作るので、鍵を替えた後は前の鍵を KITEI_SECRET_BEFORE に設定してください。',
  exported: (records, path) => `${records} 件を ${path} に書き出しました。`,
  reviewed: (id) => `${id} の確認を記録しました。`,
  golden: (path) => `問題を ${path} に加えました。`,
  decided: (id, status) =>
    `${id}: ${japanese.statuses[status]}${status === 'proposed' ? `（承認するには kitei answers approve ${id}）` : ''}`,
  statuses: { proposed: '承認待ち', approved: '承認済み', suspended: '停止中', rejected: '却下' },
  unknown: (id) => `ID ${id} の記録はありません。`,
  unknownRemedy: 'kitei log で ID を確かめてください。',
  unknownAnswer: (id) => `ID ${id} の回答はありません。`,
  unknownAnswerRemedy: 'kitei answers で ID を確かめてください。',
  fields: {
    asked: '日時',
    channel: '経路',
    department: '部署',
    intent: '意図',
    retrieved: '検索結果',
    bridges: '近い語',
    writing: '回答の文',
    times: '所要時間 (ms)',
    generation: '索引',
    feedback: '評価',
    helpful: '役に立った',
    unhelpful: '役に立たなかった',
    escalation: '担当者へ',
    review: '確認',
    failure: '失敗',
    outdated: '変わった条項',
  },
  findings: {
    correct: '正しい',
    wrong_clause: '条項が違う',
    wrong_verdict: '判定が違う',
    should_have_abstained: '判定を控えるべきだった',
    should_have_answered: '答えるべきだった',
  },
  outdated: '引用条項が改定済み',
  changedOn: (day, isEffectiveDate) => (isEffectiveDate ? `${day} 施行` : `${day} 公開`),
};

const english: LogWords = {
  help: {
    log: 'Look at the question log, export it, delete from it. Nobody is shown who asked.',
    list: 'List records, newest first (the default).',
    show: 'Show one record, with what the search found and how long each part took.',
    export: 'Export records as CSV or JSON Lines, without who asked.',
    purge: 'Delete wording and records whose time of keeping is over.',
    trustClock: 'Delete although nothing was asked for three months: the clock is right.',
    forget: "Take one asker's pseudonym and wording out of every record; the counts stay.",
    audit: 'Show who looked at the log or changed it, and when.',
    review: 'Record whether an answer was right.',
    answers: 'List, approve and reject answers given by people.',
    approve: 'Approve a proposed answer; the same question gets it from then on.',
    reject: 'Take back a proposed or approved answer.',
    propose: 'Propose an approved answer that rests on the citations of a record.',
    id: 'id of a record or an answer',
    since: 'from this day (YYYY-MM-DD)',
    until: 'before this day (YYYY-MM-DD)',
    department: 'department',
    channel: 'channel: cli, web, slack, teams',
    verdict: 'verdicts, separated by commas',
    clause: 'records that cite this clause (its id)',
    text: 'words that the question contains',
    disliked: 'only records that somebody found unhelpful',
    unreviewed: 'only records nobody has reviewed',
    outdated: 'records that cite a clause which was changed in substance since',
    limit: 'how many to show',
    after: 'go on after the place named at the end of a page',
    csv: 'export CSV',
    jsonl: 'export JSON Lines (the default)',
    out: 'file to write; standard output unless told',
    asker: "the asker's id in the channel (such as slack:T123:U456)",
    finding: 'correct, wrong_clause, wrong_verdict, should_have_abstained, should_have_answered',
    expectClause: 'number or id of a clause that should have been cited (may be repeated)',
    expectVerdict: 'the right verdict',
    note: 'a note',
    golden: 'add the reviewed record to checks.jsonl',
    status: 'proposed, approved, suspended, rejected',
    answerText: 'the words of the answer',
    reason: 'why',
  },
  none: 'No record fits. Ask for less, or look further back (kitei log list --help).',
  empty: 'No question is recorded yet. Those asked with kitei ask "…" or npm start will be here.',
  noneOfDepartment: (smallest) =>
    `No record fits, or fewer than ${smallest} people of this department have asked, so nothing is shown.`,
  noAnswers:
    'There is no approved answer and no proposal. Replies to "Ask the person in charge" become proposals. To make one: kitei answers propose RECORD --text "…"',
  noAudit: 'The audit log is empty.',
  more: (next) => `There is more: add --after ${next} to the same command.`,
  dropped: '(its wording was deleted when its time was over)',
  hidden: '(hidden: too few people)',
  purged: (wordings, records, addresses) =>
    `Deleted the wording of ${counted(wordings, 'record')}, ${counted(records, 'whole record')} and ${counted(addresses, 'reply address', 'reply addresses')}.`,
  forgotten: (records) => `The asker and the wording are gone from ${counted(records, 'record')}.`,
  droppedAnswers: (ids) =>
    `Deleted with them ${counted(ids.length, 'proposed or rejected answer')}: ${ids.join(', ')}`,
  unlinkedAnswers: (ids) =>
    `${counted(ids.length, 'approved answer')} made from them ${ids.length === 1 ? 'stays' : 'stay'} as the organisation's own, without the record: ${ids.join(', ')} (to take one back: kitei answers reject ID)`,
  askerHint:
    'No record of this asker was found. Ids are slack:TEAM:USER, teams:TENANT:OBJECT-ID, web:ACCOUNT, cli:MACHINE:USER. Pseudonyms are made with KITEI_SECRET (without the setting, the file secret of the data folder): after a rotation, set the old one as KITEI_SECRET_BEFORE.',
  exported: (records, path) => `Wrote ${counted(records, 'record')} to ${path}.`,
  reviewed: (id) => `Review of ${id} recorded.`,
  golden: (path) => `Question added to ${path}.`,
  decided: (id, status) =>
    `${id}: ${status}${status === 'proposed' ? ` (to approve it: kitei answers approve ${id})` : ''}`,
  statuses: { proposed: 'proposed', approved: 'approved', suspended: 'suspended', rejected: 'rejected' },
  unknown: (id) => `There is no record ${id}.`,
  unknownRemedy: 'See kitei log for the ids.',
  unknownAnswer: (id) => `There is no answer ${id}.`,
  unknownAnswerRemedy: 'See kitei answers for the ids.',
  fields: {
    asked: 'asked',
    channel: 'channel',
    department: 'department',
    intent: 'intent',
    retrieved: 'found',
    bridges: 'near words',
    writing: 'wording',
    times: 'times (ms)',
    generation: 'index',
    feedback: 'feedback',
    helpful: 'helpful',
    unhelpful: 'not helpful',
    escalation: 'handed over',
    review: 'review',
    failure: 'failure',
    outdated: 'changed since',
  },
  findings: {
    correct: 'correct',
    wrong_clause: 'wrong clause',
    wrong_verdict: 'wrong verdict',
    should_have_abstained: 'should have abstained',
    should_have_answered: 'should have answered',
  },
  outdated: 'cites a clause changed since',
  changedOn: (day, isEffectiveDate) => (isEffectiveDate ? `in force from ${day}` : `published ${day}`),
};

function counted(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** The words of a language. */
export function logWords(language: Language): LogWords {
  return language === 'ja' ? japanese : english;
}
