import { japaneseVerdicts } from '../verdict-words.ts';
import type { Words } from './words.ts';

export const japanese: Words = {
  language: 'ja',
  verdicts: japaneseVerdicts,
  answer: {
    conditions: '条件',
    approver: '承認',
    next: '次に',
    contact: '問合せ先',
    contactFirst: 'すぐに連絡',
    related: '関連する条項（この回答の根拠ではありません）',
    clause: (label, title) =>
      title === '' ? label : /^[（(]/.test(title) ? `${label}${title}` : `${label}（${title}）`,
    version: (version, page) => `${version} 版${page === undefined ? '' : ` ${page}ページ`}`,
    upcoming: (clause, date, version, to) =>
      to.length === 0
        ? `${clause} は ${date} 施行の ${version} 版でなくなります。`
        : `${clause} は ${date} 施行の ${version} 版で変わります${to.includes(clause) ? '' : `（${to.join('、')} へ）`}。`,
    approved: '担当者が確認した回答です。',
  },
  chat: {
    greeting: '規程について質問してください。/new で新しい会話、/quit（または Ctrl-D）で終わります。',
    fresh: '新しい会話を始めます。',
    prompt: '> ',
  },
  progress: {
    waiting: (holder) => `別の索引作成の終わりを待っています${holder ? `（${holder}）` : ''}`,
    reading: '規程を読んでいます',
    analysing: '条項を解析しています',
    embedding: '条項をベクトルにしています',
    writing: '索引を書き込んでいます',
    checking: '索引を確かめています',
    measuring: '測っています',
  },
  sample: (folder) =>
    `Kitei に付属する見本の規程から答えています（${folder}）。--knowledge か KITEI_KNOWLEDGE で自組織の規程を指定してください。`,
  warning: '注意',
  error: 'エラー',
  noQuestion: '質問がありません: kitei ask "…してもいいですか" のように書くか、標準入力で渡してください。',
  receipt: {
    unchanged: (generation) => `変更はありません。索引 ${generation} のままです。`,
    built: (generation, seconds) => `索引 ${generation} を公開しました（${seconds} 秒）。`,
    document: (title, version, clauses) => `${title} ${version} 版: ${clauses} 条項`,
    added: '追加',
    changed: '変更',
    removed: '削除',
    parts: { read: '読取り', analyse: '解析', write: '書込み', check: '検査' },
  },
  evaluation: {
    failing: (count, of) => `${of} 問のうち ${count} 問が期待どおりではありません:`,
    none: 'すべて期待どおりです。',
    expected: '期待',
    found: '結果',
    comparison: {
      without: (channels) => `${channels} なし`,
      all: 'すべての経路',
      difference: '差（95% 区間）',
    },
    sideBySide: {
      plain: 'なし',
      change: (name) => `${name}：なしとの差（95 % 区間）`,
      nothing: '差はありません',
    },
    faults: {
      verdict: '判定',
      clause: '条項が上位3件にない',
      invented: '根拠のない許可',
      missed: '禁止・義務の見落とし',
      approver: '承認者',
      quote: '引用が原文と異なる',
    },
  },
  clauses: { count: (clauses) => `${clauses} 条項` },
  help: {
    headings: {
      'Usage:': '使い方:',
      'Arguments:': '引数:',
      'Options:': 'オプション:',
      'Commands:': 'コマンド:',
    },
    described: (text, { choices, standard }) =>
      `${text}${choices === undefined ? '' : `（${choices.join('、')}）`}${standard === undefined ? '' : `（既定: ${standard}）`}`,
    examples: '例:',
    exitCodes: '終了コード: 0 回答した（判定を控えた場合を含む）、1 失敗、2 使い方の誤り、130 中断。',
    commands: {
      kitei: '「…してもいいですか」に、自組織の規程の条文をそのまま引用して答えます。',
      ask: '質問に一つ答えます。',
      chat: '端末で会話します。',
      clauses: '文書の読み取り結果（条項の木）を表示します。',
      reindex: '規程を読み直し、変更があれば新しい索引を公開します。',
      evaluate: '正解のわかっている質問で回答を、または BEIR 形式の集合で検索を測ります。',
    },
    arguments: {
      question: '質問。「-」または省略で標準入力から読みます',
      path: '規程の文書、またはそのフォルダー',
    },
    options: {
      json: '文章の代わりに JSON を一つ出力する',
      knowledge: 'policies/、vocabulary.yaml、contacts.yaml のあるフォルダー (KITEI_KNOWLEDGE)',
      data: '索引を置くフォルダー (KITEI_DATA)',
      asOf: 'この日 (YYYY-MM-DD) に施行されている規程で答える。既定は今日',
      noLog: 'この質問を記録に残さない',
      lang: 'メッセージの言語: ja または en (KITEI_LANGUAGE, LANG)',
      force: '変更がなくても索引を作り直す',
      questions: '質問と正解（条項、判定）の JSON Lines',
      beir: 'corpus.jsonl、queries.jsonl、qrels.jsonl のあるフォルダー',
      with: 'モデルを使わない場合、一つずつ使う場合、全部使う場合を並べて測る（コンマ区切り）',
      without: '外した場合と全部使う場合を並べて測る検索経路（コンマ区切り）',
      help: 'この説明を表示する',
      version: '版を表示する',
    },
  },
};
