import type { Answer, Citation, Verdict } from '../../src/domain/answer.ts';
import { isGrounded } from '../../src/domain/answer.ts';
import type { Language } from '../../src/domain/policy.ts';
import { loadMorphology } from '../../src/retrieval/morphology.ts';
import { detectLanguage } from '../../src/retrieval/text.ts';
import { type Brief, briefOf } from '../../src/writing/brief.ts';
import type { Draft } from '../../src/writing/draft.ts';
import { statementReader } from '../../src/writing/read-statements.ts';
import type { StatementReader } from '../../src/writing/statement.ts';

/** A clause of a test: label, words, heading. */
export type SampleClause = readonly [label: string, text: string, title?: string];

/** What rules have found for a question, and clauses to word it from. */
export interface Sample {
  readonly question: string;
  readonly verdict: Verdict;
  readonly approver?: string;
  readonly conditions?: readonly string[];
  readonly cited: readonly SampleClause[];
  readonly near?: readonly SampleClause[];
}

/** A sentence with the keys of the clauses it rests on; a key alone quotes the whole clause. */
export type SampleSentence = readonly [text: string, ...rests: (string | readonly [string, string])[]];

const TITLES: Readonly<Record<Language, string>> = {
  ja: '情報機器取扱規程',
  en: 'Workplace Equipment Policy',
};

/** A sample with wordings of it that are true. */
export interface HonestSample extends Sample {
  readonly wordings: readonly (readonly SampleSentence[])[];
}

function citationOf([label, text, title = '']: SampleClause, language: Language): Citation {
  return {
    clauseId: `p/${label}`,
    document: 'p',
    documentTitle: TITLES[language],
    version: '1',
    clause: label,
    title,
    quote: text,
    start: 0,
    end: text.length,
  };
}

export function answerOf(sample: Sample): Answer {
  const language = detectLanguage(sample.question);
  const { verdict, approver = null, conditions = [] } = sample;
  const citations = sample.cited.map((clause) => citationOf(clause, language));
  const base = {
    text: language === 'ja' ? '規則による文です。' : 'The words of the rules.',
    language,
    conditions,
    approver,
    related: (sample.near ?? []).map((clause) => citationOf(clause, language)),
    next: null,
    contact: {
      id: 'c',
      name: language === 'ja' ? '情報管理課' : 'Service Desk',
      reach: null,
      source: 'contacts' as const,
    },
    confidence: 0.9,
    generation: 'g1',
  };
  return isGrounded(verdict)
    ? { ...base, verdict, citations: citations as [Citation, ...Citation[]] }
    : { ...base, verdict, citations };
}

export function briefFor(sample: Sample): Brief {
  const brief = briefOf({
    question: sample.question,
    conversation: [],
    intent: 'permission',
    answer: answerOf(sample),
  });
  if (brief === null) throw new Error(`No brief for ${sample.question}`);
  return brief;
}

export function draftOf(sample: Sample, sentences: readonly SampleSentence[], verdict?: string): Draft {
  const clauses = [...sample.cited, ...(sample.near ?? [])];
  return {
    verdict: verdict ?? sample.verdict,
    sentences: sentences.map(([text, ...rests]) => ({
      text,
      rests: rests.map((rest) => {
        if (typeof rest !== 'string') return { clause: rest[0], quote: rest[1] };
        return { clause: rest, quote: clauses[Number(rest.slice(1)) - 1]?.[1] ?? '' };
      }),
    })),
  };
}

export async function wordsOf(language: Language): Promise<StatementReader> {
  return statementReader(language, await loadMorphology());
}
