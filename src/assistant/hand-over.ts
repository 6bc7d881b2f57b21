import { createHash } from 'node:crypto';
import type { Assistant } from '../domain/assistant.ts';
import type { Contact } from '../domain/knowledge.ts';
import type { Address } from '../domain/question.ts';
import type { Escalation, LoggedQuestion } from '../domain/question-record.ts';
import { pinsOf, questionKey } from './approved.ts';
import type { AssistantParts } from './parts.ts';

/** Hands a question to the contact that its answer names: see `Assistant.escalate`. */
export async function escalate(
  recordId: string,
  parts: AssistantParts,
): Promise<'sent' | 'known' | 'no_contact' | 'unknown'> {
  const { log, outbox, addresses, answering, now } = parts;
  const record = await log.find(recordId);
  if (record === null || record.question === null || record.answer === null) return 'unknown';
  const contact = answering.contacts.find(({ id }) => id === record.answer?.contact?.id);
  const to = contact && ownersAddress(contact, record, await addresses.get(recordId));
  if (contact === undefined || to === undefined) return 'no_contact';
  const taken = await outbox.put({
    key: `escalation:${recordId}`,
    to,
    content: {
      kind: 'escalation',
      recordId,
      question: record.question,
      answer: record.answer.text,
      contact: contact.name[record.language],
    },
    createdAt: now().toISOString(),
  });
  if (!taken) return 'known';
  await log.escalate(escalationOf(record, contact.id, now()));
  return 'sent';
}

/** Takes in an expert's reply: see `Assistant.expertReplied`. */
export async function expertReplied(
  { channel, thread, messageId, text }: Parameters<Assistant['expertReplied']>[0],
  parts: AssistantParts,
): Promise<boolean> {
  const { log, outbox, addresses, approved, answering, redact, now } = parts;
  const notice = await outbox.byThread(channel, thread);
  if (notice?.content.kind !== 'escalation') return false;
  const { recordId, question } = notice.content;
  const record = await log.find(recordId);
  if (record === null) return true;
  const reply = redact(text);
  const to = await addresses.get(recordId);
  const at = now().toISOString();
  const fresh =
    to === null ||
    (await outbox.put({
      key: `expert_reply:${recordId}:${messageId}`,
      to,
      content: { kind: 'expert_reply', recordId, question, reply },
      createdAt: at,
    }));
  if (!fresh) return true;
  const escalation = record.escalation ?? escalationOf(record, null, now());
  await log.escalate({ ...escalation, status: 'answered', reply, repliedAt: at });
  const cited = new Set(record.answer?.citations.map(({ document }) => document));
  await approved.propose({
    // The same for a second delivery; the record's own id would say who asked.
    id: createHash('sha256').update(`${recordId}:${messageId}`).digest('hex').slice(0, 32),
    recordId,
    question,
    key: questionKey(question),
    language: record.language,
    text: reply,
    verdict: record.verdict === 'failed' ? 'needs_person' : record.verdict,
    pins: pinsOf(
      record,
      answering.documents.filter(({ id }) => cited.has(id)).flatMap((document) => document.clauses),
    ),
    createdAt: at,
    by: record.escalation?.contact ?? 'expert',
  });
  return true;
}

/** Where the owner is reached from the channel that a question came from; undefined where no such place is known. */
function ownersAddress(
  contact: Contact,
  { channel }: LoggedQuestion,
  asker: Address | null,
): Address | undefined {
  const at = channel === 'slack' || channel === 'teams' ? contact.channels?.[channel] : undefined;
  return at === undefined ? undefined : { channel, at: { ...asker?.at, owner: at } };
}

function escalationOf({ id }: LoggedQuestion, contact: string | null, at: Date): Escalation {
  return { recordId: id, at: at.toISOString(), contact, status: 'sent', reply: null, repliedAt: null };
}
