import type { Clause } from '../domain/policy.ts';
import { likeness, normalized, type Profile, profileOf } from './likeness.ts';

/** Which clause of the new text each clause of the old one became, and the other way round. */
export interface Alignment {
  readonly after: ReadonlyMap<Clause, Clause>;
  readonly before: ReadonlyMap<Clause, Clause>;
}

/** Clauses with other numbers must be at least so alike; with the same number less is enough. */
const ALIKE = 0.6;
const ALIKE_SAME_NUMBER = 0.4;
const ALIKE_SAME_PLACE = 0.3;
/** Shorter words recur by chance. */
const TELLING = 8;
/** Repetitions of one text beyond this many pairs are matched in order. */
const MOST_PAIRS = 10_000;

/**
 * Matches the clauses of two texts one to one: the same words first, then the most alike, the same number counting in
 * favour, then what stands at the same place. The other way round the same pairs come out.
 */
export function alignClauses(before: readonly Clause[], after: readonly Clause[]): Alignment {
  const matcher = new Matcher(before, after);
  matcher.frontMatter();
  matcher.sameWords();
  matcher.alike();
  matcher.samePlace();
  return { after: matcher.forward, before: matcher.backward };
}

/** Two clauses that may be the same, with how much speaks for it. */
interface Candidate {
  readonly old: Clause;
  readonly now: Clause;
  readonly score: number;
}

class Matcher {
  readonly forward = new Map<Clause, Clause>();
  readonly backward = new Map<Clause, Clause>();
  private readonly before: readonly Clause[];
  private readonly after: readonly Clause[];
  private readonly place = new Map<Clause, number>();
  private readonly parents = new Map<Clause, Clause | null>();

  constructor(before: readonly Clause[], after: readonly Clause[]) {
    this.before = before;
    this.after = after;
    for (const clauses of [before, after]) {
      const byLabel = new Map(clauses.map((clause) => [clause.label, clause]));
      for (const [index, clause] of clauses.entries()) {
        this.place.set(clause, index);
        this.parents.set(clause, clause.parent === null ? null : (byLabel.get(clause.parent) ?? null));
      }
    }
  }

  /** The cover is the cover, whatever it says. */
  frontMatter(): void {
    const [old] = this.before;
    const [now] = this.after;
    if (old?.kind === 'front_matter' && now?.kind === 'front_matter') this.match(old, now);
  }

  /** Equal words; where they recur, the same number, the same place and the nearest come first. */
  sameWords(): void {
    const groups = new Map<string, { readonly olds: Clause[]; readonly nows: Clause[] }>();
    const group = (clause: Clause) => {
      const key = wordsOf(clause);
      const found = groups.get(key) ?? { olds: [], nows: [] };
      groups.set(key, found);
      return found;
    };
    for (const clause of this.unmatchedOld()) group(clause).olds.push(clause);
    for (const clause of this.unmatchedNew()) group(clause).nows.push(clause);
    for (const [key, { olds, nows }] of groups) {
      const isTelling = key.length >= TELLING && olds.length * nows.length <= MOST_PAIRS;
      const candidates = olds.flatMap((old) =>
        (isTelling ? nows : nows.filter((now) => now.label === old.label)).map((now) => ({
          old,
          now,
          score: Number(old.label === now.label) * 2 + Number(old.parent === now.parent),
        })),
      );
      this.matchBest(candidates);
    }
  }

  alike(): void {
    const nows = this.unmatchedNew();
    const profiles = new Map<Clause, Profile>();
    const postings = new Map<string, Clause[]>();
    for (const now of nows) {
      const profile = profileOf(`${now.title}\n${now.text}`);
      profiles.set(now, profile);
      for (const pair of profile.pairs.keys()) {
        const list = postings.get(pair);
        if (list) list.push(now);
        else postings.set(pair, [now]);
      }
    }
    const candidates: Candidate[] = [];
    for (const old of this.unmatchedOld()) {
      const profile = profileOf(`${old.title}\n${old.text}`);
      const near = new Set([...profile.pairs.keys()].flatMap((pair) => postings.get(pair) ?? []));
      for (const now of near) {
        const alike = likeness(profile, profiles.get(now) as Profile);
        const same = old.label === now.label;
        if (alike >= (same ? ALIKE_SAME_NUMBER : ALIKE))
          candidates.push({
            old,
            now,
            score: alike + (same ? 0.15 : 0) + (old.parent === now.parent ? 0.05 : 0),
          });
      }
    }
    this.matchBest(candidates);
  }

  /** Clauses under matched parents with the same number there: containers without words, and rewritten ones. */
  samePlace(): void {
    const nows = new Map(this.unmatchedNew().map((now) => [now.label, now]));
    const candidates: Candidate[] = [];
    for (const old of this.unmatchedOld()) {
      const now = nows.get(this.labelUnderNewParent(old));
      if (!now || !this.standsBelowSame(old, now)) continue;
      const hollow = (old.text === '' && now.text === '') || isPlaceholder(old) || isPlaceholder(now);
      const alike = likeness(profileOf(old.title + old.text), profileOf(now.title + now.text));
      if (hollow || alike >= ALIKE_SAME_PLACE || (old.title !== '' && old.title === now.title))
        candidates.push({ old, now, score: alike });
    }
    this.matchBest(candidates);
  }

  /** The label that a clause would have where its parent now stands. */
  private labelUnderNewParent(old: Clause): string {
    const above = this.counterpart(this.parents.get(old));
    return above && old.parent !== null && old.label.startsWith(old.parent)
      ? above.label + old.label.slice(old.parent.length)
      : old.label;
  }

  private standsBelowSame(old: Clause, now: Clause): boolean {
    const [above, below] = [this.parents.get(old) ?? null, this.parents.get(now) ?? null];
    return above === null || below === null ? above === below : this.forward.get(above) === below;
  }

  private counterpart(clause: Clause | null | undefined): Clause | null {
    return clause ? (this.forward.get(clause) ?? null) : null;
  }

  private matchBest(candidates: readonly Candidate[]): void {
    const distance = ({ old, now }: Candidate) => Math.abs(this.at(old) - this.at(now));
    const first = ({ old, now }: Candidate) => Math.min(this.at(old), this.at(now));
    const sorted = [...candidates].sort(
      (a, b) => b.score - a.score || distance(a) - distance(b) || first(a) - first(b),
    );
    for (const { old, now } of sorted) {
      if (!this.forward.has(old) && !this.backward.has(now)) this.match(old, now);
    }
  }

  private match(old: Clause, now: Clause): void {
    this.forward.set(old, now);
    this.backward.set(now, old);
  }

  private at(clause: Clause): number {
    return this.place.get(clause) ?? 0;
  }

  private unmatchedOld(): readonly Clause[] {
    return this.before.filter((clause) => !this.forward.has(clause));
  }

  private unmatchedNew(): readonly Clause[] {
    return this.after.filter((clause) => !this.backward.has(clause));
  }
}

function wordsOf(clause: Clause): string {
  return `${normalized(clause.title)}\n${normalized(clause.text)}`;
}

/** 「第48条　削除」: keeps a number that has no rule any more. */
export function isPlaceholder({ title, text }: Clause): boolean {
  return /^[（([]?(?:削除|欠番|deleted|repealed|reserved)[）)\]]?[。.]?$/i.test(
    normalized(text === '' ? title : text),
  );
}
