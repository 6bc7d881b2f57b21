import type { AdminParts } from '../../../adapters/web/admin/admin-parts.ts';
import type { Exchange } from '../../../adapters/web/ask-page.ts';
import { createSessions } from '../../../adapters/web/sessions.ts';
import { gapNotes } from '../../../adapters/web/training/gap-notes.ts';
import { createWebApp } from '../../../adapters/web/web-app.ts';
import type { Role } from '../../../src/domain/access.ts';
import type { Answer } from '../../../src/domain/answer.ts';
import type { PolicyDocument } from '../../../src/domain/policy.ts';
import type { LoggedQuestion } from '../../../src/domain/question-record.ts';
import { databaseApprovedAnswers } from '../../../src/storage/database/database-approved-answers.ts';
import { databaseQuestionLog } from '../../../src/storage/database/database-question-log.ts';
import { databaseRevisedClauses } from '../../../src/storage/database/database-revised-clauses.ts';
import { databaseTrainingEvents } from '../../../src/storage/database/database-training-events.ts';
import { openDatabase } from '../../../src/storage/database/open-database.ts';
import { NOW, RULES } from '../../training/records.ts';
import { memoryChannelState } from '../memory-channel-stores.ts';
import { scriptedAssistant } from '../scripted-assistant.ts';
import { anAdmin } from './an-admin.ts';

export const SMALLEST = 3;

/** The pages over a database in memory, on the day of the test records. */
export async function deskApp({
  documents = [RULES],
  admin = anAdmin(),
}: {
  documents?: readonly PolicyDocument[];
  admin?: AdminParts;
} = {}) {
  const database = await openDatabase(':memory:');
  const log = databaseQuestionLog(database);
  const events = databaseTrainingEvents(database);
  const approved = databaseApprovedAnswers(database);
  const now = () => new Date(NOW);
  // Sessions end by the same clock.
  const state = memoryChannelState();
  const sessions = createSessions(state, () => now().getTime());
  const notes = gapNotes(state);
  const warnings: string[] = [];
  const assistant = scriptedAssistant();
  const exchanges: Exchange[] = [];
  const app = createWebApp({
    assistant,
    sessions,
    provider: null,
    documents: () => documents,
    groupsOf: ({ groups }) => groups,
    exchanges: async () => exchanges,
    admin,
    desk: {
      log,
      events,
      approved,
      notes,
      smallestGroup: SMALLEST,
      redact: (text) => text.replaceAll('花子', '[氏名]'),
    },
    secure: false,
    warn: (message) => warnings.push(message),
    now,
  });
  return {
    app,
    assistant,
    sessions,
    log,
    events,
    approved,
    notes,
    revised: databaseRevisedClauses(database),
    warnings,
    close: database.close,
    /** What was said before, in whatever conversation. */
    keepExchange(question: string, answer: Answer) {
      exchanges.push({ recordId: `record-${exchanges.length}`, question, answer });
    },
    async conversationOf({ id }: { readonly id: string }) {
      return (await sessions.find(id))?.conversation ?? '';
    },
    async keep(records: readonly LoggedQuestion[]) {
      for (const record of records) {
        await log.append(record);
        if (record.review !== null) await log.review({ ...record.review, recordId: record.id });
        for (const feedback of record.feedback) await log.giveFeedback({ ...feedback, recordId: record.id });
      }
    },
    /** A browser of somebody with these roles. */
    async visitor(roles: readonly Role[], groups: readonly string[] = []) {
      const id = await sessions.begin({ person: 'web:t', name: '訓子', roles, groups, department: null });
      const formToken = (await sessions.find(id))?.formToken ?? '';
      const headers = { cookie: `kitei_session=${id}`, 'accept-language': 'ja' };
      return {
        id,
        get: (path: string, more: Record<string, string> = {}) =>
          app.request(path, { headers: { ...headers, ...more } }),
        post: (path: string, fields: Record<string, string> = {}, more: Record<string, string> = {}) =>
          app.request(path, {
            method: 'POST',
            headers: { ...headers, ...more },
            body: new URLSearchParams({ formToken, ...fields }),
          }),
        /** A form with a file. */
        upload: (path: string, file: File | null, fields: Record<string, string> = {}) => {
          const body = new FormData();
          for (const [name, value] of Object.entries({ formToken, ...fields })) body.append(name, value);
          if (file !== null) body.append('file', file);
          return app.request(path, { method: 'POST', headers, body });
        },
      };
    },
  };
}
