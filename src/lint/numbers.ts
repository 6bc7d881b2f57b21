import type { Clause } from '../domain/policy.ts';
import { AIUEO, IROHA } from '../policy/numerals.ts';
import { type Check, type Found, headed } from './finding.ts';

/** Numbers that come twice among siblings, and numbers that are left out between two. */
export const checkNumbers: Check = ({ clauses }) => {
  const repeated = clauses
    .filter(({ label }) => /~\d+$/.test(label))
    .map((clause): Found => {
      const first = clause.label.replace(/~\d+$/, '');
      return { rule: 'number-duplicate', labels: [clause.label, first], evidence: headed(clause) };
    });
  return [...repeated, ...seriesOf(clauses).flatMap(skippedIn)];
};

interface Numbered {
  readonly clause: Clause;
  /** 第26条の2 is [26, 2]. */
  readonly path: readonly number[];
  /** The last number where a range of them shares the clause; else the same. */
  readonly end: readonly number[];
}

/** Clauses whose numbers run on: siblings, and the articles of a whole text through its chapters. */
function seriesOf(clauses: readonly Clause[]): readonly (readonly Numbered[])[] {
  const series = new Map<string, Numbered[]>();
  const letters = new Map<string, string>();
  for (const clause of clauses) {
    const { label, parent } = clause;
    // Amending acts print only some of their articles.
    if (label.includes('~') || label.startsWith('附則（')) continue;
    const within = parent !== null && label.startsWith(parent) && label !== parent ? parent : '';
    const own = label.slice(within.length);
    const shape = own.replace(/\d+/, '#').replace(/(?:の\d+)+$|から.*$|及び.*$/, '');
    const kana = /^\(?([ァ-ヶ])\)?$/.exec(own)?.[1];
    if (kana !== undefined && !letters.has(within)) letters.set(within, kana === 'イ' ? IROHA : AIUEO);
    // 第5条から第7条まで 削除: a range goes on after its last number.
    const range = /^(第\d+条)(?:から|及び|、|～|-)(第\d+条)/.exec(own);
    const path =
      kana === undefined ? pathOf(range?.[1] ?? own) : [(letters.get(within) ?? AIUEO).indexOf(kana) + 1];
    if (path === null) continue;
    const end = range ? (pathOf(range[2] ?? '') ?? path) : path;
    const key = `${within} ${kana === undefined ? shape.replace(/[①-⑳]/, '①') : 'kana'}`;
    const list = series.get(key);
    if (list) list.push({ clause, path, end });
    else series.set(key, [{ clause, path, end }]);
  }
  return [...series.values()];
}

function pathOf(own: string): readonly number[] | null {
  if (/^[①-⑳]$/.test(own)) return [Number(own.normalize('NFKC'))];
  const plain = /^(?:第|\()?(\d+)(?:編|章|節|款|目|条|項|号|\))?((?:の\d+)*)$/.exec(own);
  if (!plain) return null;
  const branches = (plain[2] ?? '').split('の').slice(1).map(Number);
  return [Number(plain[1]), ...branches];
}

function skippedIn(series: readonly Numbered[]): readonly Found[] {
  return series.slice(1).flatMap(({ clause, path }, index): readonly Found[] => {
    const before = series[index];
    if (!before) return [];
    const [last = 0] = before.end;
    const [number = 0] = path;
    // A branch number (の2) stands for an insertion, and starts at 2.
    if (number <= last + 1 || path.length > 1) return [];
    return [
      {
        rule: 'number-skipped',
        labels: [clause.label, before.clause.label],
        evidence: headed(clause),
        instead: headed(before.clause),
      },
    ];
  });
}
