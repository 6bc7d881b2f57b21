import type { ReindexReceipt } from '../../../src/domain/generation.ts';
import type { LintSeverity } from '../../../src/domain/lint.ts';
import type { Language } from '../../../src/domain/policy.ts';

/** What the administrator's desk and the audit log say, in one language. */
export interface AdminWords {
  readonly title: string;
  readonly nav: Readonly<
    Record<
      'state' | 'documents' | 'draft' | 'history' | 'vocabulary' | 'contacts' | 'groups' | 'system',
      string
    >
  >;
  readonly state: Readonly<
    Record<'heading' | 'generation' | 'waiting' | 'undeliverable' | 'failures' | 'lost', string>
  >;
  readonly reindex: Readonly<
    Record<'heading' | 'hint' | 'start' | 'receipt' | 'failed' | 'changes' | 'none', string>
  > & {
    readonly outcomes: Readonly<Record<ReindexReceipt['outcome'], string>>;
    readonly change: (added: number, changed: number, removed: number) => string;
    readonly seconds: (seconds: number) => string;
  };
  readonly problems: string;
  readonly documents: string;
  readonly document: Readonly<Record<'title' | 'version' | 'effective' | 'clauses' | 'lint', string>>;
  readonly severities: Readonly<Record<LintSeverity, string>>;
  readonly audit: Readonly<Record<'title' | 'at' | 'actor' | 'action' | 'subject' | 'none', string>>;
}

const japanese: AdminWords = {
  title: '管理',
  nav: {
    state: '状態',
    documents: '文書',
    draft: '公開',
    history: '履歴',
    vocabulary: '語彙',
    contacts: '連絡先',
    groups: 'グループ',
    system: '運用',
  },
  state: {
    heading: '状態',
    generation: '索引',
    waiting: '送信待ちの通知',
    undeliverable: '届かなかった通知',
    failures: '記録を後回しにした回数（起動後）',
    lost: '記録できなかった質問（起動後）',
  },
  reindex: {
    heading: '索引の更新',
    hint: '規程のフォルダーを読み直し、変わっていれば新しい索引に切り替えます。',
    start: '更新する',
    receipt: '更新の結果',
    failed: '更新できませんでした。これまでの索引が使われています。',
    changes: '変わった条項',
    none: '変わった条項はありません。',
    outcomes: {
      built: '新しい索引に切り替えました。',
      unchanged: '変わっていないため、索引はそのままです。',
    },
    change: (added, changed, removed) => `追加 ${added}、変更 ${changed}、削除 ${removed}`,
    seconds: (seconds) => `${seconds.toFixed(1)} 秒`,
  },
  problems: '取り込めなかったもの',
  documents: '文書',
  document: { title: '題名', version: '版', effective: '施行日', clauses: '条項', lint: '点検' },
  severities: { error: '誤り', warning: '注意', note: '参考' },
  audit: {
    title: '監査記録',
    at: '日時',
    actor: '誰が',
    action: '何を',
    subject: '対象',
    none: '記録はまだありません。',
  },
};

const english: AdminWords = {
  title: 'Administration',
  nav: {
    state: 'State',
    documents: 'Documents',
    draft: 'Publish',
    history: 'History',
    vocabulary: 'Vocabulary',
    contacts: 'Contacts',
    groups: 'Groups',
    system: 'System',
  },
  state: {
    heading: 'State',
    generation: 'index',
    waiting: 'notices waiting',
    undeliverable: 'notices that could not be delivered',
    failures: 'records put off since the start',
    lost: 'questions not recorded since the start',
  },
  reindex: {
    heading: 'Reindex',
    hint: 'Reads the policy folder again and switches to a new index where something has changed.',
    start: 'Reindex',
    receipt: 'Receipt',
    failed: 'That did not work. The index from before goes on serving.',
    changes: 'Clauses that changed',
    none: 'No clause changed.',
    outcomes: { built: 'A new index serves now.', unchanged: 'Nothing has changed; the index stays.' },
    change: (added, changed, removed) => `${added} added, ${changed} changed, ${removed} removed`,
    seconds: (seconds) => `${seconds.toFixed(1)} s`,
  },
  problems: 'What could not be taken in',
  documents: 'Documents',
  document: {
    title: 'title',
    version: 'version',
    effective: 'in force from',
    clauses: 'clauses',
    lint: 'lint',
  },
  severities: { error: 'errors', warning: 'warnings', note: 'notes' },
  audit: {
    title: 'Audit log',
    at: 'when',
    actor: 'who',
    action: 'what',
    subject: 'of what',
    none: 'Nothing yet.',
  },
};

/** The words of a language. */
export function adminWords(language: Language): AdminWords {
  return language === 'ja' ? japanese : english;
}
