import type { Catalogue } from './failure-catalogue.ts';

/** What was typed wrongly, in the words of the command line's parser and of the commands. */
export const COMMANDS: Catalogue = {
  "error: unknown option '{}'": 'エラー: オプション {} はありません。',
  "error: unknown option '{}'\n(Did you mean {}?)":
    'エラー: オプション {} はありません。{} のことでしょうか。',
  "error: unknown command '{}'": 'エラー: コマンド {} はありません。kitei --help で一覧を表示します。',
  "error: unknown command '{}'\n(Did you mean {}?)":
    'エラー: コマンド {} はありません。{} のことでしょうか。',
  "error: missing required argument '{}'": 'エラー: 引数 {} が必要です。',
  "error: required option '{}' not specified": 'エラー: オプション {} が必要です。',
  "error: option '{}' argument missing": 'エラー: オプション {} には値が必要です。',
  "error: option '{}' argument '{}' is invalid. {}": 'エラー: オプション {} の値「{}」は使えません。{}',
  "error: option '{}' cannot be used with option '{}'": 'エラー: オプション {} と {} は同時に使えません。',
  "error: command-argument value '{}' is invalid for argument '{}'. {}":
    'エラー: 値「{}」は引数 {} に使えません。{}',
  "error: too many arguments for '{}'. Expected {} arguments but got {}.":
    'エラー: {} の引数が多すぎます（{} 個まで、指定は {} 個）。',
  "error: too many arguments for '{}'. Expected {} argument but got {}.":
    'エラー: {} の引数が多すぎます（{} 個まで、指定は {} 個）。',
  'error: too many arguments. Expected {} arguments but got {}.':
    'エラー: 引数が多すぎます（{} 個まで、指定は {} 個）。',
  'error: name either --questions FILE or --beir DIR':
    'エラー: --questions ファイル か --beir フォルダー のどちらかを指定してください。',
  'error: --without does not know {}; it knows {}':
    'エラー: --without に {} はありません。使えるのは {} です。',
  'error: --with does not know {}; it knows {}': 'エラー: --with に {} はありません。使えるのは {} です。',
  'error: --with names models and does not go with --without':
    'エラー: --with はモデルを選ぶもので、--without とは同時に使えません。',
  'error: --model goes with --questions FILE and not with --with or --without':
    'エラー: --model は --questions ファイル と使います。--with、--without とは同時に使えません。',
  'Allowed choices are {}.': '使える値は {} です。',
  'one of {}': '{} のいずれか',
  'Write a day such as 2026-04-01.': '2026-04-01 のように書いてください。',
  'Write a whole number from 1 to {}.': '1 から {} までの整数を書いてください。',
  'Write a whole number.': '0 以上の整数を書いてください。',
  'Write a whole number of days, at most 3650.': '3650 以下の整数で日数を書いてください。',
  'A head has 64 hexadecimal digits.': '末尾の値は 16 進数 64 桁です。',
  '{}: the verdicts are {}.': '{} という判定はありません。判定は {} です。',
  'The question on standard input is not text in UTF-8.': '標準入力の質問が UTF-8 の文字として読めません。',
  'Pass plain text; convert it first, for example with iconv.':
    '文字だけを渡してください。ほかの文字コードは iconv などで変換してください。',
  'An event needs a clause.': '出来事には対象の条項が必要です。',
  'Name it with --clause, such as --clause 7(3)①.': '--clause 7(3)① のように指定してください。',
  'The records cannot be written to {} ({}).': '記録を {} に書けません（{}）。',
  'Name a file that can be written with --out.': '--out で、書き込めるファイルを指定してください。',
  'There is no clause {}.': '条項 {} はありません。',
  '`kitei clauses` shows the numbers.': 'kitei clauses で番号を確かめられます。',
  'Several documents have a clause {}.': '条項 {} は複数の文書にあります。',
  'Name one of {}.': '次のどれかを指定してください: {}',
  'The questions in {} cannot be read.': '{} の質問を読めません。',
  'Name a JSON Lines file with --questions.': '--questions で JSON Lines のファイルを指定してください。',
  'Question "{}" could not be asked: {}': '質問「{}」に答えられませんでした: {}',
  'Ask it alone to see the whole error.': 'その質問だけを尋ねると、エラーの全体がわかります。',
  'Each line is {"id", "question", "gold": [labels], "verdict"} and, where known, "goldText", "document", "accept", "answerable", "approver".':
    '一行は {"id", "question", "gold": [条項番号], "verdict"} です。わかれば "goldText"、"document"、"accept"、"answerable"、"approver" も書けます。',
  'Give a folder with corpus.jsonl, queries.jsonl and qrels.jsonl, one JSON object a line.':
    'corpus.jsonl、queries.jsonl、qrels.jsonl（一行に一つの JSON）のあるフォルダーを指定してください。',
  'There is no embedding model to measure.': '測る埋め込みモデルがありません。',
  'Set KITEI_EMBEDDER; docs/models/embeddings.md says how.':
    'KITEI_EMBEDDER を設定してください。方法は docs/models/embeddings.md にあります。',
  'See that the embedding model works, and measure again.':
    '埋め込みモデルが動くことを確かめ、測り直してください。',
  'There is no model to measure.': '測るモデルがありません。',
  'Name one with --model PROVIDER:MODEL.': '--model PROVIDER:MODEL で指定してください。',
  'The report cannot be written to {}.': '{} に結果を書けません。',
  'Name a folder that can be written with --report.': '--report で、書き込めるフォルダーを指定してください。',
  'No policy document could be read from {}.': '{} から規程の文書を読めませんでした。',
  'Policies are files that end in {}.': '規程の文書は、末尾が {} のファイルです。',
  '"{}" is not a place in the log.': '「{}」は一覧の続きの位置ではありません。',
  'Begin again at the first page.': '--after なしで、最初の頁から始めてください。',
  '"{}" is not a time.': '「{}」は日時として読めません。',
  'Give a time such as 2026-04-01T09:00:00Z.': '2026-04-01T09:00:00Z のように書いてください。',
  'The record {} cannot become a golden question: {}.': '記録 {} は正解つきの問題にできません（{}）。',
  'its wording was dropped': '文面が消去済みです',
  'Make golden questions before wording is dropped.': '文面が消える前に加えてください。',
  'nobody has reviewed it': 'まだ確認されていません',
  'Review the record first.': '先に kitei log review で確認してください。',
  'the review names no clause': '確認の結果に条項がありません',
  'Name the clauses that should have been cited.': '--expect-clause で、引用すべき条項を指定してください。',
  'the review names no verdict': '確認の結果に判定がありません',
  'Say which verdict would have been right.': '--expect-verdict で、正しい判定を指定してください。',
  'the clause {} is not in the index': '条項 {} が索引にありません',
  'Review it against the policies now served.': '今の規程に照らして確認し直してください。',
};
