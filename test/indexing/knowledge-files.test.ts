import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import type { Vocabulary } from '../../src/domain/knowledge.ts';
import { KiteiError } from '../../src/errors.ts';
import {
  mergeVocabularies,
  readContacts,
  readVocabulary,
  sharedVocabulary,
} from '../../src/indexing/knowledge-files.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'kitei-knowledge-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const write = (name: string, content: string) => writeFile(join(dir, name), content);

/** The KiteiError that reading throws; fails when nothing or something else is thrown. */
async function failure(reading: Promise<unknown>): Promise<KiteiError> {
  const outcome = await reading.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(outcome instanceof KiteiError)) throw new Error(`expected a KiteiError, got ${String(outcome)}`);
  return outcome;
}

const arbitraryPhrase = fc.string({ minLength: 1 }).filter((text) => text.trim() === text && text !== '');
const arbitraryVocabulary = fc.record({
  entries: fc.array(
    fc.record({
      say: fc.array(arbitraryPhrase, { minLength: 1, maxLength: 3 }),
      policy: fc.array(arbitraryPhrase, { minLength: 1, maxLength: 3 }),
    }),
  ),
  blocked: fc.array(fc.tuple(arbitraryPhrase, arbitraryPhrase)),
});

describe('readVocabulary', () => {
  it('reads entries and blocked pairs', async () => {
    await write(
      'vocabulary.yaml',
      'entries:\n  - { say: [スマホ, 携帯], policy: [携帯端末] }\nblocked:\n  - [私物, 公用]\n',
    );
    expect(await readVocabulary(dir)).toEqual({
      entries: [{ say: ['スマホ', '携帯'], policy: ['携帯端末'] }],
      blocked: [['私物', '公用']],
    });
  });

  it('is empty where there is no file, an empty file or one document instead of a folder', async () => {
    const nothing = { entries: [], blocked: [] };
    expect(await readVocabulary(dir)).toEqual(nothing);
    await write('vocabulary.yaml', '# nothing yet\n');
    expect(await readVocabulary(dir)).toEqual(nothing);
    expect(await readVocabulary(join(dir, 'vocabulary.yaml'))).toEqual(nothing);
  });

  it('gives back what was written as YAML', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryVocabulary, async (vocabulary) => {
        await write('vocabulary.yaml', stringify(vocabulary));
        expect(await readVocabulary(dir)).toEqual(vocabulary);
      }),
      { numRuns: 50 },
    );
  });

  it('names file, place and remedy for an entry of the wrong shape', async () => {
    await write(
      'vocabulary.yaml',
      'entries:\n  - { say: [a], policy: [b] }\n  - { say: [119], policy: [] }\n',
    );
    const error = await failure(readVocabulary(dir));
    expect(error.code).toBe('knowledge.invalid');
    expect(error.message).toContain(join(dir, 'vocabulary.yaml'));
    expect(error.message).toContain('entries[1].say[0]');
    expect(error.message).toContain('entries[1].policy');
    expect(error.remedy).toContain('quotes');
  });

  it('refuses unknown keys, so that a misspelt one is not silently ignored', async () => {
    await write('vocabulary.yaml', 'entires: []\n');
    expect((await failure(readVocabulary(dir))).message).toContain('entires');
  });

  it('names the line of broken YAML', async () => {
    await write('vocabulary.yaml', 'entries:\n  - { say: [a, policy: [b] }\n');
    const error = await failure(readVocabulary(dir));
    expect(error.code).toBe('knowledge.invalid');
    expect(error.message).toMatch(/line 2/);
  });

  it('says so when the file cannot be read', async () => {
    const { mkdir } = await import('node:fs/promises');
    await mkdir(join(dir, 'vocabulary.yaml'));
    expect((await failure(readVocabulary(dir))).message).toContain('cannot be read');
  });
});

