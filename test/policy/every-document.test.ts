import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { takeContents } from '../../src/policy/contents.ts';
import { readMarkdown } from '../../src/policy/markdown.ts';
import { readPlainText } from '../../src/policy/plain-text.ts';
import { readDocument } from '../../src/policy/read-document.ts';
import { brokenRule, firstLostLine, withoutMarkup } from './every-line.ts';
import { readShared, sharedPolicies } from './shared-policies.ts';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');

/** Policies that belong to the repository: the samples, and the documents of the golden sets. */
function ownPolicies(): readonly string[] {
  return ['knowledge/policies', 'test/golden'].flatMap((folder) =>
    existsSync(join(ROOT, folder))
      ? readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
          .filter((path) => /\.(?:md|txt)$/.test(path) && !/readme/i.test(path))
          .map((path) => join(folder, path))
      : [],
  );
}

const documents: readonly (readonly [path: string, content: () => Buffer])[] = [
  ...ownPolicies().map((path) => [path, () => readFileSync(join(ROOT, path))] as const),
  ...sharedPolicies().map((path) => [path, () => readShared(path)] as const),
];

describe.each(documents)('%s', (path, content) => {
  it('is a sound tree', () => {
    expect(brokenRule(readDocument({ path, content: content() }))).toBeNull();
  });

  it.skipIf(path.endsWith('.html'))('keeps every line in order', () => {
    const source = content().toString('utf8');
    const isMarkdown = path.endsWith('.md');
    const lines = withoutMarkup(source, isMarkdown);
    const body = lines.join('\n');
    const { lines: read } = isMarkdown ? readMarkdown(body) : readPlainText(body);
    const kept = takeContents(read);
    const contents = read.filter((line) => !kept.lines.includes(line)).map((line) => line.text);
    expect(contents.length - kept.entries.length).toBeLessThanOrEqual(1);
    expect(firstLostLine(readDocument({ path, content: source }), lines, contents)).toBeNull();
  });
});

describe('the checks themselves', () => {
  const source = '# 規程\n\n## 1 目的\n\n職員を守る。\n\n(1) 一番\n\n(2) 二番\n';
  const document = readDocument({ path: 'a.md', content: source });

  it('notice a lost, a moved and an added line', () => {
    expect(firstLostLine(document, source.split('\n'))).toBeNull();
    expect(firstLostLine(document, [...source.split('\n'), 'なくなった行'])).toBe('なくなった行');
    expect(firstLostLine(document, source.split('\n').reverse())).not.toBeNull();
    expect(firstLostLine(document, source.split('\n').slice(0, -2))).toMatch(/^left over/);
  });

  it('notice a broken tree', () => {
    const [first, ...rest] = document.clauses;
    expect(brokenRule({ ...document, clauses: [...rest] })).toMatch(/before its parent/);
    expect(brokenRule({ ...document, clauses: first ? [first, first, ...rest] : [] })).toMatch(/twice/);
  });
});
