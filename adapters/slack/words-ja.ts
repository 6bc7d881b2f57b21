import { japaneseVerdicts } from '../verdict-words.ts';
import type { Words } from './words.ts';

export const japanese: Words = {
  verdicts: japaneseVerdicts,
  answer: {
    conditions: '条件',
    approver: '承認',
    next: '次に',
    contact: '問合せ先',
    contactFirst: 'すぐに連絡',
    approved: '担当者が確認した回答です。',
    byModel: 'この文は AI が書きました。引用した条文は原文のままです。',
    upcoming: (clause, date, version, to) =>
      to.length === 0
        ? `${clause}は ${date} 施行の ${version} 版でなくなります。`
        : `${clause}は ${date} 施行の ${version} 版で変わります${to.includes(clause) ? '' : `（${to.join('、')}へ）`}。`,
    clause: (label, title) =>
      title === '' || title === label
        ? label
        : /^[（(]/.test(title)
          ? `${label}${title}`
          : `${label}（${title}）`,
    source: (title, version, page) => `${title} ${version} 版${page === undefined ? '' : ` ${page}ページ`}`,
    cut: '（長いため途中まで表示しています）',
    more: (count) => `ほか ${count} 件`,
  },
  buttons: {
    related: (count) => `関連する条項（${count}）`,
    askPerson: '担当者に聞く',
    share: 'チャンネルに共有',
    helpful: '役に立った',
    unhelpful: '役に立たなかった',
    mute: '訂正の通知を受け取らない',
  },
  confirm: {
    title: '担当者に聞く',
    askPerson: (contact) =>
      `質問と回答を、あなたの名前を付けずに${contact}のチャンネルへ送ります。返事はこの質問の場所に届きます。`,
    send: '送る',
    cancel: 'やめる',
  },
  related: {
    title: '関連する条項',
    close: '閉じる',
    intro: '近い内容の条項です。回答の根拠ではありません。',
    gone: 'ここには表示できません。',
  },
  feedback: {
    thanks: 'ありがとうございます。記録しました。',
    title: '役に立たなかった理由',
    what: '何がよくありませんでしたか',
    reasons: {
      wrong_clause: '条項が違う',
      wrong_verdict: '判定が違う',
      unclear: 'わかりにくい',
      incomplete: '足りない',
      other: 'そのほか',
    },
    comment: 'くわしく（任意。個人情報は書かないでください）',
    send: '送る',
    cancel: '閉じる',
  },
  escalated: {
    sent: '担当者に質問を送りました。返事が来たらお知らせします。',
    known: 'この質問は、すでに担当者に送られています。',
    no_contact: 'Slack で質問を受け付ける担当者が決まっていません。回答の問合せ先に直接お尋ねください。',
    unknown: 'この質問の記録は残っていないため、担当者に送れません。もう一度質問してください。',
  },
  notices: {
    escalation: '質問が届きました',
    escalationTo: (contact) => `担当: ${contact}`,
    question: '質問',
    answerSoFar: 'Kitei の回答',
    howToReply: (mention) =>
      mention
        ? 'このスレッドで Kitei をメンションして返信すると、質問者に届きます。'
        : 'このスレッドへの返信は質問者に届きます。',
    relayed: '返信を質問者に送りました。',
    expertReply: '担当者からの返事',
    correction: '以前の回答が変わりました',
    before: '以前',
    now: '現在',
    outdated: 'この回答は古くなりました。スレッドの新しい回答をご覧ください。',
  },
  share: {
    by: ['', ' さんが共有しました。'],
    failed: 'チャンネルに共有できませんでした。もう一度質問してからお試しください。',
  },
  command: {
    help: (command) =>
      [
        `${command} 質問: 規程に照らして答えます。あなたにだけ見えます。`,
        `${command} notices off（on）: 以前の回答が変わったときの通知を止めます（再開します）。`,
        `${command} reindex: 規程を読み直します（管理者のみ）。`,
      ].join('\n'),
    adminsOnly: 'この操作は管理者だけができます。',
    reindexing: '規程を読み直しています…',
    muted: '以前の回答が変わっても通知しません。再開するには notices on と入力してください。',
    unmuted: '以前の回答が変わったときに通知します。',
  },
  receipt: {
    unchanged: (generation) => `変更はありません。索引 ${generation} のままです。`,
    built: (generation, seconds) => `索引 ${generation} を公開しました（${seconds} 秒）。`,
    document: (title, version, clauses) => `${title} ${version} 版: ${clauses} 条項`,
    added: '追加',
    changed: '変更',
    removed: '削除',
    warning: '注意',
  },
  greeting: '規程について質問してください。「…してもいいですか」と書くと、条文を引用して答えます。',
  examples: '質問の例',
  working: { status: 'が規程を確かめています…', message: '規程を確かめています…' },
  failed: '申し訳ありません。回答を作れませんでした。もう一度質問するか、急ぐときは担当者にお尋ねください。',
  unreadable: '質問を読み取れませんでした。短い文で質問してください。',
};
