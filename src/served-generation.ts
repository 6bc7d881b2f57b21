import { type Answered, type AnswerSources, answerQuestion } from './answering/answer-question.ts';
import { ClauseTree } from './answering/clause-tree.ts';
import { withUpcomingChanges } from './answering/pending-changes.ts';
import type { BridgeSwitch } from './bridge-switch.ts';
import { readableBy } from './domain/access.ts';
import type { Turn } from './domain/conversation.ts';
import { clausesOf, dayOf, inForce } from './domain/in-force.ts';
import type { PolicyDocument } from './domain/policy.ts';
import type { RetrieveOptions } from './domain/retrieval.ts';
import type { Understanding } from './domain/understanding.ts';
import { KiteiError } from './errors.ts';
import type { OpenGeneration } from './indexing/served-content.ts';

/** A question as a channel hands it over. */
export interface AskRequest {
  readonly text: string;
  /** What was said before in the same conversation, oldest first. */
  readonly conversation?: readonly Turn[];
  /** ISO date: answer from the documents in force on that day; today unless told. */
  readonly asOf?: string;
  /** Groups of the asker, or of everybody who will read the answer; none unless told. */
  readonly groups?: readonly string[];
  /** Retrieval channels and parts of understanding left out, for measuring. */
  readonly without?: readonly string[];
}

/** Combinations of a day and groups that are kept at hand. */
const VIEWS = 32;

/** What one group of people may read on a day. */
interface View {
  readonly sources: AnswerSources;
  /** Whether a clause is in force and may be read. */
  readonly within: NonNullable<RetrieveOptions['clauses']>;
  /** Every version that may be read. */
  readonly readable: readonly PolicyDocument[];
}

/** A generation that questions are answered from. */
export interface ServedGeneration {
  readonly opened: OpenGeneration;
  /** @throws KiteiError `question.invalid`. */
  ask(request: AskRequest): Promise<Answered>;
}

/** Answers from one generation, what is in force on a day and may be read by somebody in some groups. */
export function servedGeneration(
  opened: OpenGeneration,
  bridges: BridgeSwitch,
  understanding: Understanding | null = null,
): ServedGeneration {
  const { index, contacts, generation, documents } = opened;
  const views = new Map<string, View>();
  const on = (day: string, groups: readonly string[]): View => {
    const key = [day, ...groups].join('\n');
    const known = views.get(key);
    if (known !== undefined) return known;
    // A version that is superseded stays so, whether the newer one may be read or not.
    const valid = readableBy(inForce(documents, day), groups);
    const tree = new ClauseTree(valid);
    const sources = { index, tree, contacts, generation: generation.id, understanding };
    const view = { sources, within: clausesOf(valid), readable: readableBy(documents, groups) };
    if (views.size >= VIEWS) views.clear();
    views.set(key, view);
    return view;
  };
  const all = new ClauseTree(documents);
  return {
    opened,
    async ask({ text, conversation = [], asOf = dayOf(new Date()), groups = [], without = [] }) {
      requireDay(asOf);
      const { sources, within, readable } = on(asOf, groups);
      const answered = await bridges.ask((off) =>
        answerQuestion(text, conversation, sources, { clauses: within, without: [...without, ...off] }),
      );
      const answer = withUpcomingChanges(answered.answer, all, readable, asOf);
      return { ...answered, answer };
    },
  };
}

function requireDay(asOf: string): void {
  const day = /^\d{4}-\d{2}-\d{2}(?=$|T)/.exec(asOf)?.[0] ?? '';
  const date = new Date(`${day}T00:00:00Z`);
  if (!Number.isNaN(date.getTime()) && date.toISOString().startsWith(day)) return;
  throw new KiteiError(
    'question.invalid',
    `日付として読めません: "${asOf}"。 / "${asOf}" is not a day.`,
    '2026-04-01 のように書いてください。 / Write a day such as 2026-04-01.',
  );
}
