import type { AskProgress, Assistant, Reply } from '../domain/assistant.ts';
import type { Question } from '../domain/question.ts';
import { ask } from './ask.ts';
import { escalate, expertReplied } from './hand-over.ts';
import type { AssistantParts } from './parts.ts';
import { createSuggestions } from './suggestions.ts';

/** The assistant that all channels share: answers, records, and brings people together. */
export function createAssistant(parts: AssistantParts): Assistant {
  const { answering, log, redact, pseudonym, now } = parts;
  const suggestions = createSuggestions(parts);
  // A second delivery that arrives while the first is being answered waits for that answer.
  const inFlight = new Map<string, Promise<Reply>>();
  return {
    ask(question: Question, progress?: AskProgress) {
      const known = inFlight.get(question.id);
      if (known !== undefined) return known.then((reply) => ({ ...reply, repeated: true }));
      const reply = ask(question, parts, progress).finally(() => inFlight.delete(question.id));
      inFlight.set(question.id, reply);
      return reply;
    },
    async giveFeedback({ recordId, asker, helpful, reason, comment }) {
      await log.giveFeedback({
        recordId,
        asker: asker === null ? null : pseudonym(asker),
        at: now().toISOString(),
        helpful,
        reason: reason ?? null,
        comment: comment === undefined || comment.trim() === '' ? null : redact(comment),
      });
    },
    escalate: (recordId) => escalate(recordId, parts),
    expertReplied: (reply) => expertReplied(reply, parts),
    suggestions,
    async reindex(admin) {
      const receipt = await parts.reindex();
      await log.audit({
        at: now().toISOString(),
        actor: admin,
        action: 'reindex',
        subject: receipt.generation,
      });
      return receipt;
    },
    get documents() {
      return answering.documents;
    },
  };
}
