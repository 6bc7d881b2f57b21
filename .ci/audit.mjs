// Asks the npm registry for known vulnerabilities of production packages; fails on one that is high or critical and
// not in audit-accepted.json. A registry that cannot be asked is said plainly and fails nothing.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { judgeAudit } from './audit-report.mjs';

const { stdout, stderr } = spawnSync('npm', ['audit', '--omit=dev', '--json'], { encoding: 'utf8' });
const accepted = JSON.parse(readFileSync(new URL('audit-accepted.json', import.meta.url), 'utf8'));
let report = null;
try {
  report = JSON.parse(stdout);
} catch {}
const judged = judgeAudit(report, accepted, new Date().toISOString().slice(0, 10));
if (judged === null) {
  const reason = report?.message ?? stderr.trim().split('\n').at(-1);
  console.log(`NOT AUDITED: the registry's audit endpoint did not answer with a report (${reason})`);
} else {
  for (const note of judged.notes) console.log(note);
  for (const failure of judged.failures) console.error(`vulnerable: ${failure}`);
  console.log(`${judged.failures.length} advisories to mend, ${judged.notes.length} to know of`);
  process.exitCode = judged.failures.length > 0 ? 1 : 0;
}
