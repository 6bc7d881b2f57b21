import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { messageLanguage, readConfig } from '../src/config.ts';
import { KiteiError } from '../src/errors.ts';

describe('readConfig', () => {
  it('takes paths from the working folder and ignores what is not its own', () => {
    expect(
      readConfig({ KITEI_KNOWLEDGE: 'rules', KITEI_DATA: '/var/kitei', PATH: '/bin', LANG: 'ja_JP.UTF-8' }),
    ).toMatchObject({
      knowledgeDir: resolve('rules'),
      sampleKnowledge: false,
      dataDir: '/var/kitei',
      bridge: true,
    });
  });

  it('lets options win over the environment', () => {
    const env = { KITEI_KNOWLEDGE: 'rules', KITEI_DATA: 'data', KITEI_LANGUAGE: 'ja' };
    const config = readConfig(env, { knowledgeDir: 'mine', dataDir: 'there' });
    expect(config).toMatchObject({
      knowledgeDir: resolve('mine'),
      sampleKnowledge: false,
      dataDir: resolve('there'),
      bridge: true,
    });
  });

  it('searches in the database where that is wanted and there is one', () => {
    const DATABASE_URL = 'postgres://kitei@localhost/kitei';
    expect(readConfig({ DATABASE_URL }).indexInDatabase).toBe(false);
    expect(readConfig({ DATABASE_URL, KITEI_INDEX: 'postgres' }).indexInDatabase).toBe(true);
    expect(() => readConfig({ KITEI_INDEX: 'postgres' })).toThrow('DATABASE_URL names none');
    expect(() => readConfig({ KITEI_INDEX: 'elsewhere' })).toThrow(
      'KITEI_INDEX must be "memory" or "postgres"',
    );
  });

  it('switches word bridges off', () => {
    expect(readConfig({ KITEI_BRIDGE: 'off' }).bridge).toBe(false);
    expect(readConfig({ KITEI_BRIDGE: 'on' }).bridge).toBe(true);
    expect(() => readConfig({ KITEI_BRIDGE: 'no' })).toThrow('KITEI_BRIDGE must be "on" or "off"');
  });

  it('reports all mistakes together, with the names of the settings', () => {
    const env = { KITEI_KNOWLEDGE: ' ', KITEI_LANGUAGE: 'fr', KITEI_KNOWLEGE: 'typo' };
    let error: unknown;
    try {
      readConfig(env);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(KiteiError);
    const { code, message, remedy } = error as KiteiError;
    expect(code).toBe('config.invalid');
    expect(message).toContain('3 mistakes');
    expect(message).toContain('KITEI_KNOWLEGE is not a setting');
    expect(message).toContain('KITEI_LANGUAGE must be "ja" or "en"');
    expect(message).toContain('KITEI_KNOWLEDGE is empty');
    expect(remedy).toContain('KITEI_DATA');
  });

  it('knows exactly the settings that .env.example explains', () => {
    const example = readFileSync(new URL('../.env.example', import.meta.url), 'utf8');
    const explained = [...example.matchAll(/^#((?:KITEI|SLACK|TEAMS|DATABASE)_[A-Z_]+)=(.*)$/gm)];
    expect(explained.length).toBeGreaterThan(0);
    expect(() =>
      readConfig(Object.fromEntries(explained.map(([, name, value]) => [name, value]))),
    ).not.toThrow();
    const { remedy } = (() => {
      try {
        readConfig({ KITEI_X: '1' });
      } catch (error) {
        return error as KiteiError;
      }
      throw new Error('an unknown setting passed');
    })();
    const known = remedy.match(/(?:KITEI|SLACK|TEAMS|DATABASE)_[A-Z_]+/g);
    expect(new Set(explained.map(([, name]) => name))).toEqual(new Set(known));
  });

  describe('where nobody names a folder', () => {
    const before = process.cwd();
    let empty: string;
    beforeEach(() => {
      empty = mkdtempSync(join(tmpdir(), 'kitei-config-'));
    });
    afterEach(() => {
      process.chdir(before);
      rmSync(empty, { recursive: true });
    });

    it('uses ./knowledge, and the shipped samples where there is none', () => {
      expect(readConfig({})).toMatchObject({ knowledgeDir: resolve('knowledge'), sampleKnowledge: false });
      const shipped = resolve('knowledge');
      process.chdir(empty);
      expect(readConfig({})).toMatchObject({ knowledgeDir: shipped, sampleKnowledge: true });
    });
  });
});

describe('messageLanguage', () => {
  it.each([
    [{ LANG: 'ja_JP.UTF-8' }, 'ja'],
    [{ LANG: 'ja' }, 'ja'],
    [{ LANG: 'jam_JM' }, 'en'],
    [{ LANG: 'C.UTF-8' }, 'en'],
    [{ LANG: 'ja_JP', LC_ALL: 'en_US' }, 'en'],
    [{ LANG: 'en_US', LC_MESSAGES: 'ja_JP', LC_ALL: '' }, 'ja'],
    [{ LANG: 'en_US', KITEI_LANGUAGE: 'ja' }, 'ja'],
    [{ LANG: 'ja_JP', KITEI_LANGUAGE: 'nonsense' }, 'ja'],
    [{}, 'en'],
  ])('of %j is %s', (env, language) => {
    expect(messageLanguage(env)).toBe(language);
  });
});
