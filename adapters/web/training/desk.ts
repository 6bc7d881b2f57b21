import { readableBy } from '../../../src/domain/access.ts';
import type { PolicyDocument } from '../../../src/domain/policy.ts';
import type { QuestionOutline } from '../../../src/domain/question-log.ts';
import { type Html, page, type Script } from '../layout.ts';
import type { Session } from '../sessions.ts';
import type { WebContext } from '../web-environment.ts';
import type { WebParts } from '../web-parts.ts';
import { deskNavigation } from './desk-navigation.ts';
import { type DeskWords, deskWords } from './desk-words.ts';

/** Who looks, for the audit log: a name that colleagues know, and the account. */
export function actorOf({ name, person }: Pick<Session, 'name' | 'person'>): string {
  return `${name} <${person}>`;
}

/** Puts a look or a change down before it happens: what cannot be put down does not happen. */
export async function audit(
  context: WebContext,
  { desk, now }: WebParts,
  action: string,
  subject: string,
): Promise<void> {
  const actor = actorOf(context.get('session'));
  await desk.log.audit({ at: now().toISOString(), actor, action, subject });
}

/** Documents that the person at the desk may read: what is kept from her stays so here. */
export function documentsFor(
  context: WebContext,
  { documents, groupsOf }: WebParts,
): readonly PolicyDocument[] {
  return readableBy(documents(), groupsOf(context.get('session')));
}

/** Records without those that cite a document not among the readable ones, and without what they found in one. */
export async function* recordsOn(
  readable: readonly PolicyDocument[],
  { documents }: WebParts,
  records: AsyncIterable<QuestionOutline>,
): AsyncIterable<QuestionOutline> {
  const ids = new Set(readable.map(({ id }) => id));
  const kept = new Set(documents().flatMap(({ id }) => (ids.has(id) ? [] : [id])));
  const isKept = (clauseId: string) => kept.has(documentOf(clauseId));
  for await (const record of records) {
    if (record.cited.some(isKept)) continue;
    yield { ...record, retrieved: record.retrieved.filter(({ clauseId }) => !isKept(clauseId)) };
  }
}

/** The document that a clause's id names. */
export function documentOf(clauseId: string): string {
  return clauseId.split('/')[0] ?? '';
}

/** A page of the desk. */
export function respond(
  context: WebContext,
  title: string,
  content: (words: DeskWords) => Html,
  scripts: readonly Script[] = [],
): Response | Promise<Response> {
  const say = context.get('say');
  const words = deskWords(say.language);
  const { path } = context.req;
  return context.html(
    page(
      { say, title, path, session: context.get('session'), wide: true, scripts },
      deskNavigation(path, words, content(words)),
    ),
  );
}

/** Weeks that a page looks at: 13 unless the address says otherwise, at most a year. */
export function weeksOf(context: WebContext): number {
  const weeks = Number(context.req.query('weeks') ?? 13);
  return Number.isInteger(weeks) && weeks >= 1 && weeks <= 53 ? weeks : 13;
}