describe('readContacts', () => {
  it('fills what is not given with "any" and "no"', async () => {
    await write(
      'contacts.yaml',
      'contacts:\n  - { id: desk, name: { ja: 窓口, en: Desk }, reach: "内線 100" }\n',
    );
    expect(await readContacts(dir)).toEqual([
      {
        id: 'desk',
        name: { ja: '窓口', en: 'Desk' },
        reach: '内線 100',
        documents: [],
        topics: [],
        incidents: false,
      },
    ]);
  });

  it('has no contacts where there is no file', async () => {
    expect(await readContacts(dir)).toEqual([]);
  });

  it('wants a name in both languages and every id once', async () => {
    await write(
      'contacts.yaml',
      'contacts:\n  - { id: a, name: { ja: 窓口, en: Desk }, reach: x }\n  - { id: a, name: { ja: 窓口 }, reach: x }\n',
    );
    expect((await failure(readContacts(dir))).message).toContain('contacts[1].name.en');
    await write(
      'contacts.yaml',
      'contacts:\n  - { id: a, name: { ja: 窓口, en: Desk }, reach: x }\n  - { id: a, name: { ja: 係, en: Team }, reach: x }\n',
    );
    const twice = await failure(readContacts(dir));
    expect(twice.message).toContain('contacts[1].id');
    expect(twice.message).toContain('used twice');
  });
});

describe('mergeVocabularies', () => {
  it('keeps everything in order and every entry once', () => {
    fc.assert(
      fc.property(arbitraryVocabulary, arbitraryVocabulary, (a, b) => {
        const merged = mergeVocabularies(a, b);
        const texts = merged.entries.map((entry) => JSON.stringify(entry));
        expect(new Set(texts).size).toBe(texts.length);
        expect(new Set(texts)).toEqual(new Set([...a.entries, ...b.entries].map((e) => JSON.stringify(e))));
        expect(mergeVocabularies(merged, a, b)).toEqual(merged);
      }),
    );
  });
});

describe('the shipped vocabulary', () => {
  let vocabulary: Vocabulary;
  beforeEach(async () => {
    vocabulary = await sharedVocabulary();
  });

  it('says each phrase in one entry only, so that nobody has to look for a second one', () => {
    const seen = new Map<string, number>();
    for (const phrase of vocabulary.entries.flatMap((entry) => entry.say)) {
      seen.set(phrase.toLowerCase(), (seen.get(phrase.toLowerCase()) ?? 0) + 1);
    }
    expect([...seen].filter(([, times]) => times > 1)).toEqual([]);
  });

  it('is large enough to be worth having, and says no phrase of one letter', () => {
    expect(vocabulary.entries.length).toBeGreaterThan(500);
    const short = vocabulary.entries.flatMap((entry) => entry.say).filter((phrase) => [...phrase].length < 2);
    expect(short).toEqual([]);
  });

  it('does not bring together what it blocks', () => {
    const blocked = new Set(vocabulary.blocked.flatMap(([a, b]) => [`${a}|${b}`, `${b}|${a}`]));
    const pairs = vocabulary.entries.flatMap(({ say, policy }) =>
      say.flatMap((from) => policy.map((to) => `${from}|${to}`)),
    );
    expect(pairs.filter((pair) => blocked.has(pair))).toEqual([]);
  });

  it('never leads from or to words of permission', () => {
    const permission =
      /^(許可|承認|禁止|許される|してよい|してもよい|可能|不可|認める|allowed|permitted|may|ok|prohibited|forbidden|approval)$/i;
    const offending = vocabulary.entries.filter((entry) =>
      [...entry.say, ...entry.policy].some((phrase) => permission.test(phrase)),
    );
    expect(offending).toEqual([]);
  });

  it('never leads to words so general that every clause has them', () => {
    const general =
      /^(業務|情報|職員|者|場合|こと|もの|利用|使用|管理|本市|町|市|会社|it|staff|information|use|work|employee|data)$/i;
    const offending = vocabulary.entries.filter((entry) =>
      entry.policy.some((phrase) => general.test(phrase)),
    );
    expect(offending).toEqual([]);
  });
});
