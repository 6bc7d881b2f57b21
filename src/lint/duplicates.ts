import type { Clause, Language, Modality, PolicyDocument } from '../domain/policy.ts';
import { readNorms } from '../policy/norms.ts';
import { containment, normalized, profileOf } from '../revision/likeness.ts';
import { beginning, type Check, type Found, isBody } from './finding.ts';

/** Shorter sentences, and fragments in lists, recur in every policy. */
const TELLING = 24;
/** A sentence that has so much of its weight in common with another repeats it; under kindred titles less is enough. */
const REPEATS = 0.72;
const REPEATS_KINDRED = 0.5;
/** Titles are kindred when so much of the shorter one stands in the other. */
const KINDRED = 0.35;

interface Sentence {
  readonly clause: Clause;
  readonly words: string;
  readonly pairs: ReadonlySet<string>;
}

/**
 * Clauses that say nearly the same: a sentence of one that stands, by the weight of its rarer words, almost wholly in
 * one of the other.
 */
export const checkDuplicates: Check = (document) => {
  const sentences = sentencesOf(document);
  const weights = weightsOf(sentences);
  const weightOf = (pairs: Iterable<string>) =>
    [...pairs].reduce((sum, pair) => sum + (weights.get(pair) ?? 0), 0);
  const totals = sentences.map(({ pairs }) => weightOf(pairs));
  const groups: { readonly clauses: Set<Clause>; readonly first: Sentence; readonly second: Sentence }[] = [];
  for (const [at, one] of sentences.entries()) {
    for (let index = at + 1; index < sentences.length; index += 1) {
      const other = sentences[index];
      if (!other || isRelated(one.clause, other.clause)) continue;
      const [short, long] = (totals[at] ?? 0) <= (totals[index] ?? 0) ? [one, other] : [other, one];
      const common = weightOf([...short.pairs].filter((pair) => long.pairs.has(pair)));
      const needed = areKindred(one.clause, other.clause) ? REPEATS_KINDRED : REPEATS;
      if (common < needed * Math.max(0.1, Math.min(totals[at] ?? 0, totals[index] ?? 0))) continue;
      const group = groups.find(({ clauses }) => clauses.has(one.clause) || clauses.has(other.clause));
      if (group) group.clauses.add(one.clause).add(other.clause);
      else groups.push({ clauses: new Set([one.clause, other.clause]), first: one, second: other });
    }
  }
  return groups.map(
    ({ clauses, first, second }): Found => ({
      rule: 'near-duplicate',
      labels: [...clauses].map(({ label }) => label),
      evidence: beginning(first.words),
      instead: beginning(second.words),
    }),
  );
};

/** Sentences of what the document rules; lists, definitions and provisos repeat words by their nature. */
function sentencesOf({ clauses, language }: PolicyDocument): readonly Sentence[] {
  const least = language === 'ja' ? TELLING : TELLING * 2;
  return clauses
    .filter((clause) => isBody(clause) && clause.kind !== 'definition')
    .flatMap((clause) =>
      readNorms(clause.text, language)
        .filter(({ role, introducesList, force }) => role === 'rule' && !introducesList && !FORMAL.has(force))
        .map(({ start, end }) => clause.text.slice(start, end))
        .filter((words) => words.length >= least && /[。.]$/.test(words) && !LEANS_ON_OTHERS.test(words))
        .map((words) => ({ clause, words, pairs: pairsOf(words, language) })),
    );
}

/** Sentences that arrange other rules, in words that recur. */
const FORMAL: ReadonlySet<Modality> = new Set(['definition', 'scope', 'discretion']);
const LEANS_ON_OTHERS =
  /^(?:前[二三四五六七八九十0-9]*[項条号各]|次条|第[0-9０-９一二三四五六七八九十]+[項条]|この場合|ただし)/;

/** Pairs of neighbouring characters, in English of words. */
function pairsOf(words: string, language: Language): ReadonlySet<string> {
  const units = language === 'ja' ? [...normalized(words)] : (words.toLowerCase().match(/[a-z0-9]+/g) ?? []);
  return new Set(units.slice(1).map((unit, index) => `${units[index]} ${unit}`));
}

/** What stands in few sentences tells them apart. */
function weightsOf(sentences: readonly Sentence[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { pairs } of sentences) for (const pair of pairs) counts.set(pair, (counts.get(pair) ?? 0) + 1);
  const total = sentences.length;
  return new Map([...counts].map(([pair, count]) => [pair, Math.log(1 + total / count)]));
}

function areKindred({ title: one }: Clause, { title: other }: Clause): boolean {
  if (one === '' || other === '') return false;
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  return containment(profileOf(short), profileOf(long)) >= KINDRED;
}

/** Items of one list, and a clause with what stands below it, share words on purpose. */
function isRelated(one: Clause, other: Clause): boolean {
  return (
    one.label === other.label ||
    (one.parent !== null && one.parent === other.parent && one.title === '' && other.title === '') ||
    one.parent === other.label ||
    other.parent === one.label
  );
}
