import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PolicyDocument } from '../../src/domain/policy.ts';
import { clauseChanges } from '../../src/indexing/clause-changes.ts';
import { sourceDocument } from '../../src/indexing/source-document.ts';
import { sampleDocument } from './samples.ts';

const changes = (before: readonly PolicyDocument[], after: readonly PolicyDocument[]) => {
  const read = (document: PolicyDocument) => sourceDocument(document, '');
  return clauseChanges(before.map(read), after.map(read));
};

describe('changes by clause', () => {
  it('are none between equal states, whatever the order', () => {
    const documents = [sampleDocument('a', '1', { 1: 'x' }), sampleDocument('b', '1', { 1: 'y' })];
    expect(changes(documents, documents.toReversed())).toEqual([]);
  });

  it('name labels added, changed and removed within a version', () => {
    const before = [sampleDocument('a', '1', { '1': 'x', '2': 'y', '3': 'z' })];
    const after = [sampleDocument('a', '1', { '1': 'x', '3': 'Z', '4': 'new' })];
    expect(changes(before, after)).toEqual([
      { documentId: 'a', version: '1', comparedWith: '1', added: ['4'], changed: ['3'], removed: ['2'] },
    ]);
  });

  it('of a new version are against the newest version before', () => {
    const before = [
      sampleDocument('a', '1.10', { 1: 'ten' }, { effectiveDate: '2025-10-01' }),
      sampleDocument('a', '1.9', { 1: 'nine' }, { effectiveDate: '2025-04-01' }),
    ];
    const next = sampleDocument('a', '2', { 1: 'ten', 2: 'new' }, { effectiveDate: '2026-04-01' });
    expect(changes(before, [...before, next])).toEqual([
      { documentId: 'a', version: '2', comparedWith: '1.10', added: ['2'], changed: [], removed: [] },
    ]);
  });

  it('of a version that replaces another are told once', () => {
    const before = [sampleDocument('a', '1', { 1: 'x', 2: 'y' })];
    expect(changes(before, [sampleDocument('a', '2', { 1: 'X', 2: 'y' })])).toEqual([
      { documentId: 'a', version: '2', comparedWith: '1', added: [], changed: ['1'], removed: [] },
    ]);
  });

  it('of documents that came or went are all their clauses', () => {
    const [a, b] = [sampleDocument('a', '1', { 1: 'x' }), sampleDocument('b', '1', { 1: 'y' })];
    expect(changes([a], [b])).toEqual([
      { documentId: 'b', version: '1', comparedWith: null, added: ['1'], changed: [], removed: [] },
      { documentId: 'a', version: null, comparedWith: '1', added: [], changed: [], removed: ['1'] },
    ]);
  });

  it('account for every clause, and mirror when time runs backwards', () => {
    const texts = fc.dictionary(fc.constantFrom('1', '2', '3', '4'), fc.constantFrom('x', 'y'), {
      minKeys: 1,
    });
    fc.assert(
      fc.property(texts, texts, (before, after) => {
        const there = changes([sampleDocument('a', '1', before)], [sampleDocument('a', '1', after)]);
        const back = changes([sampleDocument('a', '1', after)], [sampleDocument('a', '1', before)]);
        const [change] = there;
        const unchanged = Object.keys(after).filter((label) => before[label] === after[label]);
        const touched = [...(change?.added ?? []), ...(change?.changed ?? [])];
        expect([...unchanged, ...touched].sort()).toEqual(Object.keys(after).sort());
        expect(back[0]?.removed ?? []).toEqual(change?.added ?? []);
        expect([...(back[0]?.changed ?? [])].sort()).toEqual([...(change?.changed ?? [])].sort());
      }),
    );
  });
});
