import { describe, expect, it } from 'vitest';
import type { PolicyDocument } from '../../src/domain/policy.ts';
import { readDocument } from '../../src/policy/read-document.ts';
import { diffKnowledge } from '../../src/revision/diff-knowledge.ts';
import { pendingChange } from '../../src/revision/pending-change.ts';
import { isSubstantial } from '../../src/revision/substance.ts';

const KEY = '職員は、鍵を閉めなければならない。';

function version(
  day: string,
  articles: readonly string[],
  id = 'keys',
  title = '鍵管理規程',
): PolicyDocument {
  const body = articles.map((words, index) => `第${index + 1}条　${words}`).join('\n\n');
  return readDocument({
    path: `${id}-${day}.md`,
    content: `---\nid: ${id}\nversion: "${day}"\neffectiveDate: "${day}"\n---\n# ${title}\n\n${body}\n`,
  });
}

const old = version('2026-04-01', [KEY, '課長は、鍵を管理する。']);
const next = version('2027-04-01', [KEY, '部長は、鍵を管理する。']);
const other = version('2026-04-01', ['名札を着ける。'], 'cards', '名札規程');

describe('diffKnowledge', () => {
  const shown = (before: readonly PolicyDocument[], after: readonly PolicyDocument[]) =>
    diffKnowledge(before, after).map(({ documentId, before: from, after: to, changes }) => [
      documentId,
      from?.version ?? null,
      to?.version ?? null,
      changes.map(({ kind }) => kind).join(' '),
    ]);

  it('compares versions with themselves, new ones with those before, and tells what is new and gone', () => {
    expect(shown([old, other], [old, next])).toEqual([
      ['keys', '2026-04-01', '2027-04-01', 'changed'],
      ['cards', '2026-04-01', null, 'removed'],
    ]);
    expect(shown([old], [old, other])).toEqual([['cards', null, '2026-04-01', 'added']]);
    expect(shown([old, other], [old, other])).toEqual([]);
  });

  it('knows a document again by its title when its id changed', () => {
    const renamed = version('2027-04-01', [KEY, '部長は、鍵を管理する。'], 'key-rules');
    expect(shown([old, other], [renamed, other])).toEqual([
      ['key-rules', '2026-04-01', '2027-04-01', 'changed'],
    ]);
  });

  it('compares two single documents whatever they are called', () => {
    expect(shown([old], [version('2027-04-01', [KEY], 'x', '別名')])).toEqual([
      ['x', '2026-04-01', '2027-04-01', 'changed removed'],
    ]);
  });
});

describe('pendingChange', () => {
  const later = version('2028-04-01', [
    '職員は、戸締まりをしなければならない。',
    '総務課が鍵を用意する。',
    KEY,
  ]);
  const [, first, second] = old.clauses;
  const at = (clause = first, documents = [old, next, later], asOf = '2026-06-01') =>
    clause && pendingChange(clause, documents, asOf);

  it('names the first pending version that touches the clause', () => {
    expect(at(second)).toMatchObject({
      kind: 'changed',
      version: '2027-04-01',
      effectiveDate: '2027-04-01',
      labels: ['第2条'],
    });
    expect(at(first)).toMatchObject({ kind: 'moved', version: '2028-04-01', labels: ['第3条'] });
  });

  it('is null where nothing is pending, or nothing touches the clause', () => {
    expect(at(second, [old])).toBeNull();
    expect(at(second, [old, next], '2027-04-01')).toBeNull();
    expect(at(first, [old, next])).toBeNull();
    expect(at(next.clauses[2], [old, other])).toBeNull();
  });

  it('tells of removal, and of cases added below', () => {
    const list = (items: string) =>
      `撮影をしてはならない。ただし、次の場合は、この限りでない。\n\n一　広報のとき。${items}`;
    const before = version('2026-04-01', [list(''), KEY]);
    const after = version('2027-04-01', [list('\n\n二　記録のとき。')]);
    const [, photo, , key] = before.clauses;
    expect(at(key, [before, after])).toMatchObject({ kind: 'removed', labels: [] });
    expect(at(photo, [before, after])).toMatchObject({
      kind: 'added',
      labels: ['第1条第2号'],
      change: { effects: [{ what: 'exception' }] },
    });
  });
});

describe('isSubstantial', () => {
  const only = (before: string, after: string) => {
    const [diff] = diffKnowledge(
      [version('2026-04-01', [before, KEY])],
      [version('2027-04-01', [after, KEY])],
    );
    return diff?.changes.map(isSubstantial) ?? [];
  };

  it('looks at words, not at width, spaces and punctuation', () => {
    expect(only('鍵は、3本とする。', '鍵は３本とする。')).toEqual([false]);
    expect(only('鍵は、3本とする。', '鍵は、4本とする。')).toEqual([true]);
  });

  it('is no for clauses that only got another number', () => {
    const [diff] = diffKnowledge(
      [version('2026-04-01', [KEY, '課長は、鍵を管理する。'])],
      [version('2027-04-01', [KEY, '名札は、総務課が配る。', '課長は、鍵を管理する。'])],
    );
    expect(diff?.changes.map((change) => [change.kind, isSubstantial(change)])).toEqual([
      ['added', false],
      ['renumbered', false],
    ]);
  });
});
