import { describe, expect, it } from 'vitest';
import { readDocument } from '../../src/policy/read-document.ts';
import { readShared, sharedAvailable } from './shared-policies.ts';

interface ExpectedClause {
  readonly id: string;
  readonly title: string;
  readonly parent: string | null;
  readonly text: string;
}

const squeeze = (text: string): string => text.replace(/\s/g, '');
/** The annotation writes chapters as ch1; labels are printed paths. */
const printed = (id: string | null): string | null => id?.replace(/^ch(\d+)$/, '第$1章') ?? null;

describe.skipIf(!sharedAvailable)('the annotated clause tree of a basic policy', () => {
  it('is read exactly', () => {
    const expected = JSON.parse(readShared('eval/ojiya/clauses.json').toString('utf8')) as ExpectedClause[];
    const path = 'policies/ojiya/ojiya-basic-policy.md';
    const { clauses } = readDocument({ path, content: readShared(path) });
    expect(
      clauses.map(({ label, title, parent, text }) => [label, squeeze(title), parent, squeeze(text)]),
    ).toEqual(
      expected.map(({ id, title, parent, text }) => [
        printed(id),
        squeeze(title),
        printed(parent),
        squeeze(text),
      ]),
    );
    expect(clauses).toHaveLength(49);
  });
});
