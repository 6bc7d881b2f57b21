import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
// @ts-expect-error plain JavaScript of the checks, without types
import { judgeAudit } from '../../.ci/audit-report.mjs';

const cause = (advisory: string, severity: string) => ({
  source: 1,
  name: 'leaky',
  title: 'leaks',
  url: `https://github.com/advisories/${advisory}`,
  severity,
  range: '<2.0.0',
});
const report = (...via: unknown[]) => ({
  auditReportVersion: 2,
  vulnerabilities: { leaky: { name: 'leaky', via }, outer: { name: 'outer', via: ['leaky'] } },
});
const accepted = [{ advisory: 'GHSA-a', reason: 'never called', until: '2027-01-31' }];

describe('an audit', () => {
  it('fails on what is high or critical, once each', () => {
    const { failures, notes } = judgeAudit(
      report(
        cause('GHSA-a', 'high'),
        cause('GHSA-a', 'high'),
        cause('GHSA-b', 'critical'),
        cause('GHSA-c', 'low'),
      ),
      [],
      '2026-12-01',
    );
    expect(failures.map((line: string) => line.split(' ')[0])).toEqual(['GHSA-a', 'GHSA-b']);
    expect(notes).toEqual(['GHSA-c low leaky: leaks']);
  });

  it('passes what is accepted, to the last day and no longer', () => {
    const found = report(cause('GHSA-a', 'critical'));
    expect(judgeAudit(found, accepted, '2027-01-31').failures).toEqual([]);
    expect(judgeAudit(found, accepted, '2027-01-31').notes[0]).toContain('never called');
    expect(judgeAudit(found, accepted, '2027-02-01').failures).toHaveLength(1);
  });

  it('names an acceptance that nothing needs any more', () => {
    expect(judgeAudit(report(), accepted, '2026-12-01').notes[0]).toContain('remove it');
  });

  it.each([
    [null],
    [{ message: '405 Method Not Allowed', statusCode: 405 }],
    [{ error: { code: 'ENOAUDIT' } }],
  ])('is none where the registry gave no report (%j)', (answer) =>
    expect(judgeAudit(answer, accepted, '2026-12-01')).toBeNull(),
  );

  it('accepts nothing without a reason and a last day', () => {
    const list = JSON.parse(readFileSync(new URL('../../.ci/audit-accepted.json', import.meta.url), 'utf8'));
    for (const { advisory, reason, until } of list) {
      expect(advisory).toMatch(/^GHSA-/);
      expect(reason.length).toBeGreaterThan(10);
      expect(until).toMatch(/^\d{4}-\d\d-\d\d$/);
    }
  });
});
