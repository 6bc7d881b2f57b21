import type { Role } from '../../../src/domain/access.ts';
import type { Language } from '../../../src/domain/policy.ts';

const japanese = {
  file: {
    hint: '保存すると下書きに入ります。公開するまで使われません。',
    save: '下書きに入れる',
    saved: '下書きに入れました。',
    draft: '公開のページへ',
    label: (name: string) => `${name} の内容`,
    staged: 'この内容は下書きのもので、まだ使われていません。',
    failed: '読めないため、保存していません。',
  },
  title: '運用',
  channels: '動いているチャネル',
  channel: { web: 'ウェブ', slack: 'Slack', teams: 'Teams', cli: 'コマンド' } as Readonly<
    Record<string, string>
  >,
  retention: '保存期間',
  wording: '質問の言葉を消すまで',
  records: '記録をすべて消すまで',
  days: (days: number) => `${days} 日`,
  smallest: '人数を示す最少の集まり',
  people: (count: number) => `${count} 人`,
  signIn: 'サインインと役割',
  link: '起動時に表示される一回限りのリンクでサインインします。すべての役割があります。',
  provider: (issuer: string, claim: string) =>
    `${issuer} のアカウントでサインインし、役割はクレーム ${claim} が決めます。`,
  value: 'クレームの値',
  role: '役割',
  roles: { staff: '職員', trainer: '研修担当', admin: '管理', auditor: '監査' } satisfies Record<
    Role,
    string
  >,
  everybody: 'すべての人',
  sessions: 'サインインしている人',
  name: '名前',
  until: '期限',
  end: 'サインアウトさせる',
  ended: (count: number) => `${count} 件のサインインを終わらせました。`,
};

/** What the pages for the folder's files and for the running system say. */
export type SystemWords = typeof japanese;

const english: SystemWords = {
  file: {
    hint: 'Saving puts it into the draft. It is not used before it is published.',
    save: 'Put into the draft',
    saved: 'It is in the draft now.',
    draft: 'Go to publishing',
    label: (name) => `Content of ${name}`,
    staged: 'This is what the draft has; it is not used yet.',
    failed: 'It cannot be read, so it was not saved.',
  },
  title: 'System',
  channels: 'Channels that run',
  channel: { web: 'Web', slack: 'Slack', teams: 'Teams', cli: 'Command line' },
  retention: 'Retention',
  wording: 'Wording of questions is dropped after',
  records: 'Whole records are deleted after',
  days: (days) => `${days} days`,
  smallest: 'Smallest group that figures are shown of',
  people: (count) => `${count} people`,
  signIn: 'Signing in and roles',
  link: 'A link that is printed at the start signs in once, with every role.',
  provider: (issuer, claim) =>
    `People sign in with accounts of ${issuer}; the claim ${claim} decides on roles.`,
  value: 'Value of the claim',
  role: 'Role',
  roles: { staff: 'staff', trainer: 'trainer', admin: 'administrator', auditor: 'auditor' },
  everybody: 'everybody',
  sessions: 'Who is signed in',
  name: 'Name',
  until: 'Until',
  end: 'Sign out',
  ended: (count) => (count === 1 ? 'One session was ended.' : `${count} sessions were ended.`),
};

/** The words of a language. */
export function systemWords(language: Language): SystemWords {
  return language === 'ja' ? japanese : english;
}
