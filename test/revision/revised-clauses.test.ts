import { describe, expect, it } from 'vitest';
import type { PolicyDocument } from '../../src/domain/policy.ts';
import { readDocument } from '../../src/policy/read-document.ts';
import { revisedClauses } from '../../src/revision/revised-clauses.ts';

const NOW = new Date('2026-05-01T03:00:00Z');

function rules(text: string, version = '1', effectiveDate = '2026-04-01'): PolicyDocument {
  return readDocument({
    path: `rules-${version}.md`,
    content: `---\nid: rules\nversion: "${version}"\neffectiveDate: "${effectiveDate}"\n---\n\n# 文書規程\n\n${text}`,
  });
}

const TEXT = `第1条　職員は、文書を庁舎の外へ持ち出してはならない。

第2条　職員は、課長の承認を得なければ、文書を複写してはならない。

第3条　職員は、文書を3日以内に返却しなければならない。
`;

const told = async (before: readonly PolicyDocument[], after: readonly PolicyDocument[]) =>
  (await revisedClauses(before, after, NOW)).map(({ clauseId, kind, effects, effectiveDate }) =>
    [clauseId, kind, effects.join('+'), effectiveDate ?? 'now'].join(' '),
  );

describe('clauses that a publication changes in substance', () => {
  it('are those whose words, approver or limit changed, and none that only moved or got a comma', async () => {
    const edited = TEXT.replace('課長', '部長').replace('文書を3日以内に', '文書を、3日以内に');
    expect(await told([rules(TEXT)], [rules(edited)])).toEqual([
      'rules/1/第2条 modality_changed approver now',
    ]);
    const shifted = `第1条　職員は、文書に件名を付ける。\n\n${TEXT.replace('第3条', '第4条').replace('第2条', '第3条').replace('第1条', '第2条')}`;
    expect(await told([rules(TEXT)], [rules(shifted)])).toEqual([]);
  });

  it('include the clause that a new paragraph makes an exception to', async () => {
    const excepted = TEXT.replace(
      '持ち出してはならない。',
      '持ち出してはならない。\n\n２　前項の規定にかかわらず、災害のときは、文書を庁舎の外へ持ち出すことができる。',
    );
    expect(await told([rules(TEXT)], [rules(excepted)])).toEqual(['rules/1/第1条 added exception now']);
    // As a third paragraph, of which the second speaks, too.
    const twice = excepted.replace(
      '持ち出すことができる。',
      '持ち出すことができる。\n\n３　第1項の規定にかかわらず、上司の許可を得たときは、持ち出すことができる。',
    );
    expect((await told([rules(excepted)], [rules(twice)])).filter((row) => row.includes('第1項'))).toEqual([
      'rules/1/第1条第1項 added exception now',
    ]);
  });

  it('wait for the day on which a version that is published earlier comes into force', async () => {
    const next = rules(TEXT.replace('3日', '5日'), '2', '2026-10-01');
    expect(await told([rules(TEXT)], [rules(TEXT), next])).toEqual([
      'rules/1/第3条 changed limit 2026-10-01',
    ]);
    // Its text is published again, corrected: only that it is pending is told, and nothing of today.
    const corrected = rules(TEXT.replace('3日', '6日'), '2', '2026-10-01');
    expect(await told([rules(TEXT), next], [rules(TEXT), corrected])).toEqual([
      'rules/1/第3条 changed limit 2026-10-01',
    ]);
  });

  it('are not those of a version that was superseded before it was taken away', async () => {
    const now = rules(TEXT, '2', '2026-04-15');
    expect(await told([rules(TEXT.replace('3日', '5日')), now], [now])).toEqual([]);
    // A version in force that goes leaves the one before it, which is compared with it.
    expect(await told([rules(TEXT), now], [rules(TEXT)])).toEqual([]);
  });

  it('are all clauses of a document that goes', async () => {
    expect(await told([rules(TEXT)], [])).toEqual([
      'rules/1/0 removed  now',
      'rules/1/第1条 removed  now',
      'rules/1/第2条 removed  now',
      'rules/1/第3条 removed  now',
    ]);
  });
});
