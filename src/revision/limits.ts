import type { Clause } from '../domain/policy.ts';
import { findDates } from '../policy/dates.ts';
import { NUMERALS, numberOf } from '../policy/numerals.ts';

const UNITS =
  '文字|か月|ヶ月|カ月|箇月|ヵ月|年間|年度|年|月|週間|週|開庁日|営業日|日|時間|時|分|秒|回|人|名|件|円|部|枚|台|歳|桁|割|％|%|パーセント|メガバイト|MB|GB|KB|キロ|メートル|以上|以下|未満|以内|項目|度';
const JAPANESE = new RegExp(
  `(?:毎年度|毎月|毎日|毎週|半年|半日)|(?<![第（(])[${NUMERALS}]{1,9}(?:[.．,，][0-9０-９]+)*(?:${UNITS})(?:以上|以下|未満|以内|超)?`,
  'g',
);
const ENGLISH =
  /(?:\b(?:at least|at most|up to|no more than|no later than|within) )?\b(?:\d+(?:[.,]\d+)*|one|two|three|four|five|six|seven|eight|nine|ten|twelve)(?: |-)?(?:characters?|calendar days?|working days?|business days?|days?|weeks?|months?|years?|hours?|minutes?|times|percent|%|people|persons|users|MB|GB|USD|EUR|yen|dollars?)\b/gi;

/** The amounts and periods that a clause states (「12文字以上」, "within 30 days"), references and dates left out, in order. */
export function limitsOf(clause: Pick<Clause, 'text' | 'references'>): readonly string[] {
  let text = clause.text;
  for (const { start, end } of [...clause.references, ...findDates(text)])
    text = text.slice(0, start) + '\u0000'.repeat(end - start) + text.slice(end);
  return [...text.matchAll(JAPANESE), ...text.matchAll(ENGLISH)]
    .sort((a, b) => a.index - b.index)
    .map(([words]) => words);
}

/** Limits of one list that the other lacks, compared by value: １２文字 is 12文字. */
export function withoutLimits(limits: readonly string[], others: readonly string[]): readonly string[] {
  const left = others.map(canonical);
  return limits.filter((limit) => {
    const at = left.indexOf(canonical(limit));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

function canonical(limit: string): string {
  return limit
    .normalize('NFKC')
    .toLowerCase()
    .replace(new RegExp(`[${NUMERALS}]+`, 'g'), (digits) => String(numberOf(digits) ?? digits))
    .replace(/[\s-]/g, '');
}
