import { quantities } from '../answering/quantities.ts';

/**
 * Numbers of a sentence that the words it rests on do not have: a number without them, a quantity of another unit, or one
 * whose bound is turned round (「5,000円以上」 for 「5,000円以下」). Texts must be normalised.
 * @returns the first of them as written; null where there is none.
 */
export function strangeFigure(sentence: string, sources: readonly string[]): string | null {
  const known = sources.flatMap((text) =>
    quantities(text).map((found) => ({ ...found, bound: boundOf(text, found) })),
  );
  const counted = quantities(sentence);
  for (const found of counted) {
    const { value, unit, start, end } = found;
    const bound = boundOf(sentence, found);
    const isKnown = known.some(
      (other) => other.value === value && other.unit === unit && (bound === null || bound === other.bound),
    );
    if (!isKnown) return sentence.slice(start, end);
  }
  const printed = new Set(sources.flatMap((text) => numbersOf(text)));
  const isCounted = (at: number) => counted.some(({ start, end }) => at >= start && at < end);
  const kanji = KANJI_NUMBER;
  for (const match of sentence.matchAll(/\d[\d,.]*\d|\d/g)) {
    if (!printed.has(plainNumber(match[0])) && !isCounted(match.index)) return match[0];
  }
  for (const match of sentence.matchAll(kanji)) {
    if (!isCounted(match.index) && !sources.some((text) => text.includes(match[0]))) return match[0];
  }
  for (const match of sentence.matchAll(NUMBER_WORD)) {
    if (!isCounted(match.index) && !sources.some((text) => new RegExp(`\\b${match[0]}\\b`).test(text)))
      return match[0];
  }
  return null;
}

/** 「二台」, 「三つ」, 「数日」 … but not 「一般」, 「一部」 and the like, which count nothing. */
const KANJI_NUMBER =
  /(?:[〇二三四五六七八九十百千万億]+|一(?=[つ回台人名件日週月年枚個泊度]))(?=[つ回台人名件日週月年枚個泊度割円時分か箇歳点部冊])|半(?=額|分|日|年)|倍|数(?=日|回|人|台|件|年|時間)/g;
const NUMBER_WORD =
  /\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fourteen|fifteen|twenty|thirty|forty|fifty|sixty|ninety|hundred|thousand|million|dozen|half|twice|double|triple|third|quarter|several|once(?= (?:a|per|every|each)))\b/g;

function numbersOf(text: string): readonly string[] {
  return [...text.matchAll(/\d[\d,.]*\d|\d/g)].map((match) => plainNumber(match[0]));
}

function plainNumber(number: string): string {
  return number.replaceAll(',', '').replace(/\.0+$/, '');
}

/** How a number bounds what it counts. */
type Bound = 'most' | 'below' | 'least' | 'above' | 'each';

const AFTER: readonly (readonly [RegExp, Bound])[] = [
  [/^[^。、,;]{0,3}?(?:未満|より少な)/, 'below'],
  [
    /^[^。、,;]{0,3}?(?:を?超えない|以内|以下|(?<!前)まで|を(?:限度|上限)|が(?:限度|上限)|or less|or fewer|or under|at most)/,
    'most',
  ],
  [/^[^。、,;]{0,3}?(?:を?超|を?上回|より多)|^ ?(?:or more than)/, 'above'],
  [
    /^[^。、,;]{0,3}?(?:以上|前まで|or more|or over|or longer|before|at least|in advance|prior|ahead)/,
    'least',
  ],
];
const BEFORE: readonly (readonly [RegExp, Bound])[] = [
  [
    /(?:no more than|not more than|not exceed(?:ing)?|up to|at most|maximum of|limit(?:ed to| of)|within|上限は?|限度は?|最大|最長)\s*$/,
    'most',
  ],
  [/(?:less than|under|below|fewer than|cheaper than)\s*$/, 'below'],
  [/(?:more than|over|above|exceed(?:s|ing)?|greater than|longer than)\s*$/, 'above'],
  [/(?:at least|minimum of|no less than|not less than|最低|少なくとも|最短)\s*$/, 'least'],
  [/(?:every|each|per|毎)\s*$/, 'each'],
];

function boundOf(text: string, { start, end }: { start: number; end: number }): Bound | null {
  const after = text.slice(end, end + 24);
  const before = text.slice(Math.max(0, start - 24), start);
  return (
    AFTER.find(([pattern]) => pattern.test(after))?.[1] ??
    BEFORE.find(([pattern]) => pattern.test(before))?.[1] ??
    null
  );
}
