/**
 * What `npm audit --json` found in production packages, judged. `failures`: advisories high or critical that nobody
 * accepted, or whose acceptance is over; `notes`: the others, accepted ones with their reasons, and acceptances that
 * nothing needs any more. Null where the answer is no report: the registry was not reached, or does not audit.
 *
 * @param accepted `{advisory, reason, until}` each: `GHSA-…`, why it does no harm here, and the last day (YYYY-MM-DD).
 * @param today YYYY-MM-DD.
 */
export function judgeAudit(report, accepted, today) {
  if (report?.auditReportVersion !== 2 || typeof report.vulnerabilities !== 'object') return null;
  const found = new Map(
    Object.values(report.vulnerabilities)
      .flatMap(({ via }) => via)
      // Text names a package that is vulnerable only through another one, which is there itself.
      .filter((cause) => typeof cause === 'object')
      .map(({ name, severity, title, url }) => [url.split('/').at(-1), { name, severity, title }]),
  );
  const failures = [];
  const notes = [];
  for (const [advisory, { name, severity, title }] of found) {
    const line = `${advisory} ${severity} ${name}: ${title}`;
    const acceptance = accepted.find((one) => one.advisory === advisory);
    if (severity !== 'high' && severity !== 'critical') notes.push(line);
    else if (acceptance === undefined) failures.push(line);
    else if (acceptance.until < today) failures.push(`${line} (accepted until ${acceptance.until})`);
    else notes.push(`${line} (accepted until ${acceptance.until}: ${acceptance.reason})`);
  }
  for (const { advisory } of accepted)
    if (!found.has(advisory)) notes.push(`${advisory} is accepted and no longer found: remove it`);
  return { failures, notes };
}
