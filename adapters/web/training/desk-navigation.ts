import { html } from 'hono/html';
import type { Html } from '../layout.ts';
import type { DeskWords } from './desk-words.ts';

const PAGES = [
  ['/training', 'overview'],
  ['/training/gaps', 'gaps'],
  ['/training/vocabulary', 'vocabulary'],
  ['/training/coverage', 'coverage'],
  ['/training/questions', 'questions'],
  ['/training/review', 'review'],
  ['/training/answers', 'answers'],
  ['/training/events', 'events'],
  ['/training/digest', 'digest'],
  ['/training/quiz', 'quiz'],
] as const;

/** The content of a page of the desk below the desk's own navigation. Pure. */
export function deskNavigation(path: string, { nav, area }: DeskWords, content: Html): Html {
  const isHere = (address: string) =>
    path === address || (address !== '/training' && path.startsWith(`${address}/`));
  return html`<nav class="desk" aria-label="${area}">
      ${PAGES.map(([address, name]) => html`<a href="${address}" ${isHere(address) ? html`aria-current="page"` : ''}>${nav[name]}</a>`)}
    </nav>
    ${content}`;
}
