import { describe, expect, it } from 'vitest';
import { KiteiError } from '../../src/errors.ts';
import { readPolicyList, takeFrontMatter } from '../../src/policy/metadata.ts';
import { readDocument } from '../../src/policy/read-document.ts';

const failure = (run: () => unknown): KiteiError => {
  try {
    run();
  } catch (error) {
    if (error instanceof KiteiError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
};

describe('front matter', () => {
  it('states what a document is and is no part of its text', () => {
    const { body, metadata } = takeFrontMatter(
      '---\nid: rules\nversion: 1.10\neffectiveDate: 2026-04-01\npublic: false\nowner:\n---\n# Rules\n',
      'rules.md',
    );
    expect(body).toBe('# Rules\n');
    expect(metadata).toEqual({ id: 'rules', version: '1.10', effectiveDate: '2026-04-01', public: false });
  });

  it('may hold keys of other tools', () => {
    expect(takeFrontMatter('---\nlayout: post\ntags: [a, b]\ntitle: T\n---\nx', 'a.md').metadata).toEqual({
      title: 'T',
    });
  });

  it.each([
    ['effectiveDate: 2026-02-30', /effectiveDate: must be a date/],
    ['language: fr', /language: must be ja or en/],
    ['public: maybe', /public: must be true or false/],
    ['id: a/b', /id: may hold letters/],
    ['effective_date: 2026-04-01', /"effective_date" is not known/],
    ['title: [a', /YAML cannot be read/],
  ])('refuses %s', (line, message) => {
    const error = failure(() => takeFrontMatter(`---\n${line}\n---\ntext`, 'a.md'));
    expect(error.code).toBe('knowledge.invalid');
    expect(error.message).toMatch(message);
    expect(error.message).toContain('a.md');
    expect(error.remedy).not.toBe('');
  });

  it('is not a rule line', () => {
    expect(takeFrontMatter('---\n\n本文\n\n---\n', 'a.md').body).toBe('---\n\n本文\n\n---\n');
  });
});

describe('policies.yaml', () => {
  it('maps file names to metadata', () => {
    const list = readPolicyList('rules.md:\n  title: 規程\n  language: ja\n', 'policies.yaml');
    expect(list.get('rules.md')).toEqual({ title: '規程', language: 'ja' });
  });

  it('refuses keys that it does not know', () => {
    expect(failure(() => readPolicyList('a.md:\n  titel: x\n', 'policies.yaml')).message).toMatch(
      /a\.md: unknown key "titel"/,
    );
    expect(failure(() => readPolicyList('- a.md\n', 'policies.yaml')).message).toMatch(/not a map/);
  });
});

describe('what nobody states', () => {
  it('is read from the text', () => {
    const document = readDocument({
      path: 'docs/情報 管理規程.md',
      content:
        '# 情報管理規程\n\n平成16年6月1日制定\n令和7年9月1日改定\n\n第1条　職員は、これを守る。\n\n附則\n\nこの規程は、令和7年10月1日から施行する。\n',
    });
    expect(document).toMatchObject({
      id: '情報-管理規程',
      title: '情報管理規程',
      version: '2025-09-01',
      effectiveDate: '2025-10-01',
      language: 'ja',
      audience: null,
      owner: null,
      public: true,
    });
    expect(document.revisions).toEqual([
      { date: '2004-06-01', text: '平成16年6月1日制定' },
      { date: '2025-09-01', text: '令和7年9月1日改定' },
    ]);
    expect(document.clauses.map((clause) => clause.id)).toContain('情報-管理規程/2025-09-01/第1条');
  });

  it('is taken from the contents where the text has no dates', () => {
    const document = readDocument({ path: 'a.txt', content: 'Users must lock their screens.' });
    expect(document.version).toBe(document.source.sha256.slice(0, 8));
    expect(document).toMatchObject({
      id: 'a',
      title: 'a',
      effectiveDate: null,
      language: 'en',
      revisions: [],
    });
  });

  it('takes no date of another law and none that lies ahead for a revision', () => {
    const document = readDocument({
      path: 'a.md',
      content:
        '# 方針\n\n昭和46年規則第9号に基づく。\n次回見直し　令和12年4月1日\n\n## 1 目的\n\n令和3年4月1日に改正された法による。\n',
    });
    expect(document.revisions).toEqual([]);
  });

  it('gives way to front matter, and that to nothing', () => {
    const metadata = { title: 'B', owner: 'Legal' };
    const document = readDocument({ path: 'a.md', content: '---\ntitle: A\n---\n# C\n\nText.\n', metadata });
    expect(document).toMatchObject({ title: 'A', owner: 'Legal' });
  });
});
