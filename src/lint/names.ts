import type { PolicyDocument } from '../domain/policy.ts';
import type { Check } from './finding.ts';

const KINDS =
  '基本方針|方針|ポリシー|対策基準|基準|規程|規則|要綱|要領|指針|ガイドライン|条例|手順|マニュアル|規約|細則';
const SELF_JA = new RegExp(
  `(?<![一-龠々])(?:本|この)((?:[一-龠々ァ-ヶーA-Za-z]{0,12})(?:${KINDS}))(?![一-龠々])`,
  'g',
);
const SELF_EN =
  /\bthis ((?:[A-Z][a-z]+ ){0,4}(?:policy|standard|guideline|procedure|regulation|handbook|manual|code))\b/gi;

/** A document that calls itself by several names (本基本方針, 本ポリシー): readers cannot tell what is meant. */
export const checkNames: Check = (document) => {
  const uses = namesOf(document);
  const [usual, ...rest] = [...uses].sort((a, b) => b[1].length - a[1].length);
  return usual
    ? rest.map(([name, labels]) => ({
        rule: 'names-mixed',
        labels: [...new Set(labels)],
        evidence: name,
        instead: usual[0],
      }))
    : [];
};

/** Names by which the document means itself, with the labels where they stand. */
function namesOf({ clauses, language }: PolicyDocument): ReadonlyMap<string, readonly string[]> {
  const uses = new Map<string, string[]>();
  const pattern = language === 'ja' ? SELF_JA : SELF_EN;
  for (const { text, label } of clauses) {
    for (const [, name = ''] of text.matchAll(pattern)) {
      const key = language === 'ja' ? name : name.toLowerCase();
      const labels = uses.get(key);
      if (labels) labels.push(label);
      else uses.set(key, [label]);
    }
  }
  return uses;
}
