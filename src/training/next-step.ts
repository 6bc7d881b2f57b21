import type { Clause } from '../domain/policy.ts';
import type { AskedQuestion } from './asked-question.ts';
import { peopleAmong } from './asked-record.ts';
import type { ClauseDirectory, ClauseKey } from './clause-directory.ts';
import type { NextStep } from './gap.ts';
import type { GapType } from './gap-type.ts';
import type { JudgedRecord } from './outcome.ts';
import { inPhrases } from './typical-wording.ts';
import type { Word, WordReader } from './wording.ts';

/** What the suggestion is made from. */
export interface StepSources {
  readonly type: GapType;
  readonly questions: readonly AskedQuestion[];
  readonly judged: readonly JudgedRecord[];
  /** The clause the gap is about; for a retrieval gap the one that should have been found. */
  readonly clause: ClauseKey | null;
  /** Words that tell the gap from others. */
  readonly words: readonly string[];
  readonly rarity: (term: string) => number;
  /** Questions of the whole log that a clause answered. */
  readonly answeredFrom: (clause: ClauseKey) => readonly AskedQuestion[];
}

/** How many words of people are put to a word of the clause. */
const SAID = 3;
/** How many words describe a topic. */
const TOPIC_WORDS = 3;

/** The step that would close a gap: a course, a clause, a vocabulary entry, a rewriting. */
export function nextStep(sources: StepSources, directory: ClauseDirectory, reader: WordReader): NextStep {
  const { type, clause: key } = sources;
  const clause = key === null ? null : directory.name(key);
  const words = sources.words.slice(0, TOPIC_WORDS);
  switch (type) {
    case 'training':
      return { kind: 'course', clause, words };
    case 'policy':
      return { kind: 'add_clause', words, near: clause };
    case 'wording':
      return { kind: 'rewrite_clause', clause, words };
    case 'retrieval': {
      const current = key === null ? undefined : directory.current(key);
      const pair = current === undefined ? null : vocabularyPair(current, sources, directory, reader);
      return pair === null || clause === null
        ? { kind: 'add_check', clause, words }
        : { kind: 'add_vocabulary', ...pair, clause };
    }
  }
}

/**
 * The words that people use and the clause lacks, and the clause's own for them. The first is what most of the unanswered
 * share (nouns; verbs where they share none), weighted by rarity; the second what questions that found the clause share
 * with it, or else the noun of its heading or text that the fewest clauses have. Both are shown as the phrases they stand in.
 */
function vocabularyPair(
  clause: Clause,
  { questions, judged, rarity, answeredFrom }: StepSources,
  directory: ClauseDirectory,
  reader: WordReader,
): { say: readonly string[]; policy: string } | null {
  const unanswered = new Set(
    judged.filter(({ outcome }) => outcome === 'missed' || outcome === 'silent').map(({ asked }) => asked),
  );
  const isUnanswered = ({ records }: AskedQuestion) => records.some((asked) => unanswered.has(asked));
  const title = directory.name(`${clause.documentId}/${clause.label}`).title;
  const own = [...reader.read(title), ...reader.read(clause.text)];
  const inClause = new Set(own.map(({ term }) => term));
  const failing = questions.filter(isUnanswered);
  const said = tally(failing, ({ term, noun }) => (noun && !inClause.has(term) ? rarity(term) : 0));
  const done = tally(failing, ({ term, noun }) => (noun || inClause.has(term) ? 0 : rarity(term)));
  const rare = new Map(
    own.map(({ term, base, noun }) => [term, noun ? rarityAmongClauses(base, directory) : 0]),
  );
  const shared = tally(
    answeredFrom(`${clause.documentId}/${clause.label}`),
    ({ term }) => rare.get(term) ?? 0,
  );
  const official = shared[0] ?? rarestNoun(own, clause, directory);
  const say = inPhrases(
    (said.length > 0 ? said : done).slice(0, SAID),
    failing.flatMap(({ wording }) => wording ?? []),
    reader,
  );
  const [policy] = official === undefined ? [] : inPhrases([official], [title, clause.text], reader);
  return say.length === 0 || policy === undefined ? null : { say, policy };
}

/** Words of questions, the highest sum of `weight` over people first; those of no weight left out. */
function tally(questions: readonly AskedQuestion[], weight: (word: Word) => number): Word[] {
  const sums = new Map<string, { word: Word; sum: number }>();
  for (const { words, records } of questions) {
    const voices = peopleAmong(records);
    const seen: string[] = [];
    for (const word of words) {
      if (seen.includes(word.term)) continue;
      seen.push(word.term);
      const sum = sums.get(word.term) ?? { word, sum: 0 };
      sum.sum += weight(word) * voices;
      sums.set(word.term, sum);
    }
  }
  return [...sums.values()]
    .filter(({ sum }) => sum > 0)
    .sort((a, b) => b.sum - a.sum)
    .map(({ word }) => word);
}

/** The noun of the clause that the fewest clauses in force have; of equals the first, so that headings come first. */
function rarestNoun(
  own: readonly Word[],
  { definedTerms }: Clause,
  directory: ClauseDirectory,
): Word | undefined {
  const defined = definedTerms[0]?.term;
  if (defined !== undefined) return { term: defined, base: defined, noun: true };
  const nouns = new Map(
    own.filter(({ noun, base }) => noun && base.length > 1).map((word) => [word.term, word]),
  );
  const counted = [...nouns.values()].map((word) => ({
    word,
    rarity: rarityAmongClauses(word.base, directory),
  }));
  return counted.sort((a, b) => b.rarity - a.rarity)[0]?.word;
}

/** How few clauses in force have a word: `ln(N / n)`, 0 where all have it. */
function rarityAmongClauses(base: string, { clauses }: ClauseDirectory): number {
  const having = clauses.filter(({ text, title }) => text.includes(base) || title.includes(base)).length;
  return having === 0 ? 0 : Math.log(clauses.length / having);
}
