import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { startHttpServer } from '../adapters/http-server.ts';
import { createMetrics } from '../adapters/metrics.ts';

const path = (name: string) => fileURLToPath(new URL(`../${name}`, import.meta.url));
const RULES = path('docs/deployment/alerts.yml');
const TESTS = path('test/deployment/alerts.yml');
const { groups } = parse(readFileSync(RULES, 'utf8')) as {
  groups: { rules: { alert: string; expr: string }[] }[];
};
const rules = groups.flatMap((group) => group.rules);

// `.ci/promtool` fetches it.
const promtool = process.env.PROMTOOL ?? 'promtool';
const hasPromtool = spawnSync(promtool, ['--version']).status === 0;
const run = (parts: readonly string[], input = '') => spawnSync(promtool, parts, { encoding: 'utf8', input });

/** What `GET /metrics` says before anything has happened. */
async function metricsAtStart(): Promise<string> {
  const token = 'a-token-for-the-tests';
  const { route } = createMetrics(token, {
    outbox: { counts: async () => ({ waiting: 0, undeliverable: 0 }) },
    log: { failures: 0, lost: 0 },
    clauses: () => 1,
    waiting: () => 0,
  });
  const server = await startHttpServer([route], { host: '127.0.0.1', port: 0 }, () => {});
  try {
    const headers = { authorization: `Bearer ${token}` };
    return await (await fetch(`${server.url}/metrics`, { headers })).text();
  } finally {
    await server.close();
  }
}

describe('the alerts', () => {
  it('look only at what a server shows', async () => {
    const shown = await metricsAtStart();
    const named = new Set(rules.flatMap(({ expr }) => expr.match(/\b(?:kitei|process)_[a-z_]+/g) ?? []));
    expect(named.size).toBeGreaterThan(8);
    for (const name of named) expect(shown).toContain(`# HELP ${name.replace(/_bucket$/, '')} `);
  });

  it('see the first event too: what they count begins at 0', async () => {
    const shown = await metricsAtStart();
    const counted = rules.flatMap(({ expr }) => expr.match(/kitei_[a-z_]+_total(?=\{)/g) ?? []);
    expect(new Set(counted).size).toBe(2);
    for (const name of counted) expect(shown).toMatch(new RegExp(`^${name}\\{.*\\} 0$`, 'm'));
  });

  it('are explained, each of them, in docs/operations.md', () => {
    const documentation = readFileSync(path('docs/operations.md'), 'utf8');
    for (const { alert } of rules) expect(documentation).toContain(`| \`${alert}\``);
  });

  it('are each tried where all is well', () => {
    const { tests } = parse(readFileSync(TESTS, 'utf8')) as {
      tests: { alert_rule_test?: { alertname: string }[] }[];
    };
    const tried = tests[0]?.alert_rule_test?.map(({ alertname }) => alertname).sort();
    expect(tried).toEqual(rules.map(({ alert }) => alert).sort());
  });

  it.skipIf(!hasPromtool)('fire for what they are for, and are silent where all is well', () => {
    for (const parts of [
      ['check', 'rules', RULES],
      ['test', 'rules', TESTS],
    ]) {
      const { status, stdout, stderr } = run(parts);
      expect(status, stdout + stderr).toBe(0);
    }
  });

  it.skipIf(!hasPromtool)('read figures that Prometheus reads without a word', async () => {
    const own = (await metricsAtStart()).split('\n').filter((line) => /^(?:# \w+ )?kitei_/.test(line));
    const { status, stdout, stderr } = run(['check', 'metrics'], `${own.join('\n')}\n`);
    expect([status, stdout, stderr]).toEqual([0, '', '']);
  });
});
