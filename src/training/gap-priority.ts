import { DAY_MS } from './days.ts';
import type { JudgedRecord } from './outcome.ts';

/** After so many days without asking, a person counts half. */
const HALF_LIFE_DAYS = 30;

/** What a gap's rank is made of. */
export interface Priority {
  readonly value: number;
  readonly dissatisfaction: number;
  readonly incidents: number;
  readonly prohibitions: number;
}

/**
 * `log₂(1 + Σ 2^(−age/30 days)) · (1 + dissatisfaction) · (1 + incidents + ½·prohibitions)`
 *
 * The sum goes over people (not questions), the age is that of a person's latest question; the three shares are of
 * people. Twice the people add one to the first factor, so no crowd and no spammer outweighs everything else.
 */
export function priorityOf(
  records: readonly JudgedRecord[],
  prohibits: (record: JudgedRecord) => boolean,
  now: number,
): Priority {
  const people = new Map<
    number,
    { latest: number; unhappy: boolean; incident: boolean; prohibited: boolean }
  >();
  for (const judged of records) {
    const { asked, outcome } = judged;
    const { voice, at } = asked;
    let person = people.get(voice);
    if (person === undefined) {
      person = { latest: 0, unhappy: false, incident: false, prohibited: false };
      people.set(voice, person);
    }
    person.latest = Math.max(person.latest, at);
    person.unhappy ||= outcome === 'contested' || outcome === 'silent' || outcome === 'missed';
    person.incident ||= asked.intent === 'incident';
    person.prohibited ||= asked.verdict === 'not_allowed' || prohibits(judged);
  }
  const all = [...people.values()];
  const share = (test: (person: (typeof all)[number]) => boolean) =>
    all.filter(test).length / Math.max(1, all.length);
  const present = all.reduce((sum, { latest }) => {
    const days = Math.max(0, (now - latest) / DAY_MS);
    return sum + 2 ** (-days / HALF_LIFE_DAYS);
  }, 0);
  const dissatisfaction = share(({ unhappy }) => unhappy);
  const incidents = share(({ incident }) => incident);
  const prohibitions = share(({ prohibited }) => prohibited);
  const value = Math.log2(1 + present) * (1 + dissatisfaction) * (1 + incidents + prohibitions / 2);
  return { value, dissatisfaction, incidents, prohibitions };
}
