import { failureText } from '../failure-text.ts';
import type { OperationsWords } from './operations-words.ts';

export const japanese: OperationsWords = {
  help: {
    doctor: '動作に必要なものをすべて調べ、見つかったことごとに対処を示します。',
    offline: 'この機械の外には問い合わせない',
    audit: '監査記録（誰が何を見たか、変えたか）。追記だけができ、各行が前の行を裏付けます。',
    auditList: '新しい順に一覧を表示します（既定）。',
    auditVerify: '行が変えられたり抜かれたりしていないかを確かめ、別の場所に控える末尾の値を示します。',
    limit: '表示する件数',
    head: '以前に verify か backup が示した末尾の値。記録に残っていなければ、末尾が切り取られています',
  },
  checks: {
    configuration: '設定',
    folders: 'フォルダー',
    secrets: '秘密情報',
    disk: 'ディスク',
    index: '索引',
    documents: '文書',
    database: 'データベース',
    audit: '監査記録',
    spool: '待避した記録',
    outbox: '送信待ち',
    slack: 'Slack',
    teams: 'Teams',
    sign_in: 'サインイン',
    models: 'モデル',
    clock: '時計',
  },
  findings: {
    error: ({ message, remedy }) => [failureText(`${message}`, 'ja'), failureText(`${remedy}`, 'ja')],
    'configuration.read': () => ['設定を読み取れます', ''],
    'folders.usable': ({ path }) => [`規程を読み取れ、${path} に書き込めます`, ''],
    'folders.unreadable': ({ path, code }) => [
      `${path} を読み取れません（${code}）`,
      'Kitei を動かす利用者に読み取りを許すか、KITEI_KNOWLEDGE で別のフォルダーを指定してください。',
    ],
    'folders.unwritable': ({ path, code }) => [
      `${path} に書き込めません（${code}）`,
      'Kitei を動かす利用者に書き込みを許すか、空きを作るか、KITEI_DATA で別のフォルダーを指定してください。',
    ],
    'secrets.kept': () => ['秘密情報と質問のファイルは、ほかの利用者に閉じています', ''],
    'secrets.readable': ({ path, mode }) => [
      `${path} がこの機械のほかの利用者に開いています（モード ${mode}）`,
      `chmod go= "${path}"`,
    ],
    'disk.free': ({ path, megabytes }) => [`${path} の空きは ${megabytes} MB です`, ''],
    'disk.low': ({ path, megabytes }) => [
      `${path} の空きが ${megabytes} MB しかありません`,
      '空きを作るか、データフォルダーを大きなディスクに移してください。',
    ],
    'disk.full': ({ path, megabytes }) => [
      `${path} の空きが ${megabytes} MB しかありません。索引や記録がまもなく書けなくなります`,
      'すぐに空きを作るか、データフォルダーを大きなディスクに移してください。',
    ],
    'index.intact': ({ id, files }) => [`索引 ${id} は無傷です（${files} ファイルのチェックサムが一致）`, ''],
    'index.none': () => [
      '索引はまだありませんでした',
      '質問があったとき、または kitei reindex で作られます。',
    ],
    'index.damaged': ({ message }) => [
      `${message}`,
      'ディスクを点検し（壊れたファイルは一つとは限りません）、kitei reindex --force を実行してください。',
    ],
    'index.in_tables': () => ['データベースで探せます', ''],
    'index.lacks_tables': () => [
      '使用中の索引は、まだデータベースでは探せません',
      '次に起動するサーバーが足りないものを書きます。その間は索引全体が入るメモリーが要ります。',
    ],
    'index.lacks_pgvector': () => [
      '埋め込みモデルが設定されていますが、データベースのサーバーに pgvector がありません',
      'そのサーバーに拡張 pgvector を入れるか、KITEI_EMBEDDER または KITEI_INDEX を外してください。',
    ],
    'documents.read': ({ documents }) => [`文書 ${documents} 版を問題なく使えます`, ''],
    'documents.problem': ({ path, message, remedy }) => [`${path}: ${message}`, `${remedy}`],
    'database.works': () => ['開くことができ、表は最新で、破損は見つかりません', ''],
    'database.damaged': ({ message }) => [
      `壊れています: ${message}`,
      'Kitei を止め、ディスクを点検し、kitei restore で直近のバックアップから戻してください。',
    ],
    'audit.whole': ({ entries }) => [`${entries} 行の連鎖は保たれています`, ''],
    'audit.broken': ({ kind, seq }) => [
      `連鎖が切れています（${kind}${seq === '' ? '' : `、${seq} 行目`}）`,
      '直近のバックアップと比べてください（kitei audit verify が詳しく示します）。データベースの所有者の権限で変えられています。',
    ],
    'spool.empty': () => ['待っている記録はありません', ''],
    'spool.waiting': ({ count, path }) => [
      `質問記録に書けないため、${count} 件が ${path} で待っています`,
      'データベースを直してください。記録はその後ひとりでに取り込まれます。',
    ],
    'spool.broken': ({ count, path }) => [
      `読み取れない記録が ${count} 件あります`,
      `${path} を確かめ、不要なら消してください。`,
    ],
    'outbox.delivered': () => ['知らせはすべて届いたか、送信中です', ''],
    'outbox.undeliverable': ({ count }) => [
      `届かなかった知らせが ${count} 件あります`,
      '管理画面に理由とともに一覧があります。多くは contacts.yaml の連絡先やチャンネルがなくなったためです。',
    ],
    'remote.accepted': ({ setting, host }) => [`${host} は ${setting} を受け付けます`, ''],
    'remote.refused': ({ setting, host, reason }) => [
      `${host} が ${setting} を受け付けません（${reason}）`,
      `${setting} を発行元から写し直し、期限切れや失効がないか確かめてください。`,
    ],
    'remote.unreachable': ({ setting, host, reason }) => [
      `${host} に届かず（${reason}）、${setting} を試せませんでした`,
      'この機械から届くか（プロキシ、ファイアウォール、DNS）を確かめるか、--offline を付けてください。',
    ],
    'remote.not_checked': ({ setting }) => [`${setting} はここからは試せません`, ''],
    'clock.right': ({ names }) => [
      names === '' ? '記録より遅れていません' : `${names} と合い、記録より遅れていません`,
      '',
    ],
    'clock.differs': ({ name, seconds }) => [
      `${name} と ${seconds} 秒ずれています。時刻で署名された要求は拒まれます`,
      'NTP で時刻を合わせてください（timedatectl set-ntp true）。',
    ],
    'clock.behind_log': ({ newest, now }) => [
      `今は ${now} のはずが、${newest} に質問が記録されています`,
      '時計を合わせてください。先の時刻の記録は、その時刻のところに残ります。',
    ],
  },
  doctor: {
    failed: (count) => `正しく動いていないものが ${count} 件あります。`,
    remedy: '上の矢印に従って対処し、もう一度 kitei doctor を実行してください。',
  },
  audit: {
    whole: (entries, head) => `${entries} 行の連鎖は保たれています。\n末尾: ${head}`,
    fault: ({ kind, seq }) =>
      ({
        altered: `${seq} 行目が、書かれたときと異なります。`,
        missing: `${seq} 行目の前が抜かれたか、${seq} 行目が差し込まれています。`,
        head: '指定された末尾の値を持つ行がありません。末尾が切り取られたか、全体が書き直されています。',
      })[kind],
    remedy: '直近のバックアップと比べてください。データベースのファイルに書き込める者が行えることです。',
  },
};
