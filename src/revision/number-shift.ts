import { AIUEO, IROHA } from '../policy/numerals.ts';

/** How a label became another one: the words before the number that differs, and by how much it differs. */
export interface NumberShift {
  readonly prefix: string;
  readonly by: number;
}

/**
 * The shift between two labels, 第26条第2項 → 第27条第2項 being 1 after 「第」. Null where more than one number differs, or
 * the words around them do.
 */
export function numberShift(before: string, after: string): NumberShift | null {
  const [left, right] = [partsOf(before), partsOf(after)];
  if (left.length !== right.length) return null;
  const at = left.findIndex((part, index) => part !== right[index]);
  if (at < 0) return null;
  const by = numberIn(right[at] ?? '') - numberIn(left[at] ?? '');
  const same = left.slice(at + 1).every((part, index) => part === right[at + 1 + index]);
  return same && Number.isFinite(by) ? { prefix: left.slice(0, at).join(''), by } : null;
}

function partsOf(label: string): readonly string[] {
  // ① and (1) differ, so numbers are read one by one.
  return label.match(/\d+|[①-⑳㉑-㉟]|[ァ-ヶ]|[^\dァ-ヶ①-⑳㉑-㉟]+/g) ?? [];
}

function numberIn(part: string): number {
  if (/^\p{N}+$/u.test(part)) return Number(part.normalize('NFKC'));
  const iroha = IROHA.indexOf(part);
  const aiueo = AIUEO.indexOf(part);
  return iroha >= 0 ? iroha : aiueo >= 0 ? aiueo : Number.NaN;
}
