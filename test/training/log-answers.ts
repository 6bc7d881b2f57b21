import { isGrounded, type Verdict } from '../../src/domain/answer.ts';
import { inForce } from '../../src/domain/in-force.ts';
import type { Clause, PolicyDocument } from '../../src/domain/policy.ts';
import type {
  Escalation,
  Feedback,
  FeedbackReason,
  LoggedQuestion,
  Review,
  ReviewFinding,
} from '../../src/domain/question-record.ts';
import { detectLanguage } from '../../src/retrieval/text.ts';
import { anAnswer, quoting } from '../evaluation/examples.ts';
import { type Asking, pick } from './log-askings.ts';
import { ACCEPTABLE_USE, STANDARDS, type Topic } from './log-topic.ts';
import { PLANTED } from './log-topics.ts';

/** What the answer to an asking turned out to be. */
interface Given {
  readonly verdict: Verdict;
  readonly cited: readonly Clause[];
  readonly nature: 'right' | 'wrong_clause' | 'nothing_found' | 'nothing_there' | 'made_up';
}

/** Shares (0–1) of those who get an answer of a kind and then … */
interface Manners {
  readonly dislike: number;
  readonly like: number;
  readonly escalate: number;
  readonly review: number;
}

/** Clauses as they were in force when something was asked. */
export class PolicyOfTheDay {
  readonly #documents: readonly PolicyDocument[];
  readonly #byDay = new Map<string, ReadonlyMap<string, Clause>>();

  constructor(documents: readonly PolicyDocument[]) {
    this.#documents = documents;
  }

