import { wilsonLow } from './binomial.ts';
import type { JudgedRecord, Outcome, Sign } from './outcome.ts';

/**
 * What is missing: people do not know a clear clause (`training`), no clause answers (`policy`), a clause answers and
 * was not found (`retrieval`), people read the clause and disagree or come back (`wording`).
 */
export type GapType = 'training' | 'policy' | 'retrieval' | 'wording';

/** One reason for a gap's type: how many of the people who asked it holds for. */
export interface Evidence {
  readonly kind: Outcome | Sign | 'other_wordings_answered';
  readonly people: number;
  readonly of: number;
}

/** How the voices of a group spread over the outcomes; every voice weighs 1, however often it asked. */
export interface Outcomes {
  readonly voices: number;
  readonly shares: Readonly<Record<Outcome, number>>;
}

/** Several parts of a report ask for those of the same records. */
const known = new WeakMap<readonly JudgedRecord[], Outcomes>();

export function outcomesOf(records: readonly JudgedRecord[]): Outcomes {
  let outcomes = known.get(records);
  if (outcomes === undefined) {
    outcomes = countedOutcomes(records);
    known.set(records, outcomes);
  }
  return outcomes;
}

function countedOutcomes(records: readonly JudgedRecord[]): Outcomes {
  const times = new Map<number, number>();
  for (const {
    asked: { voice },
  } of records)
    times.set(voice, (times.get(voice) ?? 0) + 1);
  const shares = { clear: 0, contested: 0, open: 0, silent: 0, missed: 0 };
  for (const {
    asked: { voice },
    outcome,
  } of records) {
    shares[outcome] += 1 / (times.get(voice) ?? 1) / times.size;
  }
  return { voices: times.size, shares };
}

/** From this share of people without an answer, what is missing is the answer. */
export const MOSTLY = 0.5;
/** One-sided 90 %: what a small group shows by chance is not taken for its nature. */
const Z = 1.2816;
/** How far above the log's own share complaints must lie, and how high at least. */
const ABOVE_USUAL = 1.5;
const LEAST_CONTESTED = 0.15;
/** From this share of people without an answer where others got one, the wording decides whether one is found. */
const LEAST_MISSED = 0.2;

/**
 * The type of a gap.
 *
 * - Mostly unanswered: `retrieval` where more people's questions are known to have an answer (a reviewer, a thumbs-down
 *   for the clause, or an own second attempt says so, or other wordings of the group got one) than are known to have
 *   none; else `policy`.
 * - Mostly answered: `retrieval` where surely (one-sided 90 %) a fifth stays unanswered; `wording` where surely more
 *   people than usual (1.5 times the log's own share, 15 % at least) disagree, come back or go to a person; or where the
 *   clauses mostly leave it to a person; else `training`.
 *
 * @param usual the share of contested questions among those answered in the rest of the log.
 */
export function gapType(records: readonly JudgedRecord[], usual: number): GapType {
  const { voices, shares } = outcomesOf(records);
  const unanswered = shares.silent + shares.missed;
  if (unanswered >= MOSTLY) return isFindable(records, shares) ? 'retrieval' : 'policy';
  if (wilsonLow(unanswered * voices, voices, Z) > LEAST_MISSED) return 'retrieval';
  if (shares.open > Math.max(shares.clear, shares.contested)) return 'wording';
  const answered = shares.clear + shares.contested + shares.open;
  const complaints = wilsonLow(shares.contested * voices, answered * voices, Z);
  return complaints > Math.max(LEAST_CONTESTED, ABOVE_USUAL * usual) ? 'wording' : 'training';
}

function isFindable(records: readonly JudgedRecord[], shares: Readonly<Record<Outcome, number>>): boolean {
  const known = peopleWith(records, ({ outcome }) => outcome === 'missed');
  const none = peopleWith(records, ({ signs }) => signs.includes('reviewed_silent'));
  if (known > none) return true;
  return none === 0 && shares.clear >= LEAST_MISSED;
}

/** The reasons that bear on a type, most telling first; those that hold for nobody are left out. */
export function evidenceFor(type: GapType, records: readonly JudgedRecord[]): readonly Evidence[] {
  const of = peopleWith(records, () => true);
  const counted = (kind: Evidence['kind'], test: (record: JudgedRecord) => boolean): Evidence => ({
    kind,
    people: peopleWith(records, test),
    of,
  });
  const outcome = (kind: Outcome) => counted(kind, (record) => record.outcome === kind);
  const sign = (kind: Sign) => counted(kind, (record) => record.signs.includes(kind));
  const all: Readonly<Record<GapType, readonly Evidence[]>> = {
    training: [outcome('clear'), sign('reviewed_correct'), outcome('contested')],
    policy: [outcome('silent'), sign('reviewed_silent'), sign('handed_over'), sign('disliked')],
    retrieval: [
      sign('reviewed_missed'),
      sign('wrong_clause'),
      sign('reworded'),
      outcome('silent'),
      counted('other_wordings_answered', (record) => record.outcome === 'clear'),
    ],
    wording: [sign('disliked'), sign('came_back'), sign('handed_over'), outcome('open'), outcome('clear')],
  };
  return all[type].filter(({ people }) => people > 0);
}

function peopleWith(records: readonly JudgedRecord[], test: (record: JudgedRecord) => boolean): number {
  const people = new Set<number>();
  for (const record of records) if (test(record)) people.add(record.asked.voice);
  return people.size;
}

/** Outcomes that show a gap of a type: its course over time is theirs. */
export const SHOWN_BY: Readonly<Record<GapType, ReadonlySet<Outcome>>> = {
  training: new Set(['clear', 'contested', 'open']),
  policy: new Set(['silent', 'missed']),
  retrieval: new Set(['silent', 'missed']),
  wording: new Set(['contested', 'open']),
};
