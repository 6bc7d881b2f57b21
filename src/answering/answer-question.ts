import { type Answer, type Citation, isGrounded, type Verdict } from '../domain/answer.ts';
import type { Turn } from '../domain/conversation.ts';
import type { Contact } from '../domain/knowledge.ts';
import type { AnswerTrace } from '../domain/question-record.ts';
import type { ClauseIndex, Retrieval, RetrieveOptions } from '../domain/retrieval.ts';
import type { Understanding } from '../domain/understanding.ts';
import { KiteiError } from '../errors.ts';
import { detectLanguage, normaliseText } from '../retrieval/text.ts';
import { rankForAnswer } from './answer-ranking.ts';
import { bridgedWords } from './bridged-words.ts';
import { cite, passVerbatim } from './citations.ts';
import type { ClauseTree } from './clause-tree.ts';
import { findContact } from './contacts.ts';
import { resolveFollowUp } from './conversation.ts';
import { decide } from './decision.ts';
import { type Decision, NOTHING } from './gate.ts';
import { type QuestionReading, readQuestion } from './question-reading.ts';
import { WORDING } from './wording.ts';

/** What an answer is read from; fixed for the length of one question. */
export interface AnswerSources {
  readonly index: ClauseIndex;
  /** The documents in force. */
  readonly tree: ClauseTree;
  readonly contacts: readonly Contact[];
  /** Id of the index generation. */
  readonly generation: string;
  /** Finds and orders clauses to show, where models are configured for that. */
  readonly understanding?: Understanding | null;
}

/** An answer, and how it came about. */
export interface Answered {
  readonly answer: Answer;
  readonly trace: AnswerTrace;
}

/** Longer questions are refused with a message rather than cut. In UTF-16 units. */
export const LONGEST_QUESTION = 2_000;
/** How many clauses an answer shows beside those it rests on. */
const RELATED = 5;

/**
 * Answers one question from the documents in force. Resolves to a grounded answer whose every quote is an exact
 * substring of its clause, or to a withheld one.
 *
 * @throws KiteiError `question.invalid` for an empty, too long or unreadable question.
 */
export async function answerQuestion(
  question: string,
  conversation: readonly Turn[],
  sources: AnswerSources,
  options: RetrieveOptions = {},
): Promise<Answered> {
  requireReadable(question);
  const started = performance.now();
  const language = detectLanguage(question);
  const { search, followsUp, asks, added } = await resolveFollowUp(question, conversation);
  const asked = readQuestion(normaliseText(asks), language);
  // What a follow-up does not ask itself is asked by the question before.
  const reading =
    followsUp && (asked.intent === 'permission' || !asked.explicit)
      ? readQuestion(normaliseText(search), language)
      : { ...asked, text: normaliseText(search) };
  const read = performance.now();
  const find = async (text: string) =>
    rankForAnswer(await sources.index.retrieve(text, { ...options, limit: 20 }), reading.intent);
  const retrieval = await find(search);
  const retrieved = performance.now();
  // Likeness of words finds clauses to show; whether and how to answer rests on what clauses say.
  const decision = decide(reading, { ...retrieval, ranked: retrieval.byEvidence }, sources.tree, added);
  const decided = performance.now();
  const { understanding } = sources;
  // Only now, so that what models find is shown and never decides: the decision stands already.
  const ranked =
    understanding && !isSilent(decision.verdict)
      ? await understanding.rank({
          asked: {
            text: question,
            resolved: search,
            language,
            earlier: conversation.map((turn) => turn.question),
          },
          found: retrieval.ranked,
          search: async (wording) => (await find(wording)).ranked,
          documentLanguages: new Set(sources.tree.documents.map((document) => document.language)),
          without: options.without ?? [],
        })
      : retrieval.ranked;
  const answer = composeVerbatim(reading, { ...retrieval, ranked }, decision, sources);
  const trace = {
    intent: reading.intent,
    followsUp,
    retrieved: ranked.map(({ clause, score }) => ({ clauseId: clause.id, score })),
    milliseconds: {
      read: read - started,
      retrieve: retrieved - read,
      decide: decided - retrieved,
      ...(ranked !== retrieval.ranked && { understand: performance.now() - decided }),
    },
  };
  return { answer, trace };
}

