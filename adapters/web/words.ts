import type { Verdict } from '../../src/domain/answer.ts';
import type { Language } from '../../src/domain/policy.ts';
import type { FeedbackReason } from '../../src/domain/question-record.ts';

/** Everything the pages say in their own words, in one language. */
export interface WebWords {
  readonly language: Language;
  readonly product: string;
  readonly nav: {
    readonly ask: string;
    readonly policies: string;
    readonly training: string;
    readonly admin: string;
    readonly audit: string;
    readonly signOut: string;
    readonly skip: string;
  };
  readonly other: string;
  readonly ask: {
    readonly title: string;
    readonly label: string;
    readonly hint: string;
    readonly send: string;
    readonly fresh: string;
    readonly you: string;
    readonly suggestions: string;
  };
  /** A mark that tells verdicts apart without colour, and the verdict in words. */
  readonly verdicts: Readonly<Record<Verdict, readonly [mark: string, label: string]>>;
  readonly answer: {
    readonly conditions: string;
    readonly approver: string;
    readonly next: string;
    readonly contact: string;
    readonly contactFirst: string;
    readonly related: string;
    readonly approved: string;
    readonly upcoming: (clause: string, date: string, version: string) => string;
    readonly version: (version: string) => string;
  };
  readonly feedback: {
    readonly legend: string;
    readonly helpful: string;
    readonly unhelpful: string;
    readonly why: string;
    readonly reasons: Readonly<Record<FeedbackReason, string>>;
    readonly comment: string;
    readonly send: string;
    readonly thanks: string;
  };
  readonly escalate: {
    readonly ask: string;
    readonly sent: string;
    /** Nobody takes questions over from here. */
    readonly alone: (contact: string) => string;
    readonly nobody: string;
  };
  readonly policies: {
    readonly title: string;
    readonly search: string;
    readonly find: string;
    readonly found: (count: number) => string;
    readonly inForce: string;
    readonly pending: (date: string) => string;
    readonly past: string;
    readonly versions: string;
    readonly contents: string;
    readonly changes: string;
    readonly effective: (date: string) => string;
    readonly pendingClause: (date: string, version: string) => string;
    readonly link: string;
  };
  readonly changes: {
    readonly title: (before: string, after: string) => string;
    readonly none: string;
    readonly kinds: Readonly<Record<string, string>>;
    readonly effects: Readonly<Record<string, string>>;
  };
  readonly signIn: {
    readonly title: string;
    readonly need: string;
    readonly how: string;
    readonly used: string;
    readonly provider: string;
    readonly failed: string;
    readonly noRole: string;
  };
  readonly errors: {
    readonly notFound: string;
    readonly failed: string;
    readonly stale: string;
    readonly forbidden: string;
  };
}

const japanese: WebWords = {
  language: 'ja',
  product: 'Kitei（規程）',
  nav: {
    ask: '質問する',
    policies: '規程を読む',
    training: '研修担当',
    admin: '管理',
    audit: '監査記録',
    signOut: 'サインアウト',
    skip: '本文へ',
  },
  other: 'English',
  ask: {
    title: '規程に聞く',
    label: '質問',
    hint: '例: 私物のUSBメモリを使ってもいいですか',
    send: '聞く',
    fresh: '新しい会話',
    you: 'あなた',
    suggestions: 'たとえば',
  },
  verdicts: {
    allowed: ['○', '認められます'],
    allowed_conditional: ['△', '条件つきで認められます'],
    not_allowed: ['×', '認められません'],
    required: ['！', '義務です'],
    applies: ['●', '対象です'],
    does_not_apply: ['◯', '対象ではありません'],
    informational: ['■', '規程の定め'],
    not_stated: ['？', 'はっきりした定めは見つかりません'],
    needs_person: ['→', '担当者の判断が必要です'],
    refuse: ['―', 'お答えできません'],
    out_of_scope: ['―', 'この規程の対象ではない質問です'],
    chitchat: ['―', '規程についての質問ではありません'],
  },
  answer: {
    conditions: '条件',
    approver: '承認',
    next: '次に',
    contact: '問合せ先',
    contactFirst: 'すぐに連絡',
    related: '関連する条項（この回答の根拠ではありません）',
    approved: '担当者が確認した回答です。',
    upcoming: (clause, date, version) => `${clause} は ${date} 施行の ${version} 版で変わります。`,
    version: (version) => `${version} 版`,
  },
  feedback: {
    legend: 'この回答は役に立ちましたか',
    helpful: '役に立った',
    unhelpful: '役に立たなかった',
    why: '理由',
    reasons: {
      wrong_clause: '条項が違う',
      wrong_verdict: '判定が違う',
      unclear: 'わかりにくい',
      incomplete: '足りない',
      other: 'その他',
    },
    comment: 'ひとこと（任意）',
    send: '送る',
    thanks: 'ありがとうございます。',
  },
  escalate: {
    ask: '担当者に聞く',
    sent: '担当者に送りました。',
    alone: (contact) => `この画面からは担当者に送れません。${contact} へ直接お尋ねください。`,
    nobody: 'この画面からは担当者に送れません。上司または規程の担当部署へお尋ねください。',
  },
  policies: {
    title: '規程',
    search: '規程の中を探す',
    find: '探す',
    found: (count) => `${count} 条項`,
    inForce: '施行中',
    pending: (date) => `${date} 施行予定`,
    past: '旧版',
    versions: '版',
    contents: '目次',
    changes: '前の版との違い',
    effective: (date) => `${date} 施行`,
    pendingClause: (date, version) => `${date} 施行の ${version} 版で変わります`,
    link: 'この条項へのリンク',
  },
  changes: {
    title: (before, after) => `${before} 版から ${after} 版への変更`,
    none: '変更はありません。',
    kinds: {
      modality_changed: '義務・禁止などの変更',
      changed: '変更',
      added: '追加',
      removed: '削除',
      split: '分割',
      merged: '統合',
      moved: '移動',
      renumbered: '番号の変更',
      references: '参照の変更',
    },
    effects: {
      modality: '規範の強さ',
      approver: '承認者',
      exception: '例外',
      procedure: '手続',
      limit: '限度',
      reference: '参照',
    },
  },
  signIn: {
    title: 'サインイン',
    need: 'サインインが必要です。',
    how: 'サーバーを起動した人は、起動時に端末へ表示された一回限りのリンクを開いてください。',
    used: 'このリンクは使用済みか、期限が切れています。サーバーを起動し直すと新しいリンクが表示されます。',
    provider: '組織のアカウントでサインインする',
    failed: 'サインインできませんでした。もう一度お試しください。',
    noRole: 'このアカウントには Kitei を使う役割がありません。管理者にお尋ねください。',
  },
  errors: {
    notFound: 'そのページはありません。',
    failed: 'うまくいきませんでした。もう一度お試しください。',
    forbidden: 'このページを開く役割がありません。',
    stale: 'ページが古くなりました。開き直してもう一度お試しください。',
  },
};

