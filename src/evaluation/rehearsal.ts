import type { Answer } from '../domain/answer.ts';
import type { Turn } from '../domain/conversation.ts';
import type { LoggedQuestion } from '../domain/question-record.ts';
import type { FailedCheck, Flip, FlipAspect, Rehearsal } from '../domain/rehearsal.ts';
import { normaliseText } from '../retrieval/text.ts';
import type { CheckQuestion } from './check-questions.ts';

/** Anything that answers: the generation served now, or a draft. */
export interface Rehearsing {
  ask(request: {
    readonly text: string;
    readonly conversation: readonly Turn[];
  }): Promise<{ readonly answer: Answer }>;
}

/** A question to rehearse, with how often it counts. */
interface Rehearsed {
  readonly text: string;
  readonly conversation: readonly Turn[];
  readonly source: Flip['source'];
  readonly ids: string[];
  readonly people: Set<string>;
}

/**
 * Asks golden questions and logged ones of the generation served now and of a draft, and lists every answer that
 * differs in what people would do: the verdict, the approver, or the clause it rests on. Equal questions are asked
 * once and count the people who asked them; records without wording take no part.
 */
export async function rehearse(
  served: Rehearsing,
  draft: Rehearsing,
  material: { readonly checks: readonly CheckQuestion[]; readonly records: AsyncIterable<LoggedQuestion> },
  onProgress?: (done: number, total: number) => void,
): Promise<Rehearsal> {
  const questions = [
    ...material.checks.map(
      ({ id, question }): Rehearsed => ({
        text: question,
        conversation: [],
        source: 'golden',
        ids: [id],
        people: new Set(),
      }),
    ),
    ...(await distinctQuestions(material.records)),
  ];
  const checks = new Map(material.checks.map((check) => [check.id, check]));
  const flips: Flip[] = [];
  const failed: FailedCheck[] = [];
  for (const [index, { text, conversation, source, ids, people }] of questions.entries()) {
    const { answer: before } = await served.ask({ text, conversation });
    const { answer: after } = await draft.ask({ text, conversation });
    const aspects = flippedAspects(before, after);
    if (aspects.length > 0) {
      flips.push({ question: text, source, aspects, before, after, ids, people: people.size });
    }
    const check = source === 'golden' ? checks.get(ids[0] as string) : undefined;
    if (check?.accept.has(before.verdict) && !check.accept.has(after.verdict)) {
      failed.push({ id: check.id, question: text, expected: [...check.accept], found: after.verdict });
    }
    onProgress?.(index + 1, questions.length);
  }
  flips.sort((a, b) => b.people - a.people || b.ids.length - a.ids.length);
  return { questions: questions.length, flips, failed };
}

/** In which respects two answers to one question send people different ways. */
export function flippedAspects(before: Answer, after: Answer): readonly FlipAspect[] {
  const aspects: FlipAspect[] = [];
  if (before.verdict !== after.verdict) aspects.push('verdict');
  if (normaliseText(before.approver ?? '') !== normaliseText(after.approver ?? '')) aspects.push('approver');
  const places = new Set(after.citations.map(({ document, clause }) => `${document}/${clause}`));
  const quotes = new Set(after.citations.map(({ quote }) => quote));
  const kept = before.citations.some(
    ({ document, clause, quote }) => places.has(`${document}/${clause}`) || quotes.has(quote),
  );
  if (before.citations.length > 0 && !kept) aspects.push('clause');
  return aspects;
}

/** Logged questions, equal ones together. A follow-up is equal to another where what it follows is equal, too. */
async function distinctQuestions(records: AsyncIterable<LoggedQuestion>): Promise<readonly Rehearsed[]> {
  const turns = new Map<string, Turn>();
  const distinct = new Map<string, Rehearsed>();
  for await (const { id, question, answer, asker, followUpOf } of records) {
    if (question === null || answer === null) continue;
    turns.set(id, { question, answer });
    const before = followUpOf === null ? undefined : turns.get(followUpOf);
    // Without what it follows, a follow-up means nothing.
    if (followUpOf !== null && before === undefined) continue;
    const key = [before?.question ?? '', question].map(normaliseText).join('\n');
    const known = distinct.get(key) ?? {
      text: question,
      conversation: before === undefined ? [] : [before],
      source: 'log' as const,
      ids: [],
      people: new Set<string>(),
    };
    known.ids.push(id);
    if (asker !== null) known.people.add(asker);
    distinct.set(key, known);
  }
  return [...distinct.values()];
}
