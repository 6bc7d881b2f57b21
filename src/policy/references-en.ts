import type { Reference } from '../domain/policy.ts';
import { besideOrBelow, type ClauseTree, childPrinted } from './clause-tree.ts';
import type { Draft } from './draft.ts';

const WORD =
  'sections?|sub-?sections?|paragraphs?|sub-?paragraphs?|clauses?|sub-?clauses?|articles?|parts?|chapters?|rules?|schedules?|annex(?:es)?|appendix|appendices|items?|points?';
const PARTS = '(?:\\([0-9]{1,3}\\)|\\([a-zA-Z]{1,4}\\))';
const NUMBER = `(?:\\d{1,4}(?:\\.\\d{1,3})*${PARTS}*|${PARTS}+|[A-Z](?![A-Za-z])|[IVX]{1,5}(?![A-Za-z]))`;
const JOINT = '(?:\\s*,\\s*(?:and\\s+|or\\s+)?|\\s+(?:and|or|and/or|to|through)\\s+|\\s*[–-]\\s*)';
const LIST = `${NUMBER}(?:${JOINT}${NUMBER})*`;
const KEYWORD = new RegExp(`(?<![A-Za-z])((?:${WORD})(?=\\s)|§§?)\\s*(${LIST})`, 'gi');
const BARE = new RegExp(
  `(?<![\\d.£$€¥A-Za-z/-])\\d{1,2}(?:\\.\\d{1,2}){1,4}${PARTS}*(?:${JOINT}\\d{1,2}(?:\\.\\d{1,2}){1,4}${PARTS}*)*(?![\\d%])`,
  'g',
);
const BARE_BEFORE =
  /(?:\b(?:in|under|to|see|by|of|with|from|and|or|per|despite|at|than|on|unless)|[(,])\s*$/i;
const BARE_AFTER = /^\s*(?:above|below|appl|does not|do not|sets|shall)/;
const RELATIVE = new RegExp(
  `(?<=\\b(?:in|under|of|to|by|with|at|per|than|and|or|subject to|from)\\s)(${PARTS}+(?:${JOINT}${PARTS}+)*)`,
  'gi',
);
/** “of the FSMR”, “of Law No. 4”: the words that name another text. “of this policy” names this one. */
const OF_OTHER =
  /^(?:\s*\([^()]{0,60}\))?(?:,\s*(?:Part|Chapter|Article|Section)\s+\w+)?,?\s+of\s+(?:the\s+|that\s+)?(?:Part\s+\w+\s+of\s+(?:the\s+)?)?(?!(?:This|These|The|Annex|Appendix|Schedule|Section|Part|Chapter|Article|Clause|Paragraph)\b)([A-Z][A-Za-z]*(?:\s+[A-Z][A-Za-z]*)*|\d{4})/;
const OF_OWN =
  /^(?:\s*(?:above|below))?,?\s+(?:of|in|under|to)\s+(?:this|these|our|the)\s+(?:above\s+)?(?:polic|document|handbook|rule|regulation|standard|guideline|procedure|manual|code|agreement|schedule|annex|part|section)/i;
const OTHER_BEFORE =
  /(?:\b(?!Section|Paragraph|Clause|Article|Part|Chapter|Rule|Schedule|Annex|Appendix|See|Under|In|Subject|The|Despite)[A-Z]{2,}[A-Za-z]*|\b(?:Act|Law|Code|Regulations?|Directive|Ordinance)(?:\s+\d{4})?),?\s+$/;

interface Found {
  readonly start: number;
  readonly end: number;
  readonly keyword: string;
  readonly numbers: readonly { readonly text: string; readonly joint: string }[];
  readonly external: boolean;
}

/** Reads the references of every clause; numbers once cited from another text stay that text's. */
export function readEnglishReferences(
  drafts: readonly Draft[],
  texts: readonly string[],
  tree: ClauseTree,
  documentName: string,
): readonly (readonly Reference[])[] {
  const found = texts.map((text) => findCitations(text, documentName));
  const foreign = new Set<string>();
  for (const citations of found) {
    for (const citation of citations) {
      if (!citation.external) continue;
      for (const number of citation.numbers) foreign.add(baseOf(number.text));
    }
  }
  return drafts.map((node, index) => {
    const text = texts[index] ?? '';
    return (found[index] ?? []).flatMap((citation) => referenceOf(citation, node, text, tree, foreign));
  });
}

function findCitations(text: string, documentName: string): readonly Found[] {
  const found: Found[] = [];
  for (const match of text.matchAll(KEYWORD)) {
    const [whole, keyword = '', list = ''] = match;
    const end = match.index + whole.length;
    const after = text.slice(end, end + 80);
    const before = text.slice(Math.max(0, match.index - 40), match.index);
    const external = namesOther(after, documentName) || (OTHER_BEFORE.test(before) && !OF_OWN.test(after));
    found.push({ start: match.index, end, keyword, numbers: splitList(list), external });
  }
  const named = [...found];
  for (const [pattern, mayStandAlone] of [
    [BARE, usedAsReference],
    [RELATIVE, () => true],
  ] as const) {
    let at = 0;
    for (const match of text.matchAll(pattern)) {
      const end = match.index + match[0].length;
      while ((named[at]?.end ?? Number.POSITIVE_INFINITY) <= match.index) at += 1;
      const taken = (named[at]?.start ?? Number.POSITIVE_INFINITY) < end;
      if (taken || !mayStandAlone(text, match.index, end)) continue;
      const external = namesOther(text.slice(end, end + 80), documentName);
      found.push({ start: match.index, end, keyword: '', numbers: splitList(match[0]), external });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/** A number without “section” in front must be used as a reference. */
function usedAsReference(text: string, start: number, end: number): boolean {
  return (
    BARE_BEFORE.test(text.slice(Math.max(0, start - 12), start)) || BARE_AFTER.test(text.slice(end, end + 12))
  );
}

function namesOther(after: string, documentName: string): boolean {
  const name = OF_OTHER.exec(after)?.[1];
  return name !== undefined && !OF_OWN.test(after) && !documentName.includes(name);
}

function splitList(list: string): Found['numbers'] {
  const numbers: { text: string; joint: string }[] = [];
  let joint = '';
  for (const part of list.split(new RegExp(`(${JOINT})`))) {
    if (new RegExp(`^${JOINT}$`).test(part)) joint = part;
    else if (part !== '') numbers.push({ text: part, joint });
  }
  return numbers;
}

function referenceOf(
  citation: Found,
  node: Draft,
  text: string,
  tree: ClauseTree,
  foreign: ReadonlySet<string>,
): readonly Reference[] {
  const literal = {
    text: text.slice(citation.start, citation.end),
    start: citation.start,
    end: citation.end,
  };
  if (citation.external) return [{ ...literal, kind: 'external', targets: [] }];
  const targets: Draft[] = [];
  const missing: string[] = [];
  let previous: Draft | null = null;
  for (const number of citation.numbers) {
    const target = resolve(citation.keyword, number.text, previous, node, tree);
    if (!target) missing.push(number.text);
    else {
      const between = previous && isRange(number.joint) ? tree.between(previous, target) : null;
      targets.push(...(between ? between.slice(1, -1) : []), target);
      previous = target;
    }
  }
  if (targets.length === 0) {
    const bases = citation.numbers.map((number) => baseOf(number.text));
    if (citation.keyword === '') return [];
    if (bases.some((base) => foreign.has(base) || (foreign.size > 0 && Number(base) > tree.lastNumber)))
      return [{ ...literal, kind: 'external', targets: [] }];
    // “part a”, “items I own”: ordinary words.
    if (!/\d|\(/.test(literal.text)) return [];
  }
  const warning =
    missing.length === 0 ? {} : { warning: `There is no ${missing.join(', ')} in this document.` };
  return [
    {
      ...literal,
      kind: 'internal',
      targets: [...new Set(targets.map((target) => tree.label(target)))],
      ...warning,
    },
  ];
}

function resolve(
  keyword: string,
  number: string,
  previous: Draft | null,
  node: Draft,
  tree: ClauseTree,
): Draft | null {
  if (number.startsWith('(')) return relativeTarget(number, previous, node);
  const singular = keyword
    .toLowerCase()
    .replace(/appendices/, 'appendix')
    .replace(/annexes/, 'annex')
    .replace(/^sub-?/, '')
    .replace(/s$/, '');
  const [, head = number, rest = ''] = /^([^(]+)(.*)$/.exec(number) ?? [];
  const name =
    singular === '' || singular.startsWith('§')
      ? 'Section'
      : singular.charAt(0).toUpperCase() + singular.slice(1);
  const base = tree.find(`${name} ${head.toUpperCase()}`) ?? tree.find(head);
  if (base) return descend(base, rest);
  // “Paragraph 1(b)” inside an article.
  for (let at: Draft | null = node; at; at = at.parent) {
    const child = at.style.startsWith('en-') ? childPrinted(at, head) : null;
    if (child) return descend(child, rest);
  }
  return null;
}

/** (a), (b)(ii): after 3.2(a) the siblings of that; else the marks nearest to the text. */
function relativeTarget(number: string, previous: Draft | null, node: Draft): Draft | null {
  const [first = '', ...rest] = number.match(/\([^()]+\)/g) ?? [];
  const sibling = previous?.parent ? childPrinted(previous.parent, first) : null;
  const found =
    sibling ??
    besideOrBelow(
      node,
      first,
      MARK_STYLES.filter((style) => fits(style, first)),
    );
  const target = found ? descend(found, rest.join('')) : null;
  return target === node ? null : target;
}

const MARK_STYLES: readonly Draft['style'][] = [
  'paren',
  'paren-lower',
  'paren-upper',
  'paren-roman',
  'paren-upper-roman',
];

function fits(style: string, mark: string): boolean {
  const symbol = mark.slice(1, -1);
  if (/^\d/.test(symbol)) return style === 'paren';
  const upper = /^[A-Z]/.test(symbol);
  return style !== 'paren' && style.includes('upper') === upper;
}

function descend(from: Draft, marks: string): Draft | null {
  let at: Draft | null = from;
  for (const mark of marks.match(/\([^()]+\)/g) ?? [])
    at = at ? (childPrinted(at, mark) ?? childPrinted(at, mark.slice(1, -1))) : null;
  return at;
}

function isRange(joint: string): boolean {
  return /to|through|[–-]/.test(joint);
}

function baseOf(number: string): string {
  return /^[^(]*/.exec(number)?.[0] ?? number;
}
