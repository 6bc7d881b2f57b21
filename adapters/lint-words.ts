import type { LintRule, LintSeverity } from '../src/domain/lint.ts';
import type { Language } from '../src/domain/policy.ts';

/** What findings are called, in one language. */
export interface LintWords {
  readonly severities: Readonly<Record<LintSeverity, string>>;
  readonly rules: Readonly<Record<LintRule, string>>;
}

const japanese: LintWords = {
  severities: { error: '誤り', warning: '警告', note: '参考' },
  rules: {
    'reference-dangling': '参照先の条項がない',
    'reference-suspicious': '参照先にその語がない',
    'contents-differ': '目次と見出しが違う',
    'number-duplicate': '番号が重複している',
    'number-skipped': '番号が飛んでいる',
    'term-unused': '定義した用語が使われていない',
    'term-undefined': '説明のない略語',
    'term-conflict': '用語の説明が二通りある',
    'near-duplicate': 'ほぼ同じ定めが重なっている',
    'principle-without-exception': '「原則として」とあるが例外の定めがない',
    'duty-without-addressee': '誰の義務か書かれていない',
    'approval-without-approver': '誰の許可・承認か書かれていない',
    'effective-date-missing': '施行日（年月日）がわからない',
    'owner-missing': '所管がわからない',
    'names-mixed': '自らの呼び名が混在している',
    'stop-missing': '文の終わりの「。」がない',
  },
};

const english: LintWords = {
  severities: { error: 'error', warning: 'warning', note: 'note' },
  rules: {
    'reference-dangling': 'refers to a clause that does not exist',
    'reference-suspicious': 'refers to a clause without that word',
    'contents-differ': 'table of contents and heading differ',
    'number-duplicate': 'number used twice',
    'number-skipped': 'number left out',
    'term-unused': 'defined term that is never used',
    'term-undefined': 'abbreviation without explanation',
    'term-conflict': 'term explained in two ways',
    'near-duplicate': 'says nearly the same as another clause',
    'principle-without-exception': '"in principle" without a rule for exceptions',
    'duty-without-addressee': 'does not say whose duty it is',
    'approval-without-approver': 'does not say who approves',
    'effective-date-missing': 'no full date from which it is in force',
    'owner-missing': 'no owner',
    'names-mixed': 'calls itself by several names',
    'stop-missing': 'sentence without its full stop',
  },
};

/** The words of a language. */
export function lintWords(language: Language): LintWords {
  return language === 'ja' ? japanese : english;
}
