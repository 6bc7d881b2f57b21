import { html } from 'hono/html';
import { compareVersions, dayOf, inForce } from '../../../src/domain/in-force.ts';
import type { PolicyDocument } from '../../../src/domain/policy.ts';
import { KiteiError } from '../../../src/errors.ts';
import { failureText } from '../../failure-text.ts';
import { page } from '../layout.ts';
import { actorOf } from '../training/desk.ts';
import type { WebContext } from '../web-environment.ts';
import type { WebParts } from '../web-parts.ts';
import type { KnowledgeParts } from './admin-parts.ts';
import { type KnowledgeWords, knowledgeWords } from './knowledge-words.ts';

/** What went wrong, and what to do about it. */
export interface Trouble {
  readonly message: string;
  readonly remedy: string;
}

/** Lets a handler work on the policies where they can be changed; elsewhere the page says why they cannot. */
export function withKnowledge(
  { admin }: WebParts,
  handle: (context: WebContext, knowledge: KnowledgeParts, words: KnowledgeWords) => Promise<Response>,
) {
  return async (context: WebContext): Promise<Response> => {
    const words = knowledgeWords(context.get('say').language);
    if (admin.knowledge !== null) return handle(context, admin.knowledge, words);
    const { title, sample } = words.none;
    const [say, session] = [context.get('say'), context.get('session')];
    const content = html`<h1>${title}</h1><p>${sample}</p>`;
    return context.html(page({ say, title, path: context.req.path, session }, content));
  };
}

/** What was typed into a field; empty where it was not sent. */
export async function field(context: WebContext, name: string): Promise<string> {
  const value = (await context.req.parseBody())[name];
  return typeof value === 'string' ? value.trim() : '';
}

/** Who changes something, and when. */
export function whoOf(context: WebContext, { now }: WebParts): { readonly by: string; readonly at: string } {
  return { by: actorOf(context.get('session')), at: now().toISOString() };
}

/** What a person can put right, in her language; anything else is thrown on. */
export function troubleOf(error: unknown, context: WebContext): Trouble {
  if (!(error instanceof KiteiError)) throw error;
  const { language } = context.get('say');
  return { message: failureText(error.message, language), remedy: failureText(error.remedy, language) };
}

/** The version served of a document: in force today, else the newest. */
export function servedVersion(
  all: readonly PolicyDocument[],
  id: string,
  now: Date,
): PolicyDocument | undefined {
  const versions = all.filter((document) => document.id === id);
  return inForce(versions, dayOf(now))[0] ?? [...versions].sort(compareVersions).at(-1);
}

/** Where the page of a document of the folder or the draft stands. */
export function documentAddress(path: string): string {
  return `/admin/document?path=${encodeURIComponent(path)}`;
}
