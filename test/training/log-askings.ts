import { randomNumbers, shuffled } from '../../src/training/random.ts';
import { EVERYDAY, SMALL_TALK } from './log-everyday.ts';
import type { Topic } from './log-topic.ts';
import { PLANTED } from './log-topics.ts';
import { PLANTED_EFFECTS } from './planted-effects.ts';
import { varied } from './wording-variety.ts';

/** First and last moment of the year, and the moment of looking back. */
export const YEAR = { from: '2026-07-01', days: 365, now: '2027-07-01T00:00:00.000Z' } as const;

const DAY_MS = 86_400_000;

/** People by department; the last one is too small for figures of its own. */
export const DEPARTMENTS: Readonly<Record<string, number>> = {
  総務課: 60,
  市民課: 80,
  税務課: 70,
  福祉課: 80,
  建設課: 60,
  教育総務課: 60,
  選挙管理委員会事務局: 4,
};

/** One question as it is asked, before anything has answered it. */
export interface Asking {
  readonly id: string;
  readonly text: string;
  /** Of a person, stable over the year. */
  readonly asker: string;
  readonly department: string | null;
  /** ISO timestamp, UTC, in working hours of Japan. */
  readonly askedAt: string;
  readonly conversation: string;
  /** Null for small talk. */
  readonly topic: Topic | null;
  /**
   * `first` of its conversation; `reworded`: another attempt minutes later; `follow_up`: asks on in the same
   * conversation; `return`: the same person days later.
   */
  readonly role: 'first' | 'reworded' | 'follow_up' | 'return';
  /** The asking that this one comes after, where its role says that there is one. */
  readonly after: string | null;
  /** Whether the wording has the clause's own words (always true but for retrieval gaps). */
  readonly findable: boolean;
}

interface Person {
  readonly id: string;
  readonly department: string;
}

/** A year of askings, oldest first. The same seed gives the same ones. */
export function generateAskings(seed: number): readonly Asking[] {
  const random = randomNumbers(seed);
  const people = Object.entries(DEPARTMENTS).flatMap(([department, size]) =>
    Array.from({ length: size }, (_, nth): Person => ({ id: `${department}-${nth}`, department })),
  );
  const askings: Asking[] = [];
  for (const topic of [...PLANTED, ...EVERYDAY]) {
    // A stream of its own for each topic: changing one leaves the others as they are.
    askings.push(...askingsOf(topic, shuffled(people, random), randomNumbers(seed + hash(topic.id))));
  }
  askings.push(...smallTalk(people, randomNumbers(seed + hash('small talk'))));
  return askings.sort((a, b) =>
    a.askedAt === b.askedAt ? (a.id < b.id ? -1 : 1) : a.askedAt < b.askedAt ? -1 : 1,
  );
}

function askingsOf(topic: Topic, people: readonly Person[], random: () => number): Asking[] {
  const askings: Asking[] = [];
  let turn = 0;
  for (let day = 0; day < YEAR.days; day++) {
    for (let nth = poisson(dailyRate(topic, day), random); nth > 0; nth--) {
      // Most people ask once or twice a year about one thing: they take turns, some out of turn.
      const person = people[
        random() < 0.8 ? turn++ % people.length : Math.floor(random() * people.length)
      ] as Person;
      if (random() >= effectOn(topic, day, person.department)) continue;
      askings.push(...conversationAbout(topic, person, day, `${topic.id}-${day}-${nth}`, random));
    }
  }
  return askings;
}

/** Questions a day: none at weekends, and as the course of the topic goes. */
function dailyRate(topic: Topic, day: number): number {
  const weekday = new Date(Date.parse(YEAR.from) + day * DAY_MS).getUTCDay();
  if (weekday === 0 || weekday === 6) return 0;
  return (topic.perWeek / 5) * intensity(topic, day);
}

function intensity({ course }: Topic, day: number): number {
  const left = YEAR.days - day;
  switch (course) {
    case 'lasting':
      return 1;
    case 'growing':
      return left <= 28 ? 3 : 1;
    case 'shrinking':
      return left <= 28 ? 0.2 : 1;
    case 'new':
      return left <= 26 ? 1 : 0;
    case 'closed':
      return day < 150 ? 1 : 0;
    case 'reopened':
      return day < 100 || left <= 20 ? 1 : 0;
  }
}

