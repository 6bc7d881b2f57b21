import type { Clause } from '../domain/policy.ts';
import { parseClausePath } from './clause-path.ts';
import { normaliseText } from './text.ts';

/** A clause number written in a question. */
export interface ClauseMention {
  /** As it stands in the normalised question. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** See `parseClausePath`. */
  readonly path: readonly string[];
  /** Name of the law or document written before or after it, null where there is none. */
  readonly law: string | null;
}

const N = '(?:[0-9]{1,3}|[〇一二三四五六七八九十百]{1,5})';
const SUB = `(?:の?\\([0-9]{1,2}\\))`;
const KANA = '(?:の?(?:\\([ア-ンイロハ]\\)|[ア-ンイロハ](?![ァ-ヺー]))){0,2}';
/** Words after a bare number that make it a count, a date, money or a version rather than a clause. */
const NOT_A_COUNT =
  '(?![0-9.,:/年月日時分秒人名件回個台枚円%％ヶか箇カ歳才度割倍階番週社者点つ]|万|億|千|世紀|st\\b|nd\\b|rd\\b|th\\b)';

const PATTERNS: readonly RegExp[] = [
  // 別表第1, 様式第2号, 附則第3項
  new RegExp(`(?:別表|別紙|別記様式|様式|別添)第?${N}号?|附則(?:第?${N}[条項](?:第?${N}[項号])*)?`, 'g'),
  // 第12条の2第3項第4号イ, 12条3項
  new RegExp(
    `第?${N}条(?:の(?:[0-9]{1,2}(?![0-9条項号日回つ人件])|[二三四五六七八九十]))*(?:の?第?${N}項)?(?:の?第?${N}号)?${KANA}`,
    'g',
  ),
  // 第3章, 第2節
  new RegExp(`第${N}[編章節款](?:第?${N}[節款])*`, 'g'),
  // 7の(3)の②イ, 2(4)② — the numeral ahead of brackets
  new RegExp(`(?<![0-9.,a-z-])[0-9]{1,3}(?:[-.][0-9]{1,3})*${SUB}{1,3}${KANA}`, 'g'),
  // section 4.2.1(a), clause 7, rule 10.3.2
  /(?:sections?|articles?|clauses?|paragraphs?|para\.?|rules?|sec\.|art\.|§§?)\s*(?<path>[0-9]{1,3}[a-z]?(?:[.-][0-9]{1,3}[a-z]?)*(?:\.?\([0-9a-z]{1,5}\))*)/g,
  /\b(?:annex|schedule|appendix|chapter|part)\s+(?:[0-9]{1,2}|[a-z])\b/g,
  // 4.2.1(a) or 4.2(b) on its own; 4.2 alone reads as a decimal unless a clause bears it
  /(?<![0-9.,v-]|version |ver\.? ?)[0-9]{1,3}(?:\.[0-9]{1,3}[a-z]?){1,5}(?:\.?\([0-9a-z]{1,5}\))*(?![0-9%％a-z.]|\s*(?:million|billion|percent|%|gb|mb|tb|万|億|時間|倍|円))/g,
  // 2-5-1
  /(?<![0-9-])[0-9]{1,2}-[0-9]{1,2}(?:-[0-9]{1,2}){1,2}(?![0-9-])/g,
  // ポリシーの6, 項目7, 規程の第3
  new RegExp(
    `(?:ポリシー|方針|規程|規定|規則|要綱|要領|ガイドライン|条文|項目|本文)の?第?(?<path>[0-9]{1,2})${NOT_A_COUNT}`,
    'g',
  ),
  // 7番, 6項
  /(?<![0-9第のh])(?<path>[0-9]{1,2})項(?!目)/g,
];

const LAW_BEFORE =
  /([一-鿿々ァ-ヺa-z](?:[一-鿿々ァ-ヺーa-z]|(?:及び|並びに|の|に関する|に係る|に基づく|に対する)(?=[一-鿿ァ-ヺ]))*?(?:法律|法|条例|政令|省令|憲法|施行令|施行規則|規則|規程|要綱|要領|約款|協定))(?:\([^)]*\))?(?:の|では|だと|、)?(?:第)?$/;
const ACT_BEFORE =
  /((?:[a-z]+ )*(?:act|gdpr|regulations?|directive|law|hipaa|ccpa|iso ?[0-9]+)(?: [0-9]{4})?)'?s?,? (?:in |under )?$/;
const ACT_AFTER =
  /^ (?:of|in|under) (?:the )?((?:[a-z]+ ){0,6}?(?:act|gdpr|directive|hipaa|ccpa|constitution|law|[a-z]+ code)\b)/;

