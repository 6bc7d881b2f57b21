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
    approved: '担当者が確かめた回答です',
    grounds: '根拠の条項',
    related: (count) => `関連する条項 ${count} 件（この回答の根拠ではありません）`,
    clause: (label, title) =>
      title === '' ? label : /^[（(]/.test(title) ? `${label}${title}` : `${label}（${title}）`,
    version: (version, page) => `${version} 版${page === undefined ? '' : ` ${page}ページ`}`,
    upcoming: (clause, date, version, to) =>
      to.length === 0
        ? `${clause} は ${date} 施行の ${version} 版でなくなります。`
        : `${clause} は ${date} 施行の ${version} 版で変わります${to.includes(clause) ? '' : `（${to.join('、')} へ）`}。`,
    open: '規程を開く',
    leftOut: (clauses) => `長いため全文を表示できない条項があります: ${clauses.join('、')}`,
    relatedLeftOut: '関連する条項は長いため表示していません。',
    askPerson: '担当者に聞く',
  },
  escalated: {
    sent: '担当者に送りました。返事はこの会話に届きます。',
    known: '担当者にはすでに送ってあります。返事はこの会話に届きます。',
    no_contact:
      'この質問を Teams で受ける担当者が設定されていません。回答にある問合せ先へ直接連絡してください。',
    unknown: 'この質問の記録は残っていません。もう一度質問してください。',
  },
  notices: {
    escalation: '職員からの質問です',
    escalationTo: (contact) => `宛先: ${contact}`,
    question: '質問',
    answerSoFar: 'Kitei の回答',
    howToReply: '下の欄から、またはこのスレッドで Kitei をメンションして返信すると、質問した人に届きます。',
    reply: '返信する',
    replyPlaceholder: '質問した人への返信',
    relayed: '質問した人に届けます。',
    notRelayed: '返信先の質問が見つかりません。',
    expertReply: '担当者から返事がありました',
    correction: '以前の回答が変わりました',
    before: '以前の回答',
    now: '今の回答',
    mute: '訂正の通知を受け取らない',
    muted: '以前の回答が変わっても通知しません。',
    unmute: '通知を再開する',
    unmuted: '以前の回答が変わったときに通知します。',
  },
  feedback: {
    title: '回答への意見',
    what: 'どこがよくありませんでしたか',
    reasons: {
      wrong_clause: '条項が違う',
      wrong_verdict: '判定が違う',
      unclear: 'わかりにくい',
      incomplete: '足りない',
      other: 'その他',
    },
    comment: '詳しく（書かなくてもかまいません）',
    send: '送る',
  },
  welcome: {
    title: 'Kitei（規程）',
    text: '「…してもいいですか」と聞いてください。規程の条文をそのまま引用して答えます。チャネルでは Kitei をメンションしてください。',
    examples: 'たとえば',
  },
  dialog: {
    title: 'Kitei の回答',
    question: '質問',
    ask: '聞く',
    unreadable: 'このメッセージからは質問を読み取れません。質問を書いてください。',
  },
  working: '規程を確かめています…',
  failed: '申し訳ありません。回答を作れませんでした。しばらくしてからもう一度質問してください。',
};
