import type { PersonalDataKind } from './kinds.ts';

/** A stretch of folded text, in UTF-16 units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A match with its place, as rules refine it. */
export interface Match {
  /** The folded text that was searched. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** What group `value` matched, else the whole match. */
  readonly value: string;
  readonly groups: Readonly<Record<string, string | undefined>>;
}

/**
 * One way in which a kind of data is written. Patterns run on folded text and repeat nothing without a bound, so that
 * the work at each place of a text is bounded and the whole is linear.
 */
export interface Rule {
  readonly kind: PersonalDataKind;
  /** Group `value`, where there is one, is what is personal in the match; flags must contain `d` and `g`. */
  readonly pattern: RegExp;
  /** What of the match is meant, for what a pattern alone cannot tell; all of its value where absent. */
  readonly refine?: (match: Match) => readonly Span[];
}

/** A span found by a rule. */
export interface Finding extends Span {
  readonly kind: PersonalDataKind;
}

/** All that a rule finds in a folded text. */
export function findings({ kind, pattern, refine }: Rule, text: string): Finding[] {
  const found: Finding[] = [];
  for (const match of text.matchAll(pattern)) {
    const [start, end] = match.indices?.groups?.value ?? [match.index, match.index + match[0].length];
    if (end === start) continue;
    const whole = { text, start, end, value: text.slice(start, end), groups: match.groups ?? {} };
    for (const span of refine ? refine(whole) : [whole])
      found.push({ kind, start: span.start, end: span.end });
  }
  return found;
}

/** A refinement that takes the whole value or nothing. */
export function where(accepts: (match: Match) => boolean): (match: Match) => readonly Span[] {
  return (match) => (accepts(match) ? [match] : []);
}
