import type { Clause, PolicyDocument } from './policy.ts';

/** What deciding about force needs to know of a document. */
export type DatedVersion = Pick<PolicyDocument, 'id' | 'version' | 'effectiveDate'>;

/**
 * The version of each document that is in force on a day: the one with the latest effective date not after it.
 * A version without a date has always been in force, so any dated version in force supersedes it; of equal dates the
 * higher version wins. A document of which no version is in force yet is left out. Keeps the given order.
 *
 * @param asOf ISO date (`2026-04-01`), or a timestamp of which the date counts.
 */
export function inForce<D extends DatedVersion>(documents: readonly D[], asOf: string): readonly D[] {
  const day = isoDay(asOf);
  const latest = new Map<string, D>();
  for (const document of documents) {
    if (!hasBegun(document, day)) continue;
    const rival = latest.get(document.id);
    if (rival === undefined || compareVersions(rival, document) < 0) latest.set(document.id, document);
  }
  return documents.filter((document) => latest.get(document.id) === document);
}

/** The versions that come into force after a day, in the given order. */
export function pending<D extends DatedVersion>(documents: readonly D[], asOf: string): readonly D[] {
  const day = isoDay(asOf);
  return documents.filter((document) => !hasBegun(document, day));
}

/** A filter for `RetrieveOptions.clauses`: whether a clause belongs to one of these document versions. */
export function clausesOf(
  documents: readonly DatedVersion[],
): (clause: Pick<Clause, 'documentId' | 'documentVersion'>) => boolean {
  const versionsById = new Map<string, Set<string>>();
  for (const { id, version } of documents) {
    const versions = versionsById.get(id);
    if (versions === undefined) versionsById.set(id, new Set([version]));
    else versions.add(version);
  }
  return (clause) => versionsById.get(clause.documentId)?.has(clause.documentVersion) ?? false;
}

/**
 * Orders versions of one document from older to newer: by effective date (none first), then by version, reading
 * runs of digits as numbers (`1.9` before `1.10`).
 */
export function compareVersions(a: DatedVersion, b: DatedVersion): number {
  const [left, right] = [a.effectiveDate ?? '', b.effectiveDate ?? ''];
  if (left !== right) return left < right ? -1 : 1;
  return a.version.localeCompare(b.version, 'en', { numeric: true });
}

/** The day of a moment by this machine's clock and time zone, as an ISO date. */
export function dayOf(moment: Date): string {
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${moment.getFullYear()}-${pad(moment.getMonth() + 1)}-${pad(moment.getDate())}`;
}

function hasBegun(document: DatedVersion, day: string): boolean {
  return document.effectiveDate === null || document.effectiveDate <= day;
}

function isoDay(date: string): string {
  const day = /^\d{4}-\d{2}-\d{2}(?=$|T)/.exec(date)?.[0];
  if (day === undefined) throw new RangeError(`"${date}" is not an ISO date such as 2026-04-01.`);
  return day;
}
