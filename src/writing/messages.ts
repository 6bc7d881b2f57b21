import type { ChatMessage } from '../domain/chat-model.ts';
import type { Brief } from './brief.ts';
import type { Problem, ProblemCode } from './problem.ts';
import { INSTRUCTIONS, REPAIR } from './prompts/writer-1.ts';

export { VERSION as PROMPT_VERSION } from './prompts/writer-1.ts';

/** What the model is asked. Clauses and questions are JSON inside marks, so that nothing in them can close a mark. */
export function firstMessages(brief: Brief): readonly ChatMessage[] {
  const { answer, sources, questions, language } = brief;
  const finding = {
    verdict: answer.verdict,
    conditions: answer.conditions,
    approver: answer.approver,
    contact: answer.contact?.name ?? null,
  };
  const clauses = sources.map(({ key, citation, decides }) => ({
    id: key,
    document: citation.documentTitle,
    label: citation.clause,
    title: citation.title,
    text: citation.quote,
    decides,
  }));
  return [
    { role: 'system', content: INSTRUCTIONS[language] },
    {
      role: 'user',
      content: [
        marked('finding', finding),
        marked('clauses', clauses),
        marked('conversation', questions.slice(0, -1)),
        marked('question', questions.at(-1) ?? ''),
      ].join('\n'),
    },
  ];
}

/** What the model is asked once more, with what was wrong. */
export function repairMessages(
  brief: Brief,
  draft: string,
  problems: readonly Problem[],
): readonly ChatMessage[] {
  const { before, after } = REPAIR[brief.language];
  const reasons = problems.map((problem) => `- ${reasonOf(problem)}`);
  return [
    ...firstMessages(brief),
    { role: 'assistant', content: draft.slice(0, LONGEST_DRAFT) },
    { role: 'user', content: [before, ...reasons, after].join('\n') },
  ];
}

/** More of a draft than this is not shown again, in UTF-16 units. */
const LONGEST_DRAFT = 4_000;
const LONGEST_DETAIL = 160;

function marked(name: string, data: unknown): string {
  return `<${name}>${JSON.stringify(data).replaceAll('<', '\\u003c').replaceAll('>', '\\u003e')}</${name}>`;
}

function reasonOf({ code, sentence, detail }: Problem): string {
  const at = sentence === null ? '' : `sentences[${sentence}]: `;
  const shown = detail === '' ? '' : ` (${JSON.stringify(detail.slice(0, LONGEST_DETAIL))})`;
  return `${at}${REASONS[code]}${shown}`;
}

const REASONS: Readonly<Record<ProblemCode, string>> = {
  malformed: 'not the JSON asked for',
  too_long: 'too long, or too many sentences',
  format: 'markup, links, addresses, line breaks and emoji are not allowed',
  language: 'not in the language of the question',
  verdict_looser: 'verdict is more permissive than the finding; it must be the same',
  verdict_changed: 'verdict is not that of the finding; it must be the same',
  verdict_not_stated: 'the first sentence does not say the outcome of the finding, with its condition',
  quote_missing: 'rests on no quote',
  quote_too_short: 'quote too short; copy the whole sentence of the clause',
  quote_unknown_clause: 'no such clause id',
  quote_not_in_clause: 'quote is not an exact, unbroken part of the clause it names',
  wrong_place: 'names a clause or document that its quotes are not from',
  strange_word: 'says something that its quotes do not say',
  strange_number: 'number, amount or limit that its quotes do not have',
  strange_name: 'office or body that its quotes do not name so',
  says_nothing: 'has no word of its quotes; say what they say',
  contrary: 'turns round what its quotes say',
  looser_than_clause:
    'permits or frees from more than its quotes do; quote the sentence that permits, or leave it out',
  stronger_than_clause: 'forbids or requires what its quotes do not',
  unconditional: 'leaves out a condition, limit or other word without which its quote would reach further',
  approver_left_out: 'the approver is not named as the finding names it',
};
