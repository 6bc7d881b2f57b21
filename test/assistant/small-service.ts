import { answerQuestion } from '../../src/answering/answer-question.ts';
import { createAssistant } from '../../src/assistant/create-assistant.ts';
import type { AssistantParts } from '../../src/assistant/parts.ts';
import type { Contact } from '../../src/domain/knowledge.ts';
import type { PolicyDocument } from '../../src/domain/policy.ts';
import type { Question } from '../../src/domain/question.ts';
import { compileRedaction } from '../../src/privacy/redact.ts';
import { redactForLog } from '../../src/privacy/redact-for-log.ts';
import { databaseClaims, databaseReplyAddresses } from '../../src/storage/database/channel-stores.ts';
import { databaseApprovedAnswers } from '../../src/storage/database/database-approved-answers.ts';
import { databaseChannelState } from '../../src/storage/database/database-channel-state.ts';
import { databaseOutbox } from '../../src/storage/database/database-outbox.ts';
import { databaseQuestionLog } from '../../src/storage/database/database-question-log.ts';
import { deriveKeys } from '../../src/storage/database/keys.ts';
import { openDatabase } from '../../src/storage/database/open-database.ts';
import { RULE_BOOK, sourcesOf } from '../answering/small-policy.ts';

export const DESK: Contact = {
  id: 'desk',
  name: { ja: '情報係', en: 'Information Desk' },
  reach: '内線 1',
  documents: [],
  topics: [],
  incidents: true,
  channels: { slack: 'C0OWNER' },
};

/** The assistant over a small rule book and a database in memory. */
export async function smallService(parts: Partial<AssistantParts> = {}) {
  const database = await openDatabase(':memory:');
  const keys = deriveKeys('a secret of at least thirty-two characters', null);
  const log = databaseQuestionLog(database);
  const warnings: string[] = [];
  const clock = { now: new Date('2026-04-01T00:00:00.000Z') };
  let served: {
    document: PolicyDocument;
    sources: Awaited<ReturnType<typeof sourcesOf>>;
    generation: number;
  };
  const serve = async (document: PolicyDocument) => {
    const generation = (served?.generation ?? 0) + 1;
    served = { document, sources: await sourcesOf(document, [DESK]), generation };
  };
  await serve(RULE_BOOK);
  const stores = {
    log,
    approved: databaseApprovedAnswers(database),
    addresses: databaseReplyAddresses(database, keys),
    outbox: databaseOutbox(database, keys, () => clock.now.getTime()),
    claims: databaseClaims(database),
    state: databaseChannelState(database, keys),
  };
  const redact = compileRedaction({ employeeNumber: null });
  const assistant = createAssistant({
    answering: {
      ask: ({ text, conversation }) =>
        answerQuestion(text, conversation, { ...served.sources, generation: `g${served.generation}` }),
      get documents() {
        return [served.document];
      },
      get clauses() {
        return served.document.clauses;
      },
      contacts: [DESK],
      get generation() {
        return { id: `g${served.generation}` };
      },
    },
    ...stores,
    redact: (text) => redact(text).text,
    describeFailure: (failure, raw) => redactForLog(failure, redact, raw),
    pseudonym: keys.pseudonym,
    groups: () => [{ id: 'insiders', members: ['slack:T1:U7'] }],
    reindex: () => Promise.reject(new Error('not here')),
    smallestGroup: 2,
    warn: (message) => warnings.push(message),
    now: () => clock.now,
    ...parts,
  });
  return { assistant, ...stores, database, warnings, clock, serve, close: database.close };
}

let count = 0;

/** A question from Slack; parts left out are plain. */
export function aQuestion(text: string, parts: Partial<Question> = {}): Question {
  count += 1;
  return {
    id: `slack:T1:C1:${count}`,
    text,
    askedAt: '2026-04-01T00:00:00.000Z',
    channel: 'slack',
    asker: 'slack:T1:U1',
    conversation: 'slack:T1:C1:1.1',
    department: '市民課',
    replyTo: { channel: 'slack', at: { teamId: 'T1', channel: 'C1', threadTs: '1.1' } },
    ...parts,
  };
}
