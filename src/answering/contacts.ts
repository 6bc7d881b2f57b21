import type { ContactCard } from '../domain/answer.ts';
import type { Contact } from '../domain/knowledge.ts';
import type { Clause, Language } from '../domain/policy.ts';
import { normaliseText } from '../retrieval/text.ts';

/**
 * Whom to ask about a question: for an incident the incident desk, else the contact whose topics the question or its
 * clause name, else the owner of the document. Null where nobody is configured: a name is never invented.
 */
export function findContact(
  contacts: readonly Contact[],
  about: {
    question: string;
    clause: Clause | null;
    documents: readonly string[];
    incident: boolean;
    language: Language;
  },
): ContactCard | null {
  const desk = about.incident ? contacts.find((contact) => contact.incidents) : undefined;
  const chosen = desk ?? byFit(contacts, about);
  if (chosen === undefined) return null;
  return { id: chosen.id, name: chosen.name[about.language], reach: chosen.reach, source: 'contacts' };
}

/**
 * What speaks for a contact, beside one point for each of its topics that is named. A topic outweighs the ownership of
 * the document, ownership the lack of any; a contact for other documents needs three topics, and one none of whose
 * topics is named is never chosen. Who is for everything (0.35) comes after the owner (0.6).
 */
const FIT = {
  ownDocument: 0.5,
  anyDocument: 0.25,
  otherDocument: -2,
  anyTopic: 0.1,
  otherTopic: -0.5,
} as const;

function byFit(
  contacts: readonly Contact[],
  about: { question: string; clause: Clause | null; documents: readonly string[] },
): Contact | undefined {
  const words = normaliseText(
    [about.question, about.clause?.title, ...(about.clause?.headingPath ?? [])].join(' '),
  );
  let best: { contact: Contact; fit: number } | undefined;
  for (const contact of contacts) {
    const topics = contact.topics.filter((topic) => words.includes(normaliseText(topic))).length;
    const documents = about.clause === null ? about.documents : [about.clause.documentId];
    const owns =
      contact.documents.length === 0
        ? FIT.anyDocument
        : documents.some((id) => contact.documents.includes(id))
          ? FIT.ownDocument
          : FIT.otherDocument;
    const general = contact.topics.length === 0 ? FIT.anyTopic : topics === 0 ? FIT.otherTopic : 0;
    const fit = topics + owns + general;
    if (fit > 0 && (best === undefined || fit > best.fit)) best = { contact, fit };
  }
  return best?.contact;
}