const english: WebWords = {
  language: 'en',
  product: 'Kitei',
  nav: {
    ask: 'Ask',
    policies: 'Read the policies',
    training: 'Training',
    admin: 'Administration',
    audit: 'Audit log',
    signOut: 'Sign out',
    skip: 'Skip to content',
  },
  other: '日本語',
  ask: {
    title: 'Ask the policy',
    label: 'Your question',
    hint: 'For example: May I use my own USB stick?',
    send: 'Ask',
    fresh: 'New conversation',
    you: 'You',
    suggestions: 'For example',
  },
  verdicts: {
    allowed: ['✓', 'Allowed'],
    allowed_conditional: ['△', 'Allowed on conditions'],
    not_allowed: ['✗', 'Not allowed'],
    required: ['!', 'Required'],
    applies: ['●', 'The policy applies'],
    does_not_apply: ['◯', 'The policy does not apply'],
    informational: ['■', 'What the policy says'],
    not_stated: ['?', 'No clear rule was found'],
    needs_person: ['→', 'A person must decide'],
    refuse: ['—', 'Cannot be answered'],
    out_of_scope: ['—', 'Not a matter of these policies'],
    chitchat: ['—', 'Not a question about the policies'],
  },
  answer: {
    conditions: 'Conditions',
    approver: 'Approval',
    next: 'Next',
    contact: 'Contact',
    contactFirst: 'Contact at once',
    related: 'Related clauses (this answer does not rest on them)',
    approved: 'A person has confirmed this answer.',
    upcoming: (clause, date, version) => `${clause} changes with version ${version}, in force from ${date}.`,
    version: (version) => `version ${version}`,
  },
  feedback: {
    legend: 'Did this answer help?',
    helpful: 'It helped',
    unhelpful: 'It did not help',
    why: 'Why',
    reasons: {
      wrong_clause: 'wrong clause',
      wrong_verdict: 'wrong verdict',
      unclear: 'unclear',
      incomplete: 'incomplete',
      other: 'something else',
    },
    comment: 'A word more (optional)',
    send: 'Send',
    thanks: 'Thank you.',
  },
  escalate: {
    ask: 'Ask a person',
    sent: 'Your question was handed over.',
    alone: (contact) => `Questions cannot be handed over from this page. Please ask ${contact} directly.`,
    nobody:
      'Questions cannot be handed over from this page. Please ask your manager or the owner of the policy.',
  },
  policies: {
    title: 'Policies',
    search: 'Search the policies',
    find: 'Search',
    found: (count) => `${count} clauses`,
    inForce: 'in force',
    pending: (date) => `in force from ${date}`,
    past: 'superseded',
    versions: 'Versions',
    contents: 'Contents',
    changes: 'Changes from the version before',
    effective: (date) => `in force from ${date}`,
    pendingClause: (date, version) => `changes with version ${version} on ${date}`,
    link: 'Link to this clause',
  },
  changes: {
    title: (before, after) => `Changes from version ${before} to ${after}`,
    none: 'Nothing has changed.',
    kinds: {
      modality_changed: 'what it demands changed',
      changed: 'changed',
      added: 'added',
      removed: 'removed',
      split: 'split',
      merged: 'merged',
      moved: 'moved',
      renumbered: 'renumbered',
      references: 'references changed',
    },
    effects: {
      modality: 'force',
      approver: 'approver',
      exception: 'exception',
      procedure: 'procedure',
      limit: 'limit',
      reference: 'reference',
    },
  },
  signIn: {
    title: 'Sign in',
    need: 'Please sign in.',
    how: 'Whoever started the server opens the one-time link that was printed in the terminal.',
    used: 'This link was used already or is too old. Start the server again to get a new one.',
    provider: "Sign in with your organisation's account",
    failed: 'Signing in did not work. Please try again.',
    noRole: 'This account has no role in Kitei. Please ask an administrator.',
  },
  errors: {
    notFound: 'There is no such page.',
    failed: 'That did not work. Please try again.',
    forbidden: 'Your role does not open this page.',
    stale: 'The page is too old. Open it again and retry.',
  },
};

/** The words of a language. */
export function webWords(language: Language): WebWords {
  return language === 'ja' ? japanese : english;
}