/** What is left of a topic's questions after the events that reached a department. */
function effectOn({ id }: Topic, day: number, department: string): number {
  const date = Date.parse(YEAR.from) + day * DAY_MS;
  return PLANTED_EFFECTS.filter(
    ({ topic, at, departments }) =>
      topic === id &&
      date >= Date.parse(at) &&
      (departments.length === 0 || departments.includes(department)),
  ).reduce((left, { ratio }) => left * ratio, 1);
}

/** A question and what the same person asks because of it. */
function conversationAbout(
  topic: Topic,
  person: Person,
  day: number,
  name: string,
  random: () => number,
): Asking[] {
  const at = Date.parse(YEAR.from) + day * DAY_MS + Math.floor(random() * 9 * 3_600_000);
  const asking = (role: Asking['role'], minutes: number, after: string | null, official = false): Asking => {
    const { wordings, findable } = wordingsOf(topic, official, random);
    const text = role === 'follow_up' ? pick(FOLLOW_UPS, random) : varied(pick(wordings, random), random);
    const askedAt = new Date(at + minutes * 60_000).toISOString();
    return {
      id: `slack:T1:C1:${name}-${role}`,
      text,
      asker: person.id,
      department: random() < 0.03 ? null : person.department,
      askedAt,
      conversation: role === 'return' ? `${name}-later` : name,
      topic,
      role,
      after,
      findable,
    };
  };
  const first = asking('first', 0, null);
  const more: Asking[] = [];
  if (topic.gap === 'retrieval' && !first.findable && random() < 0.3)
    more.push(asking('reworded', 2 + random() * 8, first.id, true));
  else if (topic.gap !== 'policy' && random() < 0.07)
    more.push(asking('follow_up', 1 + random() * 5, first.id));
  const comesBack = topic.gap === 'wording' ? 0.25 : 0.02;
  if (random() < comesBack)
    more.push(asking('return', (1 + Math.floor(random() * 4)) * 24 * 60 + 20, first.id));
  const end = Date.parse(YEAR.now);
  return [first, ...more].filter(({ askedAt }) => Date.parse(askedAt) < end);
}

const FOLLOW_UPS = [
  '理由も教えてください',
  'それはなぜですか',
  '自宅でも同じですか',
  '誰に聞けばいいですか',
  'Why is that?',
];

/** Wordings to choose from: English for one in eight, the clause's own words for a fifth of what is else not found. */
function wordingsOf(topic: Topic, official: boolean, random: () => number) {
  if (topic.official !== undefined && (official || random() < 0.2))
    return { wordings: topic.official, findable: true };
  const english = topic.en.length > 0 && random() < 0.125;
  return { wordings: english ? topic.en : topic.ja, findable: topic.gap !== 'retrieval' };
}

function smallTalk(people: readonly Person[], random: () => number): Asking[] {
  return Array.from({ length: 150 }, (_, nth): Asking => {
    const person = pick(people, random);
    const at = Date.parse(YEAR.from) + Math.floor(random() * YEAR.days) * DAY_MS + random() * 9 * 3_600_000;
    const name = `talk-${nth}`;
    return {
      id: `slack:T1:C1:${name}`,
      text: pick(SMALL_TALK, random),
      asker: person.id,
      department: person.department,
      askedAt: new Date(at).toISOString(),
      conversation: name,
      topic: null,
      role: 'first',
      after: null,
      findable: true,
    };
  });
}

export function pick<T>(items: readonly T[], random: () => number): T {
  return items[Math.floor(random() * items.length)] as T;
}

/** How often something happens that happens `rate` times on average (Knuth). */
function poisson(rate: number, random: () => number): number {
  let times = 0;
  for (let left = random(); left > Math.exp(-rate); left *= random()) times++;
  return times;
}

function hash(text: string): number {
  let value = 2_166_136_261;
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) as number), 16_777_619);
  return value >>> 0;
}
