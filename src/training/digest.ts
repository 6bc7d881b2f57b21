import { isGrounded } from '../domain/answer.ts';
import type { Language, PolicyDocument } from '../domain/policy.ts';
import { loadMorphology } from '../retrieval/morphology.ts';
import { detectLanguage } from '../retrieval/text.ts';
import { clauseCoverage } from './coverage.ts';
import { localDay } from './days.ts';
import { type DigestContent, digestWords } from './digest-words.ts';
import type { Gap } from './gap.ts';
import { findGaps } from './gaps.ts';
import { isAboutPolicy, type TrainingRecord, type TrainingRecords } from './training-record.ts';
import { WordReader } from './wording.ts';
import { WordingSafety } from './wording-safety.ts';

/** How a digest is made. */
export interface DigestOptions {
  readonly documents: readonly PolicyDocument[];
  /** ISO timestamps: from when to when is reported on. */
  readonly from: string;
  readonly now: string;
  readonly smallestGroup: number;
  readonly language: Language;
}

/** How many things of a kind a digest names. */
const NAMED = 3;

/**
 * A week, or another time, as it may be told to all staff: how much was asked and answered, what was asked about most,
 * what is open and what is settled. It names no department and nobody; topics appear only where at least
 * `smallestGroup` known people asked, wordings only where they are safe to show (`WordingSafety`). A topic is told once.
 *
 * @param records those of the weeks before as well (12 weeks say enough), so that what is new can be told.
 */
export async function digestOf(records: TrainingRecords, options: DigestOptions): Promise<DigestContent> {
  const { documents, from, now, smallestGroup, language } = options;
  const all: TrainingRecord[] = [];
  for await (const record of records) {
    if (record.askedAt < now && isAboutPolicy(record)) all.push(record);
  }
  const week = all.filter(({ askedAt }) => askedAt >= from);
  const people = new Set(week.flatMap(({ asker }) => asker ?? [])).size;
  const answered = week.filter(({ verdict }) => verdict !== 'failed' && isGrounded(verdict)).length;

  const coverage = await clauseCoverage(week, { documents, now, smallestGroup });
  const report = await findGaps(all, { documents, now, smallestGroup });
  const safety = new WordingSafety(new WordReader(await loadMorphology()), smallestGroup);
  for (const record of all) safety.add(record);
  const words = digestWords(language);
  const topic = (gap: Gap) => {
    const safe = gap.samples.filter((sample) => safety.isSafe(sample));
    const own = safe.find((sample) => detectLanguage(sample) === language);
    if (own !== undefined) return words.question(own);
    const clause = gap.clauses[0];
    if (gap.type !== 'policy' && clause !== undefined) return words.clause(clause);
    return safe[0] === undefined ? null : words.question(safe[0]);
  };
  const tellable = report.gaps.filter((gap) => gap.people >= smallestGroup);
  const told = new Set<string>();
  const topics = (gaps: readonly Gap[]) => {
    const fresh = [...new Set(gaps.flatMap((gap) => topic(gap) ?? []))].filter((one) => !told.has(one));
    const named = fresh.slice(0, NAMED);
    for (const one of named) told.add(one);
    return named;
  };
  const open = tellable.filter(({ status }) => status !== 'closed');
  return {
    from: localDay(from),
    to: localDay(Date.parse(now) - 1),
    questions: week.length,
    people: people >= smallestGroup ? people : null,
    answered: week.length === 0 ? null : answered / week.length,
    mostAsked: coverage.clauses
      .filter((clause) => clause.inForce && clause.people >= smallestGroup && clause.answered > 0)
      .slice(0, NAMED)
      .map((clause) => ({ clause: words.clause(clause), people: clause.people })),
    unanswered: topics(open.filter(({ type }) => type === 'policy' || type === 'retrieval')),
    unclear: topics(open.filter(({ type }) => type === 'wording')),
    fresh: topics(
      open.filter(({ status }) => status === 'new' || status === 'growing' || status === 'reopened'),
    ),
    settled: topics(tellable.filter(({ status }) => status === 'closed')),
  };
}
