import type { webApi } from '@slack/bolt';
import type { Language } from '../../src/domain/policy.ts';

/** What Kitei knows of a person in Slack. */
export interface Person {
  /** Language of the person's interface; null where Slack does not say. */
  readonly locale: Language | null;
  readonly department: string | null;
}

/** Looks people up, each once an hour at most. What cannot be looked up in time is unknown, and never fails. */
export interface People {
  find(client: webApi.WebClient, team: string, user: string): Promise<Person>;
}

const KEEP_MS = 60 * 60_000;
const KEEP_FAILURE_MS = 60_000;
/** Nobody waits longer than this for an answer because a profile is slow, in milliseconds. */
const WAIT_MS = 2_000;
const MOST_PEOPLE = 20_000;

const UNKNOWN: Person = { locale: null, department: null };

/** @param departmentField `title` or the id of a custom profile field; null reads no departments. */
export function createPeople(departmentField: string | null): People {
  const known = new Map<string, { readonly until: number; readonly person: Promise<Person> }>();
  return {
    async find(client, team, user) {
      const key = `${team}:${user}`;
      const kept = known.get(key);
      if (kept !== undefined && kept.until > performance.now()) return inTime(kept.person);
      if (known.size >= MOST_PEOPLE) known.clear();
      const person = lookUp(client, user, departmentField).catch(() => {
        known.set(key, { until: performance.now() + KEEP_FAILURE_MS, person: Promise.resolve(UNKNOWN) });
        return UNKNOWN;
      });
      known.set(key, { until: performance.now() + KEEP_MS, person });
      return inTime(person);
    },
  };
}

async function lookUp(client: webApi.WebClient, user: string, field: string | null): Promise<Person> {
  const custom = field !== null && field !== 'title';
  const [info, profile] = await Promise.all([
    client.users.info({ user, include_locale: true }),
    // A department that may not be read leaves the language known.
    custom ? client.users.profile.get({ user }).catch(() => null) : null,
  ]);
  const fields = profile?.profile?.fields as Record<string, { value?: string }> | undefined;
  const department = custom
    ? fields?.[field]?.value
    : field === 'title'
      ? info.user?.profile?.title
      : undefined;
  return { locale: localeOf(info.user?.locale), department: department?.trim() || null };
}

function localeOf(locale: string | undefined): Language | null {
  if (locale === undefined || locale === '') return null;
  return /^ja\b/i.test(locale) ? 'ja' : 'en';
}

function inTime(person: Promise<Person>): Promise<Person> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Person>((resolve) => {
    timer = setTimeout(() => resolve(UNKNOWN), WAIT_MS);
  });
  return Promise.race([person, late]).finally(() => clearTimeout(timer));
}
