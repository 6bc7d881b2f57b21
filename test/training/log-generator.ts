import { fileURLToPath } from 'node:url';
import type { PolicyDocument } from '../../src/domain/policy.ts';
import type { LoggedQuestion } from '../../src/domain/question-record.ts';
import type { TrainingEvent } from '../../src/domain/training-event.ts';
import { readPolicyFolder } from '../../src/policy/read-folder.ts';
import type { GapType } from '../../src/training/gap-type.ts';
import { randomNumbers, shuffled } from '../../src/training/random.ts';
import { answered, PolicyOfTheDay } from './log-answers.ts';
import { type Asking, generateAskings, YEAR } from './log-askings.ts';
import type { Course } from './log-topic.ts';
import { PLANTED } from './log-topics.ts';
import { PLANTED_EFFECTS } from './planted-effects.ts';

const KNOWLEDGE = fileURLToPath(new URL('../../knowledge', import.meta.url));

/** A gap that was put into the log. */
export interface PlantedGap {
  readonly topic: string;
  readonly type: GapType;
  readonly course: Course;
  /** Clauses that answer it, as `documentId/label`; empty for policy gaps. */
  readonly clauses: readonly string[];
  /** Records about it, follow-ups included, oldest first. */
  readonly recordIds: readonly string[];
}

/**
 * What an event did to the questions about its clauses, in all departments it reached together; a single department asks
 * too little for half of it to be told from chance every time.
 */
export interface PlantedRatio {
  readonly eventId: string;
  readonly topic: string;
  /** Rate after / rate before; 1 where the event changed nothing. */
  readonly ratio: number;
}

/** A question with the group and the type of gap it belongs to. */
export interface LabelledQuestion {
  readonly recordId: string;
  readonly group: string;
  readonly type: GapType;
}

/** A year of the question log of the sample city, with everything that was planted in it. */
export interface GeneratedLog {
  /** The sample policies, both versions of the standards among them; the newer one is in force from 2027-04-01. */
  readonly documents: readonly PolicyDocument[];
  /** Oldest first. */
  readonly records: readonly LoggedQuestion[];
  readonly planted: {
    readonly gaps: readonly PlantedGap[];
    readonly events: readonly TrainingEvent[];
    readonly effects: readonly PlantedRatio[];
  };
  /** 100 first questions of conversations, 25 of each type of gap, spread over its topics. */
  readonly labelled: readonly LabelledQuestion[];
  /** The moment of looking back, an ISO timestamp just after the last record. */
  readonly now: string;
}

/** A question as somebody asks it, for the real application to answer. */
export type GeneratedQuestion = Pick<
  Asking,
  'id' | 'text' | 'asker' | 'department' | 'askedAt' | 'conversation'
> & {
  /**
   * What is planted with it in the simulated log; null for everyday questions and small talk. Whether real answers show
   * it depends on the vocabulary they are found with.
   */
  readonly gap: { readonly topic: string; readonly type: GapType } | null;
};

export interface LogOptions {
  /** Equal seeds give equal logs. */
  readonly seed: number;
}

/**
 * Makes a year of questions to the sample policies with their answers, feedback, escalations and reviews, simulated so
 * that every type of gap, every course of one and every kind of effect is in them.
 */
export async function generateLog({ seed }: LogOptions): Promise<GeneratedLog> {
  const { documents } = await readPolicyFolder(KNOWLEDGE);
  const askings = generateAskings(seed);
  const policy = new PolicyOfTheDay(documents);
  const random = randomNumbers(seed + 1);
  const records = askings.map((asking) => answered(asking, policy, random));
  return {
    documents,
    records,
    planted: {
      gaps: PLANTED.flatMap(({ id, gap, course, clauses }) =>
        gap === null
          ? []
          : [
              {
                topic: id,
                type: gap,
                course,
                clauses: clauses.map((names) => names.join('/')),
                recordIds: askings.filter(({ topic }) => topic?.id === id).map((asking) => asking.id),
              },
            ],
      ),
      events: PLANTED_EFFECTS.map(({ topic: _, ratio: __, ...event }) => event),
      effects: PLANTED_EFFECTS.map(({ id, topic, ratio }) => ({ eventId: id, topic, ratio })),
    },
    labelled: label(askings, randomNumbers(seed + 2)),
    now: YEAR.now,
  };
}

/** The questions of the same year without answers, oldest first. */
export function generateQuestions({ seed }: LogOptions): readonly GeneratedQuestion[] {
  return generateAskings(seed).map(({ id, text, asker, department, askedAt, conversation, topic }) => ({
    id,
    text,
    asker,
    department,
    askedAt,
    conversation,
    gap: topic === null || topic.gap === null ? null : { topic: topic.id, type: topic.gap },
  }));
}

const TYPES: readonly GapType[] = ['training', 'policy', 'retrieval', 'wording'];
const OF_EACH_TYPE = 25;

/**
 * Takes turns among the topics of a type, so that rare ones are labelled as well. Of retrieval gaps only questions are
 * taken that show them: worded as the clause is, they find it.
 */
function label(askings: readonly Asking[], random: () => number): LabelledQuestion[] {
  return TYPES.flatMap((type) => {
    const byTopic = PLANTED.filter(({ gap }) => gap === type).map(({ id }) =>
      shuffled(
        askings.filter(
          ({ topic, role, findable }) =>
            topic?.id === id && role === 'first' && findable === (type !== 'retrieval'),
        ),
        random,
      ),
    );
    return Array.from({ length: OF_EACH_TYPE }, (_, nth) => {
      const topic = byTopic[nth % byTopic.length] ?? [];
      const asking = topic[Math.floor(nth / byTopic.length)];
      if (asking === undefined)
        throw new Error(`Too few questions are asked about a ${type} gap to label some.`);
      return { recordId: asking.id, group: asking.topic?.id ?? '', type };
    });
  });
}
