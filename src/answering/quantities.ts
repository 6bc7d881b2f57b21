/** A number with its unit, e.g. 3,000円 or £50. */
interface Quantity {
  readonly value: number;
  readonly unit: string;
  readonly end: number;
}

/** How the quantities of a question stand to the limits of a sentence. */
export type LimitCheck = 'within' | 'beyond' | 'unknown';

const UNITS: readonly (readonly [RegExp, string, number])[] = [
  [/^(?:円|yen)/i, 'yen', 1],
  [/^(?:km|キロ(?:メートル)?)/i, 'km', 1],
  [/^(?:kg|キログラム)/i, 'kg', 1],
  [/^(?:分間?|minutes?|mins?\b)/i, 'minute', 1],
  [/^(?:時間|hours?|hrs?\b)/i, 'minute', 60],
  [/^(?:日間?|days?)/i, 'day', 1],
  [/^(?:週間|weeks?)/i, 'day', 7],
  [/^(?:か月|ヶ月|ヵ月|カ月|months?)/i, 'month', 1],
  [/^(?:年間?|years?)/i, 'month', 12],
  [/^(?:回|times?)/i, 'time', 1],
  [/^(?:人|名|people|persons?)/i, 'person', 1],
  [/^(?:歳|才)/, 'age', 1],
  [/^(?:文字|characters?)/i, 'character', 1],
  [/^(?:%|パーセント|percent)/i, 'percent', 1],
  [/^(?:pounds?|quid)/i, 'pound', 1],
  [/^(?:euros?)/i, 'euro', 1],
  [/^(?:dollars?|usd)/i, 'dollar', 1],
];
const SIGNS: Readonly<Record<string, string>> = { '£': 'pound', '€': 'euro', $: 'dollar', '¥': 'yen' };
const AT_MOST =
  /^[^。.、,]{0,6}?(?:以下|以内|未満|(?<!前)まで|を限度|を上限|を超えない|or less|or fewer|or under)|^(?:より少な)/i;
const MORE_THAN = /^[^。.、,]{0,8}?(?:を超え|超|を上回|以上|or more|or over)/i;
/** Limits that do not hold at the value itself. */
const STRICT = /^[^。.、,]{0,6}?(?:未満|を超え(?!ない)|を上回)/;
const STRICT_BEFORE = /(?:more than|over|above|less than|under|below)\s*$/i;
const AT_MOST_BEFORE =
  /(?:up to|at most|no more than|not more than|not exceed(?:ing)?|maximum of|less than|under|below|within)\s*$/i;
const MORE_THAN_BEFORE = /(?:more than|over|above|exceed(?:s|ing)?|at least|greater than)\s*$/i;

/**
 * Whether a quantity that the question names lies within a limit of the same unit that the sentence sets: `within`
 * where every limit it can be held against is kept (「5,000円以内」, "more than six hours" for 13 hours), `beyond` where
 * one is not, `unknown` where there is nothing to compare. Both texts must be normalised (NFKC, lower case).
 */
export function checkLimits(question: string, sentence: string): LimitCheck {
  const named = quantities(question);
  let result = checkLevels(question, sentence);
  if (result === 'beyond') return result;
  for (const limit of quantities(sentence)) {
    const after = sentence.slice(limit.end);
    const before = sentence.slice(0, limit.start);
    const atMost = AT_MOST.test(after) || AT_MOST_BEFORE.test(before);
    const moreThan = !atMost && (MORE_THAN.test(after) || MORE_THAN_BEFORE.test(before));
    if (!atMost && !moreThan) continue;
    for (const { value } of named.filter(({ unit }) => unit === limit.unit)) {
      const strict = STRICT.test(after) || STRICT_BEFORE.test(before);
      if (atMost ? value > limit.value : value < limit.value) return 'beyond';
      if (strict && value === limit.value) return 'beyond';
      result = 'within';
    }
  }
  return result;
}

const LEVEL =
  /(レベル|機密性|完全性|可用性|等級|ランク|クラス|\b(?:level|grade|class|tier|category) ?)([0-9]+)(以上|以下| or (?:higher|above|more)| or (?:lower|below|less))?/g;

/** Levels (「機密性2」, "level 3") name a class: without "or higher" only the very same level is meant. */
function checkLevels(question: string, sentence: string): LimitCheck {
  let result: LimitCheck = 'unknown';
  const named = [...question.matchAll(LEVEL)];
  for (const [, scale, level, open = ''] of sentence.matchAll(LEVEL)) {
    for (const [, other, value] of named) {
      if (other?.trim() !== scale?.trim()) continue;
      const distance = Number(value) - Number(level);
      const upward = /以上|higher|above|more/.test(open);
      const downward = /以下|lower|below|less/.test(open);
      if (distance !== 0 && !(upward && distance > 0) && !(downward && distance < 0)) return 'beyond';
      result = 'within';
    }
  }
  return result;
}

function quantities(text: string): (Quantity & { readonly start: number })[] {
  const found: (Quantity & { readonly start: number })[] = [];
  for (const match of text.matchAll(/([£€$¥]?)(\d[\d,]*(?:\.\d+)?)(万|千)?(\d+千)?\s*/g)) {
    const digits = Number((match[2] ?? '').replaceAll(',', ''));
    const scale = match[3] === '万' ? 10_000 : match[3] === '千' ? 1_000 : 1;
    const value = digits * scale + (match[4] === undefined ? 0 : Number.parseInt(match[4], 10) * 1_000);
    const end = match.index + match[0].length;
    const sign = SIGNS[match[1] ?? ''];
    const unit = UNITS.find(([pattern]) => pattern.test(text.slice(end)));
    if (sign !== undefined) found.push({ value, unit: sign, start: match.index, end });
    else if (unit !== undefined) {
      const length = unit[0].exec(text.slice(end))?.[0].length ?? 0;
      found.push({ value: value * unit[2], unit: unit[1], start: match.index, end: end + length });
    }
  }
  return found;
}
