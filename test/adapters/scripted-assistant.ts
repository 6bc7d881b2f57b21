import type { Answer, Citation, Verdict } from '../../src/domain/answer.ts';
import type { Assistant, Reply } from '../../src/domain/assistant.ts';
import type { ReindexReceipt } from '../../src/domain/generation.ts';
import type { PolicyDocument } from '../../src/domain/policy.ts';
import type { Question } from '../../src/domain/question.ts';
import { detectLanguage } from '../../src/retrieval/text.ts';

/** An assistant that answers as a test tells it to, and remembers what it was asked to do. */
export interface ScriptedAssistant extends Assistant {
  /** What it gives for a question from now on; a thrown error is a failure of the assistant. */
  answers: (question: Question) => Answer;
  escalation: Awaited<ReturnType<Assistant['escalate']>>;
  offered: readonly string[];
  /** Thrown by `reindex` where it is set. */
  reindexFailure: Error | null;
  documents: readonly PolicyDocument[];
  /** Threads whose replies belong to an escalation. */
  readonly escalationThreads: Set<string>;
  readonly asked: readonly Question[];
  readonly feedback: readonly Parameters<Assistant['giveFeedback']>[0][];
  readonly escalated: readonly string[];
  readonly expertReplies: readonly Parameters<Assistant['expertReplied']>[0][];
  readonly reindexedBy: readonly string[];
  /** Questions asked from now on wait until the returned function is called. */
  hold(): () => void;
}

/** Answers `anAnswer` with the question repeated in its text, unless told otherwise. */
export function scriptedAssistant(): ScriptedAssistant {
  const asked: Question[] = [];
  const feedback: Parameters<Assistant['giveFeedback']>[0][] = [];
  const escalated: string[] = [];
  const expertReplies: Parameters<Assistant['expertReplied']>[0][] = [];
  const reindexedBy: string[] = [];
  const given = new Map<string, Reply>();
  let gate: Promise<void> = Promise.resolve();
  return {
    answers: ({ text }) => anAnswer({ text: answerTo(text), language: detectLanguage(text) }),
    escalation: 'sent',
    offered: ['私物のUSBメモリを使ってもいいですか', '資料を持ち帰れますか'],
    reindexFailure: null,
    documents: [],
    escalationThreads: new Set(),
    asked,
    feedback,
    escalated,
    expertReplies,
    reindexedBy,
    hold() {
      let open = () => {};
      gate = new Promise((resolve) => {
        open = resolve;
      });
      return open;
    },
    async ask(question) {
      const known = given.get(question.id);
      if (known !== undefined) return { ...known, repeated: true };
      asked.push(question);
      await gate;
      const reply = { recordId: question.id, answer: this.answers(question), repeated: false };
      given.set(question.id, reply);
      return reply;
    },
    async giveFeedback(one) {
      feedback.push(one);
    },
    async escalate(recordId) {
      escalated.push(recordId);
      return this.escalation;
    },
    async expertReplied(reply) {
      if (!this.escalationThreads.has(reply.thread)) return false;
      expertReplies.push(reply);
      return true;
    },
    async suggestions() {
      return this.offered;
    },
    async reindex(admin) {
      reindexedBy.push(admin);
      if (this.reindexFailure !== null) throw this.reindexFailure;
      return RECEIPT;
    },
  };
}

/** The words by which a test finds the answer to a question among other messages. */
export function answerTo(question: string): string {
  return detectLanguage(question) === 'ja' ? `「${question}」への回答です。` : `The answer to "${question}".`;
}

/** A quoted clause for tests. */
export function aCitation(parts: Partial<Citation> = {}): Citation {
  const quote = parts.quote ?? '職員は、私物の外部記録媒体を業務に使用してはならない。';
  return {
    clauseId: 'rules/2026/第12条第2項',
    document: 'rules',
    documentTitle: '情報セキュリティ対策基準',
    version: '2026',
    clause: '第12条第2項',
    title: '外部記録媒体',
    quote,
    start: 0,
    end: quote.length,
    ...parts,
  };
}

/** A prohibition with one quoted clause, unless told otherwise. */
export function anAnswer(
  parts: Partial<Omit<Answer, 'verdict' | 'citations'>> & {
    readonly verdict?: Verdict;
    readonly citations?: readonly Citation[];
  } = {},
): Answer {
  return {
    verdict: 'not_allowed',
    text: '私物の外部記録媒体は使えません。',
    language: 'ja',
    conditions: [],
    approver: null,
    citations: [aCitation()],
    related: [],
    next: null,
    contact: { id: 'desk', name: '情報セキュリティ係', reach: '内線 2110', source: 'contacts' },
    confidence: 0.9,
    generation: 'g1',
    ...parts,
  } as Answer;
}

/** What reindexing answers. */
export const RECEIPT: ReindexReceipt = {
  outcome: 'built',
  generation: '20260401T093015123Z-1a2b3c4d',
  previous: '20260301T093015123Z-0a0b0c0d',
  documents: [
    {
      id: 'rules',
      version: '2026',
      title: '情報セキュリティ対策基準',
      effectiveDate: '2026-04-01',
      path: 'policies/rules.md',
      sha256: 'ab',
      clauses: 42,
    },
  ],
  changes: [
    {
      documentId: 'rules',
      version: '2026',
      comparedWith: '2025',
      added: ['第13条'],
      changed: ['第12条第2項'],
      removed: [],
    },
  ],
  problems: [],
  warnings: [],
  seconds: { read: 0.1, analyse: 0.2, write: 0.1, check: 0.05 },
};
