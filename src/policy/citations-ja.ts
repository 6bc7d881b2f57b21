import { NUMERALS, numberOf, toHalfWidth } from './numerals.ts';

/** A level that Japanese references count in. */
export type Level =
  | 'part'
  | 'chapter'
  | 'section'
  | 'subsection'
  | 'division'
  | 'article'
  | 'paragraph'
  | 'item';

/** One place named in a text, as far as the words go; what they leave out is filled from the context. */
export interface JapaneseCitation {
  readonly start: number;
  readonly end: number;
  /** 前, 次, 同, with the level and, for 前二項, how many; null for numbers. */
  readonly relative: {
    readonly word: '前' | '次' | '同';
    readonly level: Level;
    readonly count: number;
  } | null;
  readonly supplement: boolean;
  readonly numbers: readonly (readonly [level: Level, path: readonly number[]])[];
  /** イ, (1), ① and the like below the numbered levels, outermost first. */
  readonly marks: readonly string[];
  /** 各号, 各項: all the children of what is named. */
  readonly each: Level | null;
  /** 別表第1, 様式第2号; null for clauses. */
  readonly schedule: string | null;
  /** The plain number of a main clause: 4, 2(4) and the like. */
  readonly decimal: string | null;
}

const N = `[${NUMERALS}]{1,7}`;
const S = '[ \\u3000]?';
const BRANCH = `(?:${S}[のノ]${S}${N})*`;
const MARK = `[イロハニホヘトチリヌルヲワカヨタレソツネナラムア-オ](?![ァ-ヶー])|[①-⑳㉑-㉟]|[（(]${S}(?:[0-9０-９]{1,2}|[ivx]{1,4}|[ァ-ヶ])${S}[）)]`;
const TAIL = '(?:各号|各項|各号列記以外の部分|本文|ただし書|後段|前段|柱書)?';
const LEVELS: Readonly<Record<string, Level>> = {
  編: 'part',
  章: 'chapter',
  節: 'section',
  款: 'subsection',
  目: 'division',
  条: 'article',
  項: 'paragraph',
  号: 'item',
};

const STEP = `第${S}${N}${S}[編章節款目条項号](?![ぁ-ん]*様式)${BRANCH}`;
const SCHEDULE = `(?:別記|別紙|別添)?(?:別表|様式|付表|付録|附属書)${S}(?:第${S})?${N}(?:号)?(?:の${N})*|(?:別紙|別添|別記)${S}(?:第${S})?${N}(?:号)?(?:様式)?(?:第${N}号)?|(?:別記)?第${S}${N}号様式(?:の${N})*|別表(?=[のにをは中、）)])|別紙(?=[のにをは、）)])`;
const RELATIVE = `(?:前|次)(?:[二三四五六七八九十2-9２-９]{1,2}|各)?[条項号](?!例)|同[条項号](?!例)`;
const DECIMAL = `(?<![0-9０-９第.．A-Za-zＡ-Ｚａ-ｚ一-十〇:：/／¥,，年月日-])[0-9０-９]{1,2}(?:[.．-][0-9０-９]{1,2}){0,3}(?![0-9０-９,，.．:：/／%％a-zA-Z])`;

const PATTERN = new RegExp(
  [
    `(?<relative>${RELATIVE})(?<after>(?:${STEP})*)(?<m1>(?:${MARK})*)(?<t1>${TAIL})`,
    `(?<schedule>${SCHEDULE})`,
    `(?<supplement>附則)?(?<steps>(?:${STEP})+)(?<m2>(?:${MARK})*)(?<t2>${TAIL})`,
    `(?<decimal>${DECIMAL})${S}(?:の(?=[（(][0-9０-９]))?(?<m3>(?:${MARK})*)(?<t3>${TAIL})`,
    `(?<m4>(?:${MARK})+)(?<t4>${TAIL})`,
  ].join('|'),
  'g',
);

/** Every place that `text` may name, in order. Lone marks and numbers are candidates that the caller must confirm. */
export function findJapaneseCitations(text: string): readonly JapaneseCitation[] {
  const found: JapaneseCitation[] = [];
  for (const match of text.matchAll(PATTERN)) {
    if (isNoItem(text, match)) continue;
    const groups = match.groups ?? {};
    const { relative, schedule, decimal, supplement } = groups;
    const tail = groups.t1 ?? groups.t2 ?? groups.t3 ?? groups.t4 ?? '';
    const steps = groups.after ?? groups.steps ?? '';
    const marks = groups.m1 ?? groups.m2 ?? groups.m3 ?? groups.m4 ?? '';
    found.push({
      start: match.index,
      end: match.index + match[0].trimEnd().length,
      relative: relative === undefined ? null : relativeOf(relative),
      supplement: supplement !== undefined,
      numbers: numbersOf(steps),
      marks: [...marks.matchAll(new RegExp(MARK, 'g'))].map(([mark]) =>
        toHalfWidth(mark).replace(/[ \u3000]/g, ''),
      ),
      each:
        tail.startsWith('各号') && tail === '各号'
          ? 'item'
          : tail === '各項'
            ? 'paragraph'
            : relative?.includes('各')
              ? relativeOf(relative).level
              : null,
      schedule: schedule === undefined ? null : schedule.replace(/[ \u3000]/g, ''),
      decimal: decimal === undefined ? null : toHalfWidth(decimal),
    });
  }
  return found;
}

/** 規則第9号 is the number of a law, 第1号被保険者 a name; neither is an item. */
function isNoItem(text: string, match: RegExpExecArray): boolean {
  if (!/^第[^条項]*号$/.test(match[0])) return false;
  const before = text.slice(Math.max(0, match.index - 16), match.index);
  const after = text.charAt(match.index + match[0].length);
  return LAW_BEFORE.test(before) || (/[一-龠ァ-ヶ]/.test(after) && !/[及又並若中]/.test(after));
}

const LAW_BEFORE =
  /(?:年[^、。（）()「」]{0,14}|(?:法律|政令|省令|府令|規則|条例|告示|訓令|規程|要綱|通達|通知)[ \u3000]?)$/;

function relativeOf(words: string): NonNullable<JapaneseCitation['relative']> {
  const word = words.startsWith('前') ? '前' : words.startsWith('次') ? '次' : '同';
  const middle = words.slice(1, -1);
  const count = middle === '各' ? Number.POSITIVE_INFINITY : middle === '' ? 1 : (numberOf(middle) ?? 1);
  return { word, level: LEVELS[words.slice(-1)] ?? 'paragraph', count };
}

function numbersOf(steps: string): JapaneseCitation['numbers'] {
  const pattern = new RegExp(`第${S}(${N})${S}([編章節款目条項号])(${BRANCH})`, 'g');
  return [...steps.matchAll(pattern)].map(([, number = '', unit = '', branches = '']) => [
    LEVELS[unit] ?? 'article',
    [number, ...branches.split(/[のノ]/).slice(1)].map((part) => numberOf(part.trim()) ?? 0),
  ]);
}
