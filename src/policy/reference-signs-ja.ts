import type { JapaneseCitation } from './citations-ja.ts';
import type { ClauseTree } from './clause-tree.ts';
import type { Draft } from './draft.ts';
import type { Place } from './places-ja.ts';

/** The signs by which Japanese text joins references and tells them from other numbers. */

const JOINT = /^(?:まで)?(?:、|及び|又は|並びに|若しくは|から|ないし|乃至|[～〜]|と|・)?(?:、)?$/;
const CALLED = /(?:上記|前記|前掲|下記)[ \u3000]?$/;
const COUNTED = /(?:約|全|計|各|毎|満|第)$/;
const AFTER_NUMBER =
  /^(?:まで)?(?:に(?:限り|限る|規定|定め|掲げ|従|よ[りるっ]|準じ|該当|基づ|示|かかわらず|加え|おい)|の(?:規定|定め|本文|ただし書|例|各号|とおり|手続|場合)|を(?:適用|準用|除[くき]|参照)|は、?(?:適用|準用)|ただし書|本文|関係)/;
const AFTER_MARK =
  /^(?:まで)?(?:の|に|を|は|が|と|及び|又は|若しくは|並びに|、|から|で|も|ただし書|本文|について|）|\)|・|[ア-ン](?![ァ-ヶー]))/;
const WORD_BEFORE = /[ァ-ヶーぁ-ん一-龠A-Za-z]$/;
const JOINED_BEFORE = /(?:及び|又は|から|若しくは|並びに)$/;

/** 「3の脅威」: the noun that a reference qualifies. */
export const NOUN_AFTER = /^[ \u3000]?の((?:(?!及び|又は|並びに|若しくは)[一-龠々ァ-ヶー]){2,8})/;

/** Nouns for the clause itself or its effect, which it need not contain. */
const STRUCTURAL =
  /^(?:規定|場合|定め|本文|例|適用|罪|施行|各号|各項|各本条|準用|改正|表|欄|事項|要件|基準|効力|措置|違反|特例|意義|趣旨|目的|とおり|事務|期間|期日|期限|者|額|区分|手続|内容|範囲|条件|事由|対象)/;

/** True where a qualified noun does not stand in the clauses meant: the number may be out of date. */
export function nounMissing(noun: string, targets: readonly Draft[], tree: ClauseTree): boolean {
  // 「前項の命令」 after 「命ずる」: the first character tells as much as the whole word.
  return (
    !STRUCTURAL.test(noun) && !targets.some((target) => tree.wordsBelow(target).includes(noun.charAt(0)))
  );
}

/** Citations in the lists that 及び, 又は, から and the like make of them. */
export function groupCitations(
  citations: readonly JapaneseCitation[],
  text: string,
): readonly (readonly JapaneseCitation[])[] {
  const groups: JapaneseCitation[][] = [];
  for (const citation of citations) {
    const group = groups.at(-1);
    const last = group?.at(-1);
    const between = last ? text.slice(last.end, citation.start) : '';
    if (group && last && between !== '' && JOINT.test(between) && mayJoin(last, citation))
      group.push(citation);
    else groups.push([citation]);
  }
  return groups;
}

/** 5、(1) are numbers of different kinds that stand together by chance. */
function mayJoin(one: JapaneseCitation, other: JapaneseCitation): boolean {
  const [first, second] = [formOf(one), formOf(other)];
  return first === second || (first === 'named' && second === 'mark');
}

function formOf(citation: JapaneseCitation): 'number' | 'named' | 'mark' {
  if (citation.decimal !== null) return 'number';
  return citation.numbers.length > 0 || citation.relative || citation.schedule !== null ? 'named' : 'mark';
}

/** Whether a list is used as a reference: lone numbers and marks must be, the other forms always are. */
export function isUsedAsReference(
  group: readonly JapaneseCitation[],
  text: string,
  place: (citation: JapaneseCitation) => Place,
  node: Draft,
  tree: ClauseTree,
): boolean {
  const [first] = group;
  const last = group.at(-1);
  if (!first || !last) return false;
  const after = text.slice(last.end, last.end + 12);
  const before = text.slice(Math.max(0, first.start - 6), first.start);
  if (formOf(first) === 'named') return true;
  const meant = place(first);
  if (first.decimal !== null) {
    if (CALLED.test(before)) return true;
    if (COUNTED.test(before) || !group.every((citation) => place(citation) !== null)) return false;
    if (first.marks.length > 0 || AFTER_NUMBER.test(after)) return true;
    const noun = NOUN_AFTER.exec(after)?.[1];
    if (noun === undefined || !Array.isArray(meant)) return false;
    return meant.some((target) => !isWithin(node, target) && tree.wordsBelow(target).includes(noun));
  }
  const kana = /^[ァ-ヶ]/.test(first.marks[0] ?? '');
  if (kana && WORD_BEFORE.test(before) && !JOINED_BEFORE.test(before)) return false;
  return AFTER_MARK.test(after) && Array.isArray(meant) && meant[0] !== node;
}

function isWithin(node: Draft, above: Draft): boolean {
  for (let at: Draft | null = node; at; at = at.parent) if (at === above) return true;
  return false;
}

/** Spans of 「…」 that a 読替規定 replaces or puts in. */
export function replacedSpans(text: string): readonly (readonly [start: number, end: number])[] {
  if (!/とある|読み替え/.test(text)) return [];
  return [...text.matchAll(/「[^「」]*」(?=とあ|と、|と読み替|とする)/g)].map((match) => [
    match.index,
    match.index + match[0].length,
  ]);
}
