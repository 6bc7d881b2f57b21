import type { Catalogue } from './failure-catalogue.ts';

const BUILD_ANEW = 'kitei reindex --force で作り直してください。';

/** What is wrong with what Kitei keeps: index, log, database, backups, models. */
export const KEEPING: Catalogue = {
  'Nothing was deleted from the question log: the clock says {}, the newest record is of {}.':
    '質問の記録から何も消していません。時計は {}、最も新しい記録は {} です。',
  'See that the clock is right; then run `kitei log purge --trust-clock`.':
    '時計が正しいことを確かめてから kitei log purge --trust-clock を行ってください。',
  'The search index lacks the clause {}.': '索引に条項 {} がありません。',
  'Run the reindex again.': 'kitei reindex をもう一度行ってください。',
  'The search index cannot be read: {}.': '索引を読めません（{}）。',
  'Run `kitei reindex --force` to build a new one.': BUILD_ANEW,
  'Run `kitei reindex --force` to build a new index.': BUILD_ANEW,
  'The texts of the clauses cannot be written: {}': '条項の本文を書けません: {}',
  'Free space or check the permissions of the data folder.':
    '空きを作るか、データフォルダーの権限を確かめてください。',
  'The search tables lack the part {}.': '検索の表に {} がありません。',
  'The search tables in the database cannot be {}: {}': 'データベースの検索の表を扱えません（{}）: {}',
  'Install pgvector on the server of DATABASE_URL and let its user create the extension, or leave the embedder out.':
    'DATABASE_URL のサーバーに pgvector を入れて利用者に拡張の作成を許すか、埋め込みモデルを外してください。',
  'See that the server of DATABASE_URL runs, can be reached and has space left, and that its user may create schemas.':
    'DATABASE_URL のサーバーが動いていて、つながり、空きがあり、利用者がスキーマを作れることを確かめてください。',
  'The search index of generation {} cannot be loaded: {}': '索引 {} を読み込めません: {}',
  'Index generation {} was built by a newer Kitei (format {}; this version reads format {}).':
    '索引 {} は、より新しい版の Kitei が作ったものです（形式 {}、この版が読めるのは形式 {}）。',
  'Start that version again, restore the backup taken before the upgrade, or choose another data folder (KITEI_DATA).':
    'その版を使うか、更新前のバックアップを戻すか、別のデータフォルダー（KITEI_DATA）を指定してください。',
  'A part of the index generation cannot be read.': '索引の一部を読めません。',
  'The index generation has no {}.': '索引に {} がありません。',
  'Index generation {} cannot be used: {}.': '索引 {} は使えません（{}）。',
  'Run `kitei reindex` to build a new one; the folder of the damaged one may be deleted.':
    'kitei reindex で作り直してください。壊れた索引のフォルダーは消して構いません。',
  'The pointer to the current index generation in {} names none that is there ({}).':
    '{} の、今の索引を指すファイルが、ない索引を指しています（{}）。',
  'Run `kitei reindex --force`; until then the newest good generation serves.':
    'kitei reindex --force で作り直してください。それまでは、最も新しい無傷の索引で答えます。',
  'The search index holds no vectors of its clauses by {}.': '索引に、{} による条項のベクトルがありません。',
  'The index in {} is being written by {}.': '{} の索引は {} が書き込み中です。',
  'Try again when it has finished, or end that process; what a dead process leaves behind is cleaned up by itself.':
    '終わるのを待つか、そのプロセスを終わらせてください。終わったプロセスの残りは自動で片付きます。',
  'The index in the database is being written by {}.': 'データベースの索引は {} が書き込み中です。',
  'Try again when it has finished.': '終わってから、もう一度行ってください。',
  'The index in the database cannot be {}: {}': 'データベースの索引を扱えません（{}）: {}',
  'See that the server of DATABASE_URL runs, can be reached and has space left.':
    'DATABASE_URL のサーバーが動いていて、つながり、空きがあることを確かめてください。',
  'Another server has published meanwhile: generation {} serves, and this one was not published.':
    'その間に別のサーバーが公開しました。索引 {} で答えており、こちらは公開していません。',
  'Look at what it has published, and publish again where that is still wanted.':
    '公開された内容を確かめ、なお必要なら公開し直してください。',
  'The index cannot be written to {}: {}.': '索引を {} に書けません（{}）。',
  'The vectors cannot be kept in {} ({}).': 'ベクトルを {} に書けません（{}）。',
  'See that Kitei may write there and that the disk has space.':
    '書き込みの権限とディスクの空きを確かめてください。',
  'The new index was not published: {}.': '新しい索引は公開していません（{}）。',
  'Put the documents right, or publish all the same: with the changed answers acknowledged (--acknowledge), and with a reason where golden questions fail (--override). The generation before it serves.':
    '文書を直すか、変わる回答を了承して（--acknowledge）、正解のわかっている質問が外れるなら理由を添えて（--override）公開してください。それまでは前の索引で答えます。',
  'The knowledge folder has changed, and here changes are published after review (KITEI_PUBLISH=review).':
    '知識フォルダーが変わりました。ここでは、確認してから公開する設定です（KITEI_PUBLISH=review）。',
  'See what differs with `kitei diff` and which answers change with `kitei publish --rehearse`; then `kitei publish`.':
    'kitei diff で違いを、kitei publish --rehearse で変わる回答を確かめ、kitei publish で公開してください。',
  'There is no earlier generation of the index that could serve.': '戻せる前の索引がありません。',
  'Put the documents back as they were and run `kitei reindex`.':
    '文書を元に戻し、kitei reindex を行ってください。',
  'The draft cannot be kept in {} ({}).': '下書きを {} に置けません（{}）。',
  'Give the account that runs Kitei permission to write there, and see that the disk has room.':
    'Kitei を動かす利用者に書き込みを許し、ディスクの空きを確かめてください。',
  'The knowledge folder {} cannot be written ({}).': '知識フォルダー {} に書けません（{}）。',
  'Give the account that runs Kitei permission to write there.':
    'Kitei を動かす利用者に書き込みを許してください。',

  'The question log cannot be written: {}': '質問の記録を書けません: {}',
  'See that the disk is not full and that the database can be reached and written.':
    'ディスクの空きと、データベースにつながり書き込めることを確かめてください。',
  '{} Its spool {} cannot be written either: {}': '{} 待避先 {} にも書けません: {}',
  '{} What was to be kept waits in {}.': '{} 残すはずのものは {} で待っています。',
  'What waits for the log cannot be read; it is kept in {}.':
    '待避した記録を読めません。{} に残してあります。',
  'See that the disk is not full and that the data folder can be written.':
    'ディスクの空きと、データフォルダーに書き込めることを確かめてください。',
  'The database to move to is not empty: its table {} has rows.':
    '移し先のデータベースが空ではありません（表 {}）。',
  'Give a new database. Nothing was changed in this one.':
    '新しいデータベースを指定してください。このデータベースは変えていません。',
  'Table {} does not read back as it was written; nothing was moved.':
    '表 {} が書いたとおりに読み出せません。何も移していません。',
  'See that the encoding of the database is UTF8, and look at the server’s disk and memory.':
    'データベースの文字コードが UTF8 であることと、サーバーのディスクとメモリーを確かめてください。',
  'The database was made by a newer Kitei ({}).': 'データベースは、より新しい版の Kitei のものです（{}）。',
  'Start that version again, or choose another database (KITEI_DATA, DATABASE_URL).':
    'その版を使うか、別のデータベース（KITEI_DATA、DATABASE_URL）を指定してください。',
  'The database {} cannot be used: {}': 'データベース {} を使えません: {}',
  'See that DATABASE_URL is right, that its server runs and can be reached from here, and that its user owns the database.':
    'DATABASE_URL が正しく、サーバーが動いてここからつながり、その利用者がデータベースの所有者であることを確かめてください。',
  'See that the data folder exists and is writable and the disk not full; restore a damaged database from a backup, or move it away.':
    'データフォルダーがあり、書き込め、ディスクに空きがあることを確かめてください。壊れていれば、バックアップから戻すか、別の場所へ移してください。',
  '{} failed: {}': '{} が失敗しました: {}',
  "Install PostgreSQL's client programs of the server's version or a later one (Debian: postgresql-client), and see that DATABASE_URL is right.":
    'サーバーと同じかより新しい版の PostgreSQL のクライアント（Debian では postgresql-client）を入れ、DATABASE_URL を確かめてください。',
  'The database belongs to an installation with another secret.':
    'データベースは、別の秘密の鍵を使う Kitei のものです。',
  'Set KITEI_SECRET to the secret that the other servers have (without the setting, it is in the file `secret` of the data folder); after a rotation, KITEI_SECRET_BEFORE too.':
    'KITEI_SECRET に、ほかのサーバーと同じ鍵を設定してください（設定がなければデータフォルダーの secret にあります）。鍵を替えた後は KITEI_SECRET_BEFORE も要ります。',
  'The secret of the question log cannot be kept in {} ({}).': '質問の記録の鍵を {} に置けません（{}）。',
  'Make the data folder writable, or set KITEI_SECRET.':
    'データフォルダーに書き込めるようにするか、KITEI_SECRET を設定してください。',

  '{} is there already.': '{} はすでにあります。',
  'Name a place where nothing is: a backup never replaces another one.':
    '何もない場所を指定してください。バックアップがほかのバックアップを置き換えることはありません。',
  'The backup holds no secret: its installation had one in KITEI_SECRET.':
    'バックアップに秘密の鍵がありません。元の Kitei では KITEI_SECRET に設定していました。',
  'Set KITEI_SECRET to that secret; without it, nothing that was sealed can be read.':
    'KITEI_SECRET にその鍵を設定してください。鍵がないと、暗号化したものを読めません。',
  'The backup is of {}, and {}.': 'バックアップは {} のものですが、{}。',
  'no DATABASE_URL is set': 'DATABASE_URL の設定がありません',
  'DATABASE_URL is set': 'DATABASE_URL が設定されています',
  'There is no database {}.': 'データベース {} がありません。',
  'Name the file with --from.': '--from でファイルを指定してください。',
  'Restore it to an installation of its kind.': '同じ種類のデータベースを使う Kitei に戻してください。',
  'Everything in the database of DATABASE_URL would be replaced.':
    'DATABASE_URL のデータベースにあるものがすべて置き換わります。',
  'This would be replaced: {}.': '次のものが置き換わります: {}',
  'Stop Kitei and add --replace: what is there is kept in before-restore-… of the data folder. Or restore to a new place with --data and --knowledge.':
    'Kitei を止め、--replace を付けてください。今あるものはデータフォルダーの before-restore-… に残ります。または --data と --knowledge で別の場所に戻してください。',
  'The backup {} cannot be restored: {}.': 'バックアップ {} は戻せません（{}）。',
  'Take another backup; nothing was changed.': '別のバックアップを使ってください。何も変えていません。',
  '{} cannot be unpacked: {}.': '{} を展開できません（{}）。',
  'Name an archive that `kitei backup` made; nothing was changed.':
    'kitei backup が作ったファイルを指定してください。何も変えていません。',
  '{} is missing or cannot be read': '{} がないか、読めません',
  '{} is not one of a backup': '{} はバックアップのものではありません',
  '{} is not what was backed up': '{} が写したときと違います',
  '{} does not belong to it': '{} はバックアップに含まれていません',
  '{} is missing': '{} がありません',

  'Models by {} need the package {}, which is not installed.':
    '{} のモデルには {} が必要ですが、入っていません。',
  "Run `npm install {}` in Kitei's folder, or choose another KITEI_MODEL.":
    'Kitei のフォルダーで npm install {} を行うか、別の KITEI_MODEL を選んでください。',
  'Embeddings by {} need the package {}, which is not installed.':
    '{} の埋め込みには {} が必要ですが、入っていません。',
  "Run `npm install {}` in Kitei's folder, or choose another KITEI_EMBEDDER.":
    'Kitei のフォルダーで npm install {} を行うか、別の KITEI_EMBEDDER を選んでください。',
  'A model from a folder needs the package {}, which is not installed or cannot be loaded.':
    'フォルダーのモデルには {} が必要ですが、入っていないか、読み込めません。',
  "Run `ONNXRUNTIME_NODE_INSTALL=skip npm install {}` in Kitei's folder.":
    'Kitei のフォルダーで ONNXRUNTIME_NODE_INSTALL=skip npm install {} を行ってください。',
  'There is no embedding model in {}: {} missing.': '{} に埋め込みモデルがありません（{} がない）。',
  'Name a folder with a model exported to ONNX in KITEI_EMBEDDER=onnx:FOLDER; docs/models/embeddings.md says how.':
    'KITEI_EMBEDDER=onnx:フォルダー に、ONNX に書き出したモデルのフォルダーを指定してください。方法は docs/models/embeddings.md にあります。',
  'The word vectors cannot be read: {}.': '単語ベクトルを読めません（{}）。',
  'The word vectors in {} cannot be used: the file {}.': '{} の単語ベクトルを使えません（{}）。',
  'Install Kitei again, or set KITEI_BRIDGE=off to do without them.':
    'Kitei を入れ直すか、KITEI_BRIDGE=off で使わないようにしてください。',
  'The model {} could not be used{}: {}': 'モデル {} を使えませんでした{}: {}',
  ' (status {})': '（状態 {}）',
  'The model {} could not be used: {}': 'モデル {} を使えませんでした: {}',
  'Check the key in the settings.': '設定の鍵を確かめてください。',
  'Check the name of the model and the address of its server in the settings.':
    '設定のモデルの名前とサーバーの番地を確かめてください。',
  'The embedding model gave a vector of {} numbers that cannot be used; {} finite numbers were expected.':
    '埋め込みモデルの返したベクトル（{} 個）を使えません。有限の数 {} 個のはずです。',
  'Check the embedding model and its server, e.g. by the length and format of the vectors it returns.':
    '埋め込みモデルとサーバーを、返るベクトルの長さと形などで確かめてください。',
  'The embedding model gave {} vectors for {} texts.':
    '埋め込みモデルが {} 個のベクトルを返しました（文は {} 個）。',
  'Check the embedding model and its server.': '埋め込みモデルとサーバーを確かめてください。',

  'The HTTP server cannot listen on {} ({}).': 'HTTP サーバーが {} で待ち受けられません（{}）。',
  'Another process uses this port: end it, or choose another one with KITEI_PORT.':
    '別のプロセスがこのポートを使っています。終わらせるか、KITEI_PORT で別のポートを選んでください。',
  'Choose an address and a port of this machine with KITEI_HOST and KITEI_PORT.':
    'KITEI_HOST と KITEI_PORT で、この機械の番地とポートを選んでください。',
};
