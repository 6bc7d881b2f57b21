import { createHash } from 'node:crypto';
import { ClauseTree } from '../../src/answering/clause-tree.ts';
import type { Contact } from '../../src/domain/knowledge.ts';
import type { Clause, ClauseKind, PolicyDocument } from '../../src/domain/policy.ts';
import { readModality } from '../../src/policy/modality.ts';
import { buildSearchIndex } from '../../src/retrieval/search-index.ts';

/** One clause as a test writes it: label, parent, title, text and, where it matters, kind. */
export type Row = readonly [
  label: string,
  parent: string | null,
  title: string,
  text: string,
  kind?: ClauseKind,
];

/** A document from rows; references stay empty, everything else is as the parser would give it. */
export function documentOf(rows: readonly Row[], language: 'ja' | 'en' = 'ja'): PolicyDocument {
  const titles = new Map(rows.map(([label, , title]) => [label, title]));
  const parents = new Map(rows.map(([label, parent]) => [label, parent]));
  const path = (label: string): string[] => {
    const parent = parents.get(label) ?? null;
    return parent === null ? [] : [...path(parent), titles.get(parent) || parent];
  };
  const clauses = rows.map(([label, parent, title, text, kind = 'rule']): Clause => {
    const headingPath = path(label);
    return {
      id: `rules/1/${label}`,
      documentId: 'rules',
      documentVersion: '1',
      label,
      title,
      parent,
      headingPath,
      text,
      kind,
      modality: readModality(text, { title, headingPath, language }),
      references: [],
      definedTerms: [],
      contentHash: createHash('sha256')
        .update(JSON.stringify([label, title, headingPath, text]))
        .digest('hex'),
    };
  });
  return {
    id: 'rules',
    title: language === 'ja' ? '試験規程' : 'Test Rules',
    version: '1',
    effectiveDate: null,
    language,
    audience: null,
    owner: null,
    public: true,
    source: { path: 'rules.md', sha256: '0'.repeat(64) },
    revisions: [],
    clauses,
  };
}

/** Everything an answer is read from, over one small document. */
export async function sourcesOf(document: PolicyDocument, contacts: readonly Contact[] = []) {
  const index = await buildSearchIndex(document.clauses, { vocabulary: { entries: [], blocked: [] } });
  return { index, tree: new ClauseTree([document]), contacts, generation: 'test' };
}

/** A small rule book that has one of everything. */
export const RULE_BOOK = documentOf([
  ['1', null, '適用範囲', 'この規程は、職員及び嘱託員に適用する。派遣労働者には適用しない。', 'scope'],
  ['2', null, '端末', ''],
  [
    '2(1)',
    '2',
    '',
    '職員は、貸与端末を庁舎の外に持ち出してはならない。ただし、施設長の許可を受けたときは、この限りでない。',
  ],
  ['2(2)', '2', '', '職員は、私物の記録媒体を貸与端末に接続してはならない。'],
  ['2(3)', '2', '', '職員は、席を離れるときは、画面を施錠しなければならない。'],
  ['3', null, '服装', ''],
  ['3(1)', '3', '', '職員は、夏季にはネクタイの着用を要しない。'],
  ['3(2)', '3', '', '来客の応対では上着を着ることが望ましい。'],
  ['4', null, '駐車場', '職員は、休日に駐車場を利用することができる。'],
  ['5', null, '事故の報告', '職員は、端末を紛失したときは、直ちに施設長に報告しなければならない。'],
  ['6', null, '処分', 'この規程に違反した者の処分の要否は、理事長が個別に判断する。'],
  ['7', null, '研修', '法人は、毎年度、職員に対する研修を実施する。'],
]);
