import type { Revision } from '../domain/policy.ts';
import { type FoundDate, findDates } from './dates.ts';
import type { UnfiledClause } from './read-clauses.ts';

const EVENT =
  /制定|策定|作成|改定|改訂|改正|改版|見直し|施行|発行|公布|告示|訓令|初版|第[0-9０-９一二三四五六七八九十]+版|(?:条例|規則|規程|要綱|法律|政令|省令)第.{1,8}号|revis|amend|updat|issued|adopt|approv|effective|publish|version|created|initial/i;
const IN_FORCE_JA = /から(?:これを)?(?:施行|実施|適用|運用)(?:する|します|した|しました|している)/;
const IN_FORCE_EN = /\b(?:effective(?:\s+date)?|in force|comes? into (?:force|effect)|takes? effect)\b/i;

/** Dates of revision and of coming into force stand in short lines and sentences. */
const LONGEST_LINE = 200;

/**
 * Revision history, oldest first: dated lines on the cover and in revision tables. A year alone is part of a law's
 * name and no revision; neither are the dates inside clauses.
 */
export function readRevisions(clauses: readonly UnfiledClause[]): readonly Revision[] {
  const revisions = new Map<string, Revision>();
  for (const clause of clauses) {
    if (clause.kind !== 'front_matter' && clause.kind !== 'history') continue;
    for (const line of [clause.title, ...clause.text.split('\n')]) {
      if (line.length > LONGEST_LINE || /(?:する|した|します|ました)。/.test(line)) continue;
      const dates = findDates(line).filter((date) => date.parts.length > 1 && !isPlanned(line, date));
      if (
        dates.length === 0 ||
        (clause.kind === 'front_matter' && !EVENT.test(line) && dates[0]?.start !== 0)
      )
        continue;
      dates.forEach((date, index) => {
        const text =
          dates.length === 1
            ? line
            : line.slice(index === 0 ? 0 : date.start, dates[index + 1]?.start).trim();
        if (!revisions.has(date.iso)) revisions.set(date.iso, { date: date.iso, text });
      });
    }
  }
  return [...revisions.values()].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}

/** 次回見直し, “next review”: a date that lies ahead. */
function isPlanned(line: string, date: FoundDate): boolean {
  const around = line.slice(Math.max(0, date.start - 24), date.end + 8);
  return (
    /次回|見直し(?:予定|期限)|改[定訂正](?:予定|期限)|next|(?:review|expiry)(?: date| due)?\W*$|due/i.test(
      around.slice(0, Math.min(24, date.start)),
    ) || /予定/.test(line.slice(date.end, date.end + 8))
  );
}

/**
 * The date from which the text is in force: the latest 「…から施行する」 of the supplements, the cover or the last
 * clause, or the newest revision where that is later. Null where the text says neither; year-month where a revision
 * gives no day.
 */
export function readEffectiveDate(
  clauses: readonly UnfiledClause[],
  revisions: readonly Revision[],
): string | null {
  let latest: string | null = null;
  for (const clause of clauses) {
    if (clause.kind !== 'front_matter' && clause.kind !== 'history' && clause.kind !== 'supplementary') {
      if (!/施行|effective|in force/i.test(clause.title) && clause !== clauses.at(-1)) continue;
    }
    for (const sentence of clause.text.split(/(?<=。)|\n/)) {
      // A proviso dates single clauses, not the text.
      if (sentence.length > LONGEST_LINE || /^(?:ただし|except)/i.test(sentence)) continue;
      const verb = IN_FORCE_JA.exec(sentence) ?? IN_FORCE_EN.exec(sentence);
      if (!verb) continue;
      const dates = findDates(sentence).filter((date) => date.parts.length === 3);
      const date = verb[0].startsWith('から')
        ? dates.filter((each) => each.end <= verb.index).at(-1)
        : dates[0];
      if (date && (latest === null || date.iso > latest)) latest = date.iso;
    }
  }
  const newest = revisions.at(-1)?.date ?? null;
  return latest !== null && (newest === null || latest >= newest) ? latest : newest;
}
