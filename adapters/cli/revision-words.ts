import type { LintRule, LintSeverity } from '../../src/domain/lint.ts';
import type { Language, Modality } from '../../src/domain/policy.ts';
import type { ChangeKind, Effect } from '../../src/domain/revision.ts';
import { lintWords } from '../lint-words.ts';
import { modalityWords } from '../modality-words.ts';

/** What the commands `diff` and `lint` say, in one language. */
export interface RevisionWords {
  readonly help: Readonly<Record<'diff' | 'lint' | 'old' | 'new' | 'lintPath' | 'strict' | 'watch', string>>;
  /** While a folder is watched. */
  readonly watching: (folder: string) => string;
  readonly diff: {
    readonly none: string;
    readonly unpublished: string;
    readonly unpublishedRemedy: string;
    readonly added: string;
    readonly removed: string;
    readonly inForce: (date: string) => string;
    readonly counts: (changes: number, unchanged: number) => string;
    readonly kinds: Readonly<Record<ChangeKind, string>>;
    readonly effects: Readonly<Record<Effect['what'], string>>;
    readonly directions: Readonly<Record<'stricter' | 'weaker' | 'other', string>>;
    readonly modalities: Readonly<Record<Modality, string>>;
    readonly procedures: Readonly<Record<string, string>>;
    readonly nothing: string;
    readonly more: (clauses: number) => string;
  };
  readonly lint: {
    readonly none: string;
    /** After a reindexing: what `kitei lint` would say, and where to read it. */
    readonly found: (counts: Readonly<Record<LintSeverity, number>>) => string;
    /** Said in its place where there are too many clauses to lint along. */
    readonly notRun: string;
    readonly summary: (counts: Readonly<Record<LintSeverity, number>>) => string;
    readonly severities: Readonly<Record<LintSeverity, string>>;
    readonly rules: Readonly<Record<LintRule, string>>;
    readonly document: string;
    readonly instead: string;
    /** Why the command fails, and what to do about it. */
    readonly grave: (findings: number) => string;
    readonly remedy: string;
  };
}

const japaneseRevision: RevisionWords = {
  help: {
    diff: '規程の二つの版を条項ごとに比べます。義務や承認者などの変更を先に示します。',
    lint: '規程の文書を点検し、直したほうがよい箇所を示します。文書は変更しません。',
    old: '前の版の文書またはフォルダー。省略すると、いま公開している規程',
    new: '新しい版の文書またはフォルダー。省略すると規程のフォルダー',
    lintPath: '点検する文書またはフォルダー。省略すると規程のフォルダー',
    watch: 'フォルダーを見続け、変わるたびに索引を作り直す（Ctrl-C で終了）',
    strict: '「警告」があるときも終了コードを 1 にする',
  },
  watching: (folder) => `${folder} を見ています（Ctrl-C で終了）。`,
  diff: {
    none: '条項に違いはありません。',
    unpublished: 'まだ何も公開していないので、比べる相手がありません。',
    unpublishedRemedy: 'kitei reindex で公開するか、前の版の文書を指定してください。',
    added: '新しい文書',
    removed: 'なくなった文書',
    inForce: (date) => `${date} 施行`,
    counts: (changes, unchanged) => `変更 ${changes} 件、変わらない条項 ${unchanged}`,
    kinds: {
      modality_changed: '定めの変更',
      changed: '文言の変更',
      added: '追加',
      removed: '削除',
      split: '分割',
      merged: '統合',
      moved: '移動',
      renumbered: '番号の変更',
      references: '参照の変更',
    },
    effects: {
      modality: '規範',
      approver: '承認者',
      exception: '例外',
      procedure: '手続',
      limit: '数量・期限',
      reference: '参照先',
    },
    directions: { stricter: '強まる', weaker: '弱まる', other: '変わる' },
    modalities: modalityWords('ja'),
    procedures: { approval: '許可・承認', notification: '届出' },
    nothing: 'なし',
    more: (clauses) => `ほか ${clauses} 条項`,
  },
  lint: {
    none: '指摘はありません。',
    found: ({ error, warning, note }) =>
      error + warning + note === 0
        ? '点検: 指摘はありません。'
        : `点検: 誤り ${error}、警告 ${warning}、参考 ${note}（すべて見るには kitei lint）`,
    notRun: '点検: 条項が多いので行っていません（kitei lint）。',
    summary: ({ error, warning, note }) => `誤り ${error}、警告 ${warning}、参考 ${note}`,
    ...lintWords('ja'),
    document: '文書全体',
    instead: '比較',
    grave: (findings) => `直す必要のある指摘が ${findings} 件あります。`,
    remedy: '文書を直すか、参照や番号がそのとおりでよいことを確かめてください。',
  },
};

const englishRevision: RevisionWords = {
  help: {
    diff: 'Compares two versions of policies clause by clause; changed duties and approvers come first.',
    lint: 'Examines policies and reports what their authors may want to put right. Changes nothing.',
    old: 'the older document or folder; without it, the policies that are published now',
    new: 'the newer document or folder; without it, the policy folder',
    lintPath: 'document or folder to examine; the policy folder if left out',
    watch: 'keep watching the folder and reindex whenever it changes (Ctrl-C ends)',
    strict: 'exit with 1 for warnings, too',
  },
  watching: (folder) => `Watching ${folder} (Ctrl-C ends).`,
  diff: {
    none: 'No clause differs.',
    unpublished: 'Nothing has been published yet, so there is nothing to compare with.',
    unpublishedRemedy: 'Publish with kitei reindex, or name the older document.',
    added: 'new document',
    removed: 'document removed',
    inForce: (date) => `in force from ${date}`,
    counts: (changes, unchanged) => `${changes} changes, ${unchanged} clauses unchanged`,
    kinds: {
      modality_changed: 'Rule changed',
      changed: 'Words changed',
      added: 'Added',
      removed: 'Removed',
      split: 'Split',
      merged: 'Merged',
      moved: 'Moved',
      renumbered: 'Renumbered',
      references: 'References',
    },
    effects: {
      modality: 'rule',
      approver: 'approver',
      exception: 'exception',
      procedure: 'procedure',
      limit: 'amount or period',
      reference: 'reference',
    },
    directions: { stricter: 'stricter', weaker: 'weaker', other: 'different' },
    modalities: modalityWords('en'),
    procedures: { approval: 'approval', notification: 'notification' },
    nothing: 'none',
    more: (clauses) => `${clauses} more`,
  },
  lint: {
    none: 'No findings.',
    found: ({ error, warning, note }) =>
      error + warning + note === 0
        ? 'Lint: no findings.'
        : `Lint: errors: ${error}, warnings: ${warning}, notes: ${note} (kitei lint shows them)`,
    notRun: 'Lint: not run, there are many clauses (kitei lint does).',
    summary: ({ error, warning, note }) => `errors: ${error}, warnings: ${warning}, notes: ${note}`,
    ...lintWords('en'),
    document: 'whole document',
    instead: 'compare',
    grave: (findings) => `Findings that need to be put right: ${findings}.`,
    remedy: 'Correct the document, or make sure that its references and numbers are meant so.',
  },
};

/** The words of a language. */
export function revisionWords(language: Language): RevisionWords {
  return language === 'ja' ? japaneseRevision : englishRevision;
}
