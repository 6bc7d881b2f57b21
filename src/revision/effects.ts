import type { Clause, Language, Modality } from '../domain/policy.ts';
import type { Effect } from '../domain/revision.ts';
import { type Norm, readNorms } from '../policy/norms.ts';
import { containment, likeness, normalized, type Profile, profileOf } from './likeness.ts';
import { limitsOf, withoutLimits } from './limits.ts';

/** Weightiest first. */
const WEIGHTS: readonly Effect['what'][] = [
  'modality',
  'approver',
  'exception',
  'procedure',
  'limit',
  'reference',
];

/** How much a force binds; null for forces that bind nobody. */
const BINDING: Partial<Record<Modality, number>> = {
  prohibition: 6,
  obligation: 5,
  conditional: 4,
  best_effort: 3,
  recommendation: 2,
  permission: 1,
  exemption: 0,
};

/** A sentence cut out of another has at least this share of its words from there. */
const CUT_OUT = 0.7;

/** A sentence with what it rules. */
interface Ruling {
  readonly norm: Norm;
  readonly words: string;
  readonly profile: Profile;
}

/** What changes for the people addressed when `before` is replaced by `after`; empty lists for nothing there. */
export function effectsOf(
  before: readonly Clause[],
  after: readonly Clause[],
  language: Language,
): readonly Effect[] {
  const [old, now] = unmatched(
    before.flatMap((clause) => rulingsOf(clause, language)),
    after.flatMap((clause) => rulingsOf(clause, language)),
  );
  const pairs = pairUp(old, now);
  const effects: Effect[] = [];
  for (const [one, other] of pairs)
    effects.push(
      ...sentenceEffects(one?.norm ?? null, other?.norm ?? null, one?.words ?? null, other?.words ?? null),
    );
  const [gone, come] = [before.flatMap(limitsOf), after.flatMap(limitsOf)];
  const [removed, added] = [withoutLimits(gone, come), withoutLimits(come, gone)];
  if (removed.length + added.length > 0)
    effects.push({ what: 'limit', before: listed(removed), after: listed(added) });
  return inOrderOfWeight(effects);
}

/** Effects, weightiest first. */
export function inOrderOfWeight(effects: readonly Effect[]): readonly Effect[] {
  return [...effects].sort((a, b) => WEIGHTS.indexOf(a.what) - WEIGHTS.indexOf(b.what));
}

/** True for effects on what people must or may do, and whom they must ask. */
export function changesRuling({ what }: Effect): boolean {
  return what !== 'limit' && what !== 'reference';
}

function sentenceEffects(
  before: Norm | null,
  after: Norm | null,
  oldWords: string | null,
  newWords: string | null,
): readonly Effect[] {
  const effects: Effect[] = [];
  const isException = (norm: Norm | null) => norm?.role === 'exception';
  if (isException(before) !== isException(after))
    effects.push({
      what: 'exception',
      before: isException(before) ? oldWords : null,
      after: isException(after) ? newWords : null,
    });
  else if (rules(before) || rules(after)) {
    const [from, to] = [forceOf(before), forceOf(after)];
    if (from !== to)
      effects.push({
        what: 'modality',
        before: from,
        after: to,
        sentence: newWords ?? oldWords ?? '',
        direction: directionOf(from, to),
      });
  }
  if (before && after) {
    if (before.approver !== after.approver)
      effects.push({ what: 'approver', before: before.approver, after: after.approver });
    else if (before.procedure !== after.procedure)
      effects.push({ what: 'procedure', before: before.procedure, after: after.procedure });
    if (before.inPrinciple !== after.inPrinciple)
      effects.push({
        what: 'exception',
        before: before.inPrinciple ? oldWords : null,
        after: after.inPrinciple ? newWords : null,
      });
  }
  return effects;
}

function forceOf(norm: Norm | null): Modality | null {
  return norm === null || norm.force === 'none' ? null : norm.force;
}

function rules(norm: Norm | null): boolean {
  return norm !== null && (BINDING[norm.force] !== undefined || norm.force === 'discretion');
}

function directionOf(before: Modality | null, after: Modality | null): 'stricter' | 'weaker' | 'other' {
  const [from, to] = [before, after].map((force) => (force === null ? -1 : BINDING[force]));
  if (from === undefined || to === undefined || from === to) return 'other';
  // What is newly permitted binds less than nothing said.
  if (from < 0) return to >= 3 ? 'stricter' : to <= 1 ? 'weaker' : 'other';
  if (to < 0) return from >= 3 ? 'weaker' : from <= 1 ? 'stricter' : 'other';
  return to > from ? 'stricter' : 'weaker';
}

function rulingsOf(clause: Clause, language: Language): readonly Ruling[] {
  return readNorms(clause.text, language).map((norm) => {
    const words = clause.text.slice(norm.start, norm.end);
    return { norm, words, profile: profileOf(words) };
  });
}

/** Both lists without the sentences that they have in common. */
function unmatched(
  before: readonly Ruling[],
  after: readonly Ruling[],
): readonly [readonly Ruling[], readonly Ruling[]] {
  const without = (list: readonly Ruling[], others: readonly Ruling[]) => {
    const left = others.map((ruling) => normalized(ruling.words));
    return list.filter((ruling) => {
      const at = left.indexOf(normalized(ruling.words));
      if (at >= 0) left.splice(at, 1);
      return at < 0;
    });
  };
  return [without(before, after), without(after, before)];
}

/** Sentences that became one another, most alike first; what is left stands alone. */
function pairUp(
  before: readonly Ruling[],
  after: readonly Ruling[],
): readonly (readonly [Ruling | null, Ruling | null])[] {
  const candidates = before
    .flatMap((old, at) =>
      after.map((now, index) => ({ old, now, alike: likeness(old.profile, now.profile), at, index })),
    )
    .filter(({ alike }) => alike >= 0.3)
    .sort(
      (a, b) =>
        b.alike - a.alike ||
        Math.abs(a.at - a.index) - Math.abs(b.at - b.index) ||
        Math.min(a.at, a.index) - Math.min(b.at, b.index),
    );
  const pairs: [Ruling | null, Ruling | null][] = [];
  const used = new Set<Ruling>();
  for (const { old, now } of candidates) {
    if (used.has(old) || used.has(now)) continue;
    used.add(old).add(now);
    pairs.push([old, now]);
  }
  // A sentence that was cut out of a longer one, or went into one, is compared with that.
  const whole = (part: Ruling, others: readonly Ruling[]) =>
    others.find((other) => containment(part.profile, other.profile) >= CUT_OUT) ?? null;
  for (const old of before) if (!used.has(old)) pairs.push([old, whole(old, after)]);
  for (const now of after) if (!used.has(now)) pairs.push([whole(now, before), now]);
  return pairs;
}

function listed(words: readonly string[]): string | null {
  return words.length === 0 ? null : words.join('、');
}