  /** The clauses in force on a day by `documentId/label`. */
  on(askedAt: string): ReadonlyMap<string, Clause> {
    const day = askedAt.slice(0, 10);
    let clauses = this.#byDay.get(day);
    if (clauses === undefined) {
      const current = inForce(this.#documents, day).flatMap((document) => document.clauses);
      clauses = new Map(current.map((clause) => [`${clause.documentId}/${clause.label}`, clause]));
      this.#byDay.set(day, clauses);
    }
    return clauses;
  }
}

/** Answers an asking as its topic has it, and lets people say what they think of it. */
export function answered(asking: Asking, policy: PolicyOfTheDay, random: () => number): LoggedQuestion {
  const clauses = policy.on(asking.askedAt);
  const given = answerTo(asking, clauses, random);
  const language = detectLanguage(asking.text);
  const { id, askedAt, topic } = asking;
  const versions = new Map(
    given.cited.map(({ documentId, documentVersion }) => [documentId, documentVersion]),
  );
  const asker = `pseudonym of ${asking.asker}`;
  const around = nearby(topic, clauses);
  return {
    id,
    askedAt,
    channel: 'slack',
    department: asking.department,
    asker,
    conversation: asking.conversation,
    followUpOf: asking.role === 'follow_up' ? asking.after : null,
    question: asking.text,
    language,
    intent: topic === null ? 'chitchat' : topic.id === 'virus' ? 'incident' : 'permission',
    answer: anAnswer(given.verdict, {
      text: 'An answer.',
      language,
      citations: given.cited.map(quoting) as [],
      generation: 'g1',
    }),
    verdict: given.verdict,
    cited: given.cited.map((clause) => clause.id),
    retrieved: [...given.cited, ...around.filter((clause) => !given.cited.includes(clause))]
      .slice(0, 5)
      .map((clause, place) => ({
        clauseId: clause.id,
        score: (given.cited.length > 0 ? 9 : 3) / (place + 1),
      })),
    generation: 'g1',
    documents: [...versions].map(([document, version]) => ({ id: document, version })),
    milliseconds: { total: 5 + Math.floor(random() * 20) },
    failure: null,
    ...reactions(asking, asker, given, clauses, random),
  };
}

function answerTo(
  { topic, role, findable, text }: Asking,
  clauses: ReadonlyMap<string, Clause>,
  random: () => number,
): Given {
  if (topic === null) return { verdict: 'chitchat', cited: [], nature: 'right' };
  if (topic.gap === 'policy') {
    return random() < 0.05
      ? { verdict: 'informational', cited: nearby(topic, clauses).slice(0, 1), nature: 'made_up' }
      : { verdict: 'not_stated', cited: [], nature: 'nothing_there' };
  }
  if (topic.gap === 'retrieval' && !findable && role !== 'follow_up') {
    return random() < 0.2
      ? { verdict: 'informational', cited: nearby(topic, clauses).slice(0, 1), nature: 'wrong_clause' }
      : { verdict: 'not_stated', cited: [], nature: 'nothing_found' };
  }
  return { verdict: topic.verdict, cited: answering(topic, text, clauses), nature: 'right' };
}

/** The clauses that answer a topic: those of the policy in the asker's language, where there is one. */
function answering({ clauses: named }: Topic, text: string, clauses: ReadonlyMap<string, Clause>): Clause[] {
  const english = named.filter(([document]) => document === ACCEPTABLE_USE);
  const others = named.filter(([document]) => document !== ACCEPTABLE_USE);
  const chosen = detectLanguage(text) === 'en' && english.length > 0 ? english : others;
  return chosen.map(([document, label]) => {
    const clause = clauses.get(`${document}/${label}`);
    if (clause === undefined) throw new Error(`${document} has no clause ${label}.`);
    return clause;
  });
}

const PLANTED_CLAUSES: ReadonlySet<string> = new Set(
  PLANTED.flatMap(({ clauses }) => clauses.map((names) => names.join('/'))),
);

/** Four clauses that the search brings up for a topic though they do not answer it, always the same ones. */
function nearby(topic: Topic | null, clauses: ReadonlyMap<string, Clause>): Clause[] {
  if (topic === null) return [];
  const others = [...clauses].flatMap(([key, clause]) =>
    clause.documentId === STANDARDS &&
    clause.kind === 'rule' &&
    clause.text !== '' &&
    !PLANTED_CLAUSES.has(key)
      ? [clause]
      : [],
  );
  const from =
    [...topic.id].reduce((sum, character) => sum * 31 + (character.codePointAt(0) as number), 7) %
    others.length;
  return [0, 1, 2, 3].map((step) => others[(from + step * 17) % others.length] as Clause);
}

function mannersOf(topic: Topic | null, { nature }: Given): Manners {
  if (topic === null) return { dislike: 0, like: 0, escalate: 0, review: 0 };
  switch (nature) {
    case 'nothing_there':
      return { dislike: 0.15, like: 0.01, escalate: 0.2, review: 0.08 };
    case 'nothing_found':
      return { dislike: 0.25, like: 0, escalate: 0.1, review: 0.15 };
    case 'wrong_clause':
      return { dislike: 0.6, like: 0.01, escalate: 0.05, review: 0.2 };
    case 'made_up':
      return { dislike: 0.5, like: 0, escalate: 0.05, review: 0.5 };
    case 'right':
      return topic.gap === 'wording'
        ? { dislike: 0.35, like: 0.08, escalate: 0.1, review: 0.04 }
        : { dislike: 0.03, like: 0.15, escalate: 0.01, review: 0.03 };
  }
}

function reactions(
  { id, askedAt, topic, text }: Asking,
  asker: string,
  given: Given,
  clauses: ReadonlyMap<string, Clause>,
  random: () => number,
): Pick<LoggedQuestion, 'feedback' | 'escalation' | 'review'> {
  const manners = mannersOf(topic, given);
  const later = (minutes: number) => new Date(Date.parse(askedAt) + minutes * 60_000).toISOString();
  const opinion = random();
  const helpful = opinion >= manners.dislike;
  const feedback: Feedback[] =
    opinion < manners.dislike + manners.like
      ? [
          {
            recordId: id,
            asker,
            at: later(2),
            helpful,
            reason: helpful ? null : reasonFor(given, random),
            comment: null,
          },
        ]
      : [];
  const replied = random() < 0.6;
  const escalation: Escalation | null =
    random() < manners.escalate
      ? {
          recordId: id,
          at: later(4),
          contact: 'security-policy',
          status: replied ? 'answered' : 'sent',
          reply: replied ? '担当で確認しました。' : null,
          repliedAt: replied ? later(180) : null,
        }
      : null;
  const review: Review | null =
    random() < manners.review
      ? {
          recordId: id,
          at: later(2 * 24 * 60),
          reviewer: 'trainer',
          finding: findingOf(given),
          expectedClauses:
            topic !== null && (given.nature === 'nothing_found' || given.nature === 'wrong_clause')
              ? answering(topic, text, clauses).map((clause) => clause.id)
              : [],
          expectedVerdict: null,
          note: null,
        }
      : null;
  return { feedback, escalation, review };
}

function reasonFor({ nature, verdict }: Given, random: () => number): FeedbackReason | null {
  if (nature === 'wrong_clause') return 'wrong_clause';
  if (nature === 'made_up') return 'wrong_verdict';
  if (!isGrounded(verdict)) return pick(['incomplete', 'other', null], random);
  return pick(['unclear', 'wrong_verdict', 'unclear', 'incomplete'], random);
}

function findingOf({ nature }: Given): ReviewFinding {
  switch (nature) {
    case 'nothing_found':
      return 'should_have_answered';
    case 'wrong_clause':
      return 'wrong_clause';
    case 'made_up':
      return 'should_have_abstained';
    default:
      return 'correct';
  }
}
