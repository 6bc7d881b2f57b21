import type { Answer } from '../../src/domain/answer.ts';
import type { QuestionRecord } from '../../src/domain/question-record.ts';

/** A withheld answer with nothing in it. */
export const NOT_STATED: Answer = {
  verdict: 'not_stated',
  text: 'ポリシーには書かれていません。',
  language: 'ja',
  conditions: [],
  approver: null,
  citations: [],
  related: [],
  next: null,
  contact: null,
  confidence: 0.1,
  generation: 'g1',
};

/** A record for tests; parts left out are plain. */
export function aRecord(parts: Partial<QuestionRecord> = {}): QuestionRecord {
  return {
    id: 'slack:T1:C1:1.1',
    askedAt: '2026-04-01T00:00:00.000Z',
    channel: 'slack',
    department: '市民課',
    asker: 'asker-1',
    conversation: 'conversation-1',
    followUpOf: null,
    question: 'ＵＳＢメモリを持ち出してもいいですか',
    language: 'ja',
    intent: 'permission',
    answer: NOT_STATED,
    verdict: 'not_stated',
    cited: [],
    retrieved: [{ clauseId: 'rules/1/3', score: 1.5 }],
    generation: 'g1',
    documents: [],
    milliseconds: { retrieve: 1.25 },
    failure: null,
    ...parts,
  };
}
