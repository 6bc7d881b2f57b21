import type { Clause } from '../domain/policy.ts';
import { readMarks } from '../policy/marks.ts';
import { toHalfWidth } from '../policy/numerals.ts';
import { normalized } from '../revision/likeness.ts';
import { type Check, type Found, headed } from './finding.ts';

const PAGE = /(?:[\t.．・…‥·_\s]|\s{2,})+[(（]?(?:p\.?\s*)?[0-9０-９]{1,4}[)）]?$/i;
const RANGE = /[（(]\s*第.{1,30}条.{0,20}[）)]$/;

/** Entries of the table of contents that no heading matches, and headings of the same level that it leaves out. */
export const checkContents: Check = ({ clauses, contents = [] }) => {
  const found: Found[] = [];
  const named = new Set<Clause>();
  const unclear = new Set<string>();
  for (const entry of contents) {
    const words = entry.replace(PAGE, '').replace(RANGE, '').trim();
    const mark = readMarks(words)[0];
    const title = bare(mark ? words.slice(mark.length) : words);
    const sameNumber = clauses.filter((clause) => mark !== undefined && ownNumber(clause) === mark.printed);
    const sameTitle = clauses.filter((clause) => title !== '' && bare(clause.title) === title);
    const exact =
      sameNumber.find((clause) => sameTitle.includes(clause)) ?? (mark ? undefined : sameTitle[0]);
    if (exact) {
      named.add(exact);
      continue;
    }
    const near = sameNumber.find(({ label }) => label === mark?.printed) ?? sameNumber[0] ?? sameTitle[0];
    if (near) named.add(near);
    else unclear.add(words);
    if (!near && /^附\s*則|^別表|^様式/.test(words)) continue;
    found.push({
      rule: 'contents-differ',
      labels: near ? [near.label] : [],
      evidence: words,
      instead: near ? headed(near) : null,
    });
  }
  return [...found, ...(unclear.size > contents.length / 2 ? [] : leftOut(clauses, named))];
};

/** Titled clauses beside those that the table of contents names. */
function leftOut(clauses: readonly Clause[], named: ReadonlySet<Clause>): readonly Found[] {
  const levels = new Map<string, number>();
  for (const clause of named) levels.set(levelOf(clause), (levels.get(levelOf(clause)) ?? 0) + 1);
  return clauses
    .filter((clause) => !named.has(clause) && clause.title !== '' && (levels.get(levelOf(clause)) ?? 0) >= 3)
    .filter(({ kind }) => kind !== 'front_matter' && kind !== 'supplementary' && kind !== 'history')
    .map((clause) => ({ rule: 'contents-differ', labels: [clause.label], evidence: headed(clause) }));
}

/** What stands at one level of one series: the parent and the shape of the number. */
function levelOf(clause: Clause): string {
  return `${clause.parent ?? ''} ${ownNumber(clause).replace(/\d+/g, '#')}`;
}

function ownNumber({ label, parent }: Clause): string {
  return parent !== null && label.startsWith(parent) && label.length > parent.length
    ? label.slice(parent.length)
    : label;
}

function bare(text: string): string {
  return normalized(toHalfWidth(text)).replace(/[.．、。:：（）()「」]/g, '');
}
