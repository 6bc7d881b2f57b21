import { createHash } from 'node:crypto';
import type { Hono } from 'hono';
import type { DraftChange } from '../../../src/drafts/draft-store.ts';
import { documentRoot } from '../../../src/drafts/stage-document.ts';
import { formatOf } from '../../../src/policy/file-formats.ts';
import { audit } from '../training/desk.ts';
import type { WebContext, WebEnvironment } from '../web-environment.ts';
import type { WebParts } from '../web-parts.ts';
import { respond } from './admin-navigation.ts';
import type { KnowledgeParts } from './admin-parts.ts';
import { adminWords } from './admin-words.ts';
import { draftPage } from './draft-page.ts';
import { documentAddress, field, whoOf, withKnowledge } from './knowledge-desk.ts';
import type { KnowledgeWords } from './knowledge-words.ts';

/** The draft: what it changes, what that does to answers, and letting it serve. Every step is put down. */
export function draftRoutes(app: Hono<WebEnvironment>, parts: WebParts): void {
  const show = async (
    context: WebContext,
    { draft, jobs }: KnowledgeParts,
    words: KnowledgeWords,
    problem: string | null = null,
  ) => {
    const say = context.get('say');
    const changes = await draft.list();
    const conflicts = await draft.conflicts();
    const root = await documentRoot(draft.knowledgeDir);
    const job = await jobs.current();
    // A rehearsal shows what people asked.
    if (job?.rehearsal) await audit(context, parts, 'draft.rehearsal', job.id);
    const view = {
      changes: changes.map((change) => ({
        ...change,
        kind: kindOf(change),
        page: pageOf(change, root),
        isInConflict: conflicts.includes(change.path),
      })),
      draft: draftId(changes),
      job,
      problem,
      formToken: context.get('session').formToken,
    };
    const admin = adminWords(say.language);
    const isRunning = job !== null && !job.finished;
    return respond(context, words.draft.title, draftPage(view, { words, admin, say }), {
      scripts: isRunning ? ['renew'] : [],
      ...(problem !== null && { status: 409 }),
    });
  };

  app.get('/admin/draft', withKnowledge(parts, show));

  app.post(
    '/admin/draft/discard',
    withKnowledge(parts, async (context, { draft }) => {
      const document = await field(context, 'path');
      const path =
        document === ''
          ? await field(context, 'change')
          : (await documentRoot(draft.knowledgeDir)) + document;
      await audit(context, parts, 'draft.discard', path);
      if (path !== '') await draft.discard(path);
      return context.redirect(document === '' ? '/admin/draft' : '/admin/documents', 303);
    }),
  );

  app.post(
    '/admin/draft/rehearse',
    withKnowledge(parts, async (context, knowledge, words) => {
      const { by } = whoOf(context, parts);
      const draft = draftId(await knowledge.draft.list());
      await audit(context, parts, 'draft.rehearse', draft);
      const order = { kind: 'rehearse', by, draft, acknowledged: [], override: null } as const;
      if (!(await knowledge.jobs.start(order))) return show(context, knowledge, words, words.draft.busy);
      return context.redirect('/admin/draft', 303);
    }),
  );

  app.post(
    '/admin/draft/publish',
    withKnowledge(parts, async (context, knowledge, words) => {
      const { by } = whoOf(context, parts);
      const draft = draftId(await knowledge.draft.list());
      const rehearsal = (await knowledge.jobs.current())?.rehearsal ?? null;
      const seen = rehearsal?.draft === draft && (await field(context, 'draft')) === draft ? rehearsal : null;
      if (seen === null) return show(context, knowledge, words, words.draft.stale);
      const isAcknowledged = (await field(context, 'acknowledged')) === 'yes';
      if (seen.keys.length > 0 && !isAcknowledged) {
        return show(context, knowledge, words, words.draft.unacknowledged);
      }
      const reason = await field(context, 'override');
      const override = reason === '' ? null : reason;
      await audit(context, parts, 'draft.publish', override === null ? draft : `${draft}: ${override}`);
      const order = { kind: 'publish', by, draft, acknowledged: seen.keys, override } as const;
      if (!(await knowledge.jobs.start(order))) return show(context, knowledge, words, words.draft.busy);
      return context.redirect('/admin/draft', 303);
    }),
  );
}

/** What tells a draft from others: the files it changes, and into what. */
function draftId(changes: readonly DraftChange[]): string {
  const told = changes.map(({ path, sha256, base }) => [path, sha256, base]);
  return createHash('sha256').update(JSON.stringify(told)).digest('hex').slice(0, 16);
}

function kindOf({ base, sha256 }: DraftChange): 'added' | 'changed' | 'removed' {
  if (sha256 === null) return 'removed';
  return base === null ? 'added' : 'changed';
}

function pageOf({ path }: DraftChange, root: string): string | null {
  const isDocument = path.startsWith(root) && formatOf(path) !== null;
  return isDocument ? documentAddress(path.slice(root.length)) : null;
}