/** The clause numbers written in a question, in reading order; overlapping readings keep the longest. */
export function findClauseMentions(question: string): ClauseMention[] {
  const text = normaliseText(question);
  const found: ClauseMention[] = [];
  for (const pattern of PATTERNS) {
    for (const match of text.matchAll(pattern)) {
      const start = match.index;
      const end = start + match[0].length;
      if (found.some((mention) => mention.start < end && start < mention.end)) continue;
      const path = parseClausePath(match.groups?.path ?? match[0]);
      if (path === null) continue;
      found.push({ text: match[0], start, end, path, law: lawAround(text, start, end) });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

function lawAround(text: string, start: number, end: number): string | null {
  const before = text.slice(0, start);
  return (LAW_BEFORE.exec(before) ?? ACT_BEFORE.exec(before) ?? ACT_AFTER.exec(text.slice(end)))?.[1] ?? null;
}

/** Names by which people mean the text at hand. */
const THIS_TEXT =
  /^(?:本|この|当|同|わが|我が|うちの|弊)?(?:社|市|町|村|県|校|園|院|会|職場|組織)?の?(?:内)?(?:規則|規程|要綱|要領|条例|法|社内規程|社内規則)$/;

/** Where clauses of an index stand by their numbers. */
export interface NumberDirectory {
  /** Places of the clauses under a path (`clauseKey`), in order; undefined where there is none. */
  clausesUnder(key: string): ArrayLike<number> | undefined;
  documentOf(clause: number): string;
  /** Normalised names of the documents at hand, so that their own name is not taken for another law's. */
  readonly names: readonly DocumentName[];
}

/** A name that a document goes by. */
export interface DocumentName {
  readonly name: string;
  readonly documentId: string;
}

/** The path of a clause as a key, null where its label is not a number. */
export function clauseKey({ label }: Pick<Clause, 'label'>): string | null {
  return parseClausePath(label)?.join('/') ?? null;
}

/** Every key under which the clauses that a question names by number may stand. */
export function numberKeys(question: string): readonly string[] {
  return [...new Set(findClauseMentions(question).flatMap(({ path }) => [...pathsOf(path)]))];
}

/** The normalised names of the documents that clauses belong to, and of their topmost parts. */
export function documentNames(clauses: readonly Clause[]): readonly DocumentName[] {
  const names = new Map<string, string>();
  for (const { documentId, parent, title, headingPath } of clauses) {
    if (parent === null) names.set(normaliseText(title), documentId);
    names.set(normaliseText(headingPath[0] ?? ''), documentId);
  }
  names.delete('');
  return [...names].map(([name, documentId]) => ({ name, documentId }));
}

/**
 * The clauses that a question names by number, in the order they are named, each with its share: 1 where only one
 * clause bears the number, 1/n where n clauses (of several documents) do. Where a document is named with the number
 * only its clauses count; numbers of other laws find nothing.
 */
export function namedClauses(question: string, directory: NumberDirectory): ReadonlyMap<number, number> {
  const shares = new Map<number, number>();
  const text = normaliseText(question);
  for (const mention of findClauseMentions(question)) {
    const documents = documentsNamed(text, mention, directory.names);
    if (documents === null) continue;
    const found = [...pathsOf(mention.path)].map((key) => directory.clausesUnder(key)).find(Boolean);
    const clauses = Array.from(found ?? []).filter(
      (clause) => documents.size === 0 || documents.has(directory.documentOf(clause)),
    );
    for (const clause of clauses) shares.set(clause, Math.max(shares.get(clause) ?? 0, 1 / clauses.length));
  }
  return shares;
}

/** The key of a path, then those of what it may be part of. */
function* pathsOf(path: readonly string[]): Generator<string> {
  yield path.join('/');
  // The first paragraph of an article bears no number in the text, and lettered items are often part of their clause.
  const last = path.at(-1) as string;
  if (path.length > 1 && (last === '1' || /^[^0-9]+$/.test(last))) yield* pathsOf(path.slice(0, -1));
}

/** Ids of the documents named beside a number: none where it stands alone, null where it is another law's. */
function documentsNamed(
  text: string,
  { start, end, law }: ClauseMention,
  names: readonly DocumentName[],
): ReadonlySet<string> | null {
  const before = text.slice(0, start).replace(/[「」『』"'の、,\s]+$/, '');
  const after = text.slice(end).replace(/^ (?:of|in|under) (?:the |our )?/, '');
  const beside = ({ name }: DocumentName) =>
    name.length >= 3 &&
    (before.endsWith(name) || (after.length < text.length - end && after.startsWith(name)));
  const spelled = names.filter(beside);
  const longest = Math.max(0, ...spelled.map(({ name }) => name.length));
  if (longest > 0)
    return new Set(spelled.filter(({ name }) => name.length === longest).map(({ documentId }) => documentId));
  if (law === null) return new Set();
  // 「会社の旅費規程」 is the 旅費規程 at hand.
  for (const [i] of [...law.matchAll(/^|の/g)].map((match) => [match.index + match[0].length])) {
    const tail = law.slice(i);
    if (THIS_TEXT.test(tail)) return new Set();
    const called = tail.length < 3 ? [] : names.filter(({ name }) => name.includes(tail));
    if (called.length > 0) return new Set(called.map(({ documentId }) => documentId));
  }
  return null;
}

/** The numbers of clauses in memory. */
export class ClauseNumbers implements NumberDirectory {
  readonly names: readonly DocumentName[];
  readonly #byKey = new Map<string, number[]>();
  readonly #clauses: readonly Clause[];

  constructor(clauses: readonly Clause[]) {
    this.#clauses = clauses;
    this.names = documentNames(clauses);
    clauses.forEach((clause, place) => {
      const key = clauseKey(clause);
      if (key === null) return;
      const places = this.#byKey.get(key);
      if (places === undefined) this.#byKey.set(key, [place]);
      else places.push(place);
    });
  }

  /** Each key with the places of its clauses. */
  entries(): IterableIterator<[string, readonly number[]]> {
    return this.#byKey.entries();
  }

  clausesUnder(key: string): readonly number[] | undefined {
    return this.#byKey.get(key);
  }

  documentOf(clause: number): string {
    return (this.#clauses[clause] as Clause).documentId;
  }
}