/**
 * Refuses what cannot be read as a question, before anything is done with it.
 * @throws KiteiError `question.invalid` with words for the asker.
 */
export function requireReadable(question: string): void {
  const remedy =
    '聞きたいことを一、二文で書いてください。 / Write what you want to know in a sentence or two.';
  if (question.trim() === '' || !/[\p{L}\p{N}]/u.test(question))
    throw new KiteiError('question.invalid', '質問が空です。 / The question is empty.', remedy);
  if (question.length > LONGEST_QUESTION)
    throw new KiteiError(
      'question.invalid',
      `質問が長すぎます（${question.length} 文字、上限 ${LONGEST_QUESTION} 文字）。 / The question is too long (${question.length} characters, at most ${LONGEST_QUESTION}).`,
      remedy,
    );
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for, and half characters
  if (/[\u0000-\u0008\u000e-\u001f\ufffd\p{Cs}]/u.test(question))
    throw new KiteiError(
      'question.invalid',
      '質問を文字として読めません。 / The question is not readable text.',
      remedy,
    );
}

/** An answer that does not quote what stands in the documents is no answer: the question is left to a person. */
function composeVerbatim(
  reading: QuestionReading,
  retrieval: Retrieval,
  decision: Decision,
  sources: AnswerSources,
): Answer {
  const answer = passVerbatim(compose(reading, retrieval, decision, sources), sources.tree);
  if (answer !== null) return answer;
  const withheld = compose(reading, retrieval, { ...NOTHING, verdict: 'needs_person' }, sources);
  return { ...withheld, related: [] };
}

function compose(
  reading: QuestionReading,
  retrieval: Retrieval,
  decision: Decision,
  { tree, contacts, generation }: AnswerSources,
): Answer {
  const { language } = reading;
  const citations = decision.cited.flatMap(({ clause, span }) => cite(clause, tree, span) ?? []);
  const verdict: Verdict =
    citations.length === 0 && isGrounded(decision.verdict) ? 'not_stated' : decision.verdict;
  const main = decision.cited[0]?.clause ?? null;
  const contact = isSilent(verdict)
    ? null
    : findContact(contacts, {
        question: reading.text,
        clause: main,
        documents: tree.documents.map((document) => document.id),
        incident: reading.incident,
        language,
      });
  const wording = {
    verdict,
    clause: main,
    documentTitle: citations[0]?.documentTitle ?? '',
    searched: tree.documents.map((document) => document.title),
    ruling: decision.ruling,
    openException: decision.openException,
    urgent: reading.urgent,
    // What an incident asks for is not always what the question proposes ("should I turn it off?").
    asksDuty: reading.intent === 'duty' && !reading.incident,
  };
  const others = isSilent(verdict) ? [] : related(retrieval, decision, citations, tree);
  const shown = new Set([...citations, ...others].map((citation) => citation.clauseId));
  const bridges = bridgedWords(retrieval.ranked, shown);
  const answer = {
    text: WORDING[language].text(wording),
    language,
    conditions: decision.ruling?.conditions ?? [],
    approver: decision.ruling?.approver ?? null,
    related: others,
    ...(bridges.length > 0 && { bridges }),
    next: WORDING[language].next(wording, contact?.name ?? null),
    contact,
    urgent: reading.urgent,
    confidence: decision.confidence,
    generation,
  };
  const [first, ...rest] = citations;
  return isGrounded(verdict)
    ? { ...answer, verdict, citations: [first as Citation, ...rest] }
    : { ...answer, verdict, citations };
}

function related(
  retrieval: Retrieval,
  decision: Decision,
  citations: readonly Citation[],
  tree: ClauseTree,
): readonly Citation[] {
  const shown = new Set(citations.map((citation) => citation.clauseId));
  const found: Citation[] = [];
  for (const clause of [...retrieval.ranked.map((ranked) => ranked.clause), ...decision.supporting]) {
    if (found.length >= RELATED + decision.supporting.length) break;
    if (shown.has(clause.id)) continue;
    const citation = cite(clause, tree);
    if (citation === null) continue;
    shown.add(clause.id);
    found.push(citation);
  }
  return found;
}

/** Answers that show no clause and send to nobody. */
function isSilent(verdict: Verdict): boolean {
  return verdict === 'refuse' || verdict === 'chitchat' || verdict === 'out_of_scope';
}
