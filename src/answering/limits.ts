import { quantities } from './quantities.ts';

/** How the quantities of a question stand to the limits of a sentence: kept, over one, not up to one, nothing to compare. */
export type LimitCheck = 'within' | 'beyond' | 'short' | 'unknown';

const AT_MOST =
  /^[^。.、,]{0,6}?(?:以下|以内|未満|(?<!前)まで|を限度|を上限|を超えない|or less|or fewer|or under)|^(?:より少な)/i;
const MORE_THAN = /^[^。.、,]{0,8}?(?:を超え|超|を上回|以上|を?経過(?:し|後)|or more|or over)/i;
/** 「10日前までに」: so long before, or longer. */
const BEFOREHAND = /^前まで/;
/** Limits that do not hold at the value itself. */
const STRICT = /^[^。.、,]{0,6}?(?:未満|を超え(?!ない)|を上回)/;
const STRICT_BEFORE = /(?:more than|over|above|less than|under|below)\s*$/i;
const AT_MOST_BEFORE =
  /(?:up to|at most|no more than|not more than|not exceed(?:ing)?|maximum of|less than|under|below|within)\s*$/i;
const MORE_THAN_BEFORE = /(?:more than|over|above|exceed(?:s|ing)?|at least|greater than)\s*$/i;

/**
 * Whether a quantity that the question names lies within a limit of the same unit that the sentence sets: `within`
 * where every limit it can be held against is kept (「5,000円以内」, "more than six hours" for 13 hours), `beyond`
 * where it is more than the most, `short` where it is less than the least (2分 for 「30分以上」), `unknown` where
 * there is nothing to compare. Both texts must be normalised (NFKC, lower case).
 */
export function checkLimits(asked: string, ruled: string): LimitCheck {
  const [question, sentence] = [countDaysBefore(asked), countDaysBefore(ruled)];
  const named = quantities(question);
  let result = checkLevels(question, sentence);
  if (result === 'beyond') return result;
  for (const limit of quantities(sentence)) {
    const after = sentence.slice(limit.end);
    const before = sentence.slice(0, limit.start);
    const atMost = AT_MOST.test(after) || AT_MOST_BEFORE.test(before);
    const moreThan =
      !atMost && (BEFOREHAND.test(after) || MORE_THAN.test(after) || MORE_THAN_BEFORE.test(before));
    if (!atMost && !moreThan) continue;
    const strict = STRICT.test(after) || STRICT_BEFORE.test(before);
    const beforehand = BEFOREHAND.test(after);
    for (const { value, end } of named.filter(({ unit }) => unit === limit.unit)) {
      if (beforehand && !question.startsWith('前', end)) continue;
      const broken =
        (atMost ? value > limit.value : value < limit.value) || (strict && value === limit.value);
      if (broken) return atMost ? 'beyond' : 'short';
      result = 'within';
    }
  }
  return result;
}

/** 「前日まで」 is 「1日前まで」. */
function countDaysBefore(text: string): string {
  return text.replaceAll('前々日', '2日前').replaceAll('前日', '1日前');
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
