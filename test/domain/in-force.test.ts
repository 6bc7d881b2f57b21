import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  clausesOf,
  compareVersions,
  type DatedVersion,
  inForce,
  pending,
} from '../../src/domain/in-force.ts';
import type { Clause } from '../../src/domain/policy.ts';

const standards = (version: string, effectiveDate: string | null): DatedVersion => ({
  id: 'standards',
  version,
  effectiveDate,
});

describe('the version in force', () => {
  it('is the one with the latest effective date not after the day, which counts itself', () => {
    const versions = [
      standards('3', '2027-04-01'),
      standards('1', '2025-04-01'),
      standards('2', '2026-04-01'),
    ];
    expect(inForce(versions, '2026-03-31').map(({ version }) => version)).toEqual(['1']);
    expect(inForce(versions, '2026-04-01').map(({ version }) => version)).toEqual(['2']);
    expect(inForce(versions, '2027-04-01T09:00:00+09:00').map(({ version }) => version)).toEqual(['3']);
    expect(pending(versions, '2026-04-01').map(({ version }) => version)).toEqual(['3']);
  });

  it('is none before the first has begun', () => {
    expect(inForce([standards('1', '2026-04-01')], '2026-03-31')).toEqual([]);
  });

  it('without a date has always been in force, and gives way to any dated one that is', () => {
    const versions = [standards('old', null), standards('new', '2026-04-01')];
    expect(inForce(versions, '2026-03-31').map(({ version }) => version)).toEqual(['old']);
    expect(inForce(versions, '2026-04-01').map(({ version }) => version)).toEqual(['new']);
  });

  it('is the higher of two that begin on one day', () => {
    const versions = [standards('1.10', '2026-04-01'), standards('1.9', '2026-04-01')];
    expect(inForce(versions, '2026-04-01').map(({ version }) => version)).toEqual(['1.10']);
  });

  it('cannot be asked for on a day that is no date', () => {
    for (const day of ['', 'today', '2026-4-1', '2026-04', '2026-04-011']) {
      expect(() => inForce([], day), day).toThrow(RangeError);
    }
  });

  const anyVersions = fc.uniqueArray(
    fc.record({
      id: fc.constantFrom('a', 'b', 'c'),
      version: fc.constantFrom('1', '2', '10', 'x'),
      effectiveDate: fc.constantFrom(null, '2025-01-01', '2026-01-01', '2026-06-01', '2027-01-01'),
    }),
    { selector: ({ id, version }) => `${id}@${version}` },
  );
  const anyDay = fc.constantFrom('2024-12-31', '2025-01-01', '2026-03-01', '2026-06-01', '2028-01-01');

  it('exists for each document that has begun, is one, and no version that has begun is newer', () => {
    fc.assert(
      fc.property(anyVersions, anyDay, (versions, day) => {
        const valid = inForce(versions, day);
        const begun = versions.filter((version) => !pending(versions, day).includes(version));
        expect(valid.map(({ id }) => id).sort()).toEqual([...new Set(begun.map(({ id }) => id))].sort());
        for (const version of begun) {
          const chosen = valid.find(({ id }) => id === version.id) as DatedVersion;
          expect(compareVersions(version, chosen)).toBeLessThanOrEqual(0);
        }
      }),
    );
  });

  it('does not depend on the order in which versions are given', () => {
    fc.assert(
      fc.property(anyVersions, anyDay, (versions, day) => {
        expect(new Set(inForce(versions.toReversed(), day))).toEqual(new Set(inForce(versions, day)));
      }),
    );
  });
});

it('clauses of document versions are told apart by id and version', () => {
  const accept = clausesOf([standards('2', null), { id: 'policy', version: '1', effectiveDate: null }]);
  const clause = (documentId: string, documentVersion: string) => ({ documentId, documentVersion }) as Clause;
  expect(accept(clause('standards', '2'))).toBe(true);
  expect(accept(clause('policy', '1'))).toBe(true);
  expect(accept(clause('standards', '1'))).toBe(false);
  expect(accept(clause('other', '2'))).toBe(false);
});
