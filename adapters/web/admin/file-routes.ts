import type { Hono } from 'hono';
import { html } from 'hono/html';
import { checkKnowledgeFile, type EditedFile } from '../../../src/indexing/knowledge-files.ts';
import { tokenField } from '../layout.ts';
import { audit } from '../training/desk.ts';
import type { WebContext, WebEnvironment } from '../web-environment.ts';
import type { WebParts } from '../web-parts.ts';
import { respond } from './admin-navigation.ts';
import type { KnowledgeParts } from './admin-parts.ts';
import { adminWords } from './admin-words.ts';
import { type Trouble, troubleOf, whoOf, withKnowledge } from './knowledge-desk.ts';
import { systemWords } from './system-words.ts';

/** Files that are edited as text, and what their pages are called. */
const FILES: Readonly<Record<EditedFile, 'vocabulary' | 'contacts' | 'groups'>> = {
  'vocabulary.yaml': 'vocabulary',
  'contacts.yaml': 'contacts',
  'groups.yaml': 'groups',
};

/** Vocabulary, contacts and groups: looked at and edited as text, checked, and kept in the draft. */
export function fileRoutes(app: Hono<WebEnvironment>, parts: WebParts): void {
  const show = async (
    context: WebContext,
    { draft }: KnowledgeParts,
    name: EditedFile,
    refused: { readonly typed: string; readonly trouble: Trouble } | null = null,
  ) => {
    const { language } = context.get('say');
    const { file: say } = systemWords(language);
    const title = adminWords(language).nav[FILES[name]];
    const kept = await draft.read(name);
    const text = refused?.typed ?? (kept === null ? '' : Buffer.from(kept).toString('utf8'));
    const isStaged = (await draft.list()).some(({ path }) => path === name);
    const content = html`<h1>${title}</h1>
      ${context.req.query('saved') === undefined ? '' : html`<p role="status" class="status">${say.saved} <a href="/admin/draft">${say.draft}</a></p>`}
      ${refused === null ? '' : html`<div role="alert"><p class="problem">${say.failed}</p><p>${refused.trouble.message} ${refused.trouble.remedy}</p></div>`}
      ${isStaged ? html`<p class="note">${say.staged}</p>` : ''}
      <form method="post" action="/admin/files/${name}">
        ${tokenField(context.get('session').formToken)}
        <label for="content">${say.label(name)}</label>
        <textarea id="content" name="content" rows="24" class="code" spellcheck="false" aria-describedby="hint">${text}</textarea>
        <p class="note" id="hint">${say.hint}</p>
        <button class="primary">${say.save}</button>
      </form>`;
    return respond(context, title, content, refused === null ? {} : { status: 422 });
  };

  app.get(
    '/admin/files/:name',
    withKnowledge(parts, async (context, knowledge) => {
      const name = editedFile(context);
      return name === null ? context.notFound() : show(context, knowledge, name);
    }),
  );

  app.post(
    '/admin/files/:name',
    withKnowledge(parts, async (context, knowledge) => {
      const name = editedFile(context);
      if (name === null) return context.notFound();
      const { content } = await context.req.parseBody();
      // Browsers send line ends as forms have them.
      const typed = typeof content === 'string' ? content.replaceAll('\r\n', '\n') : '';
      await audit(context, parts, 'file.edit', name);
      try {
        checkKnowledgeFile(name, typed);
      } catch (error) {
        return show(context, knowledge, name, { typed, trouble: troubleOf(error, context) });
      }
      await knowledge.draft.put(name, Buffer.from(typed), whoOf(context, parts));
      return context.redirect(`/admin/files/${name}?saved=1`, 303);
    }),
  );
}

function editedFile(context: WebContext): EditedFile | null {
  const name = context.req.param('name') ?? '';
  return Object.hasOwn(FILES, name) ? (name as EditedFile) : null;
}
