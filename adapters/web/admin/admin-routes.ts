import type { Hono } from 'hono';
import { dayOf, inForce, pending } from '../../../src/domain/in-force.ts';
import type { PolicyDocument } from '../../../src/domain/policy.ts';
import { lintDocuments, summaryOf } from '../../../src/lint/lint-documents.ts';
import { page } from '../layout.ts';
import { actorOf, audit } from '../training/desk.ts';
import type { WebContext, WebEnvironment } from '../web-environment.ts';
import type { WebParts } from '../web-parts.ts';
import { respond } from './admin-navigation.ts';
import { type AdminPage, adminPage, auditPage } from './admin-page.ts';
import { adminWords } from './admin-words.ts';
import { troubleOf } from './knowledge-desk.ts';

/** Entries that the page of the audit log shows. */
const ENTRIES = 200;

/** The state of the system, reindexing, and the account of who did what. */
export function adminRoutes(app: Hono<WebEnvironment>, parts: WebParts): void {
  const lintOf = lintOnce();

  const show = async (context: WebContext, outcome: AdminPage['outcome']) => {
    const { generation, problems, outbox, log } = parts.admin;
    const documents = parts.documents();
    const lint = lintOf(documents, dayOf(parts.now()));
    const view = {
      generation: generation(),
      notices: await outbox.counts(),
      log,
      problems: problems(),
      documents: documents.map((document) => ({ document, lint: lint.get(document) ?? null })),
      outcome,
      formToken: context.get('session').formToken,
    };
    const words = adminWords(context.get('say').language);
    return respond(context, words.title, adminPage(view, words));
  };

  app.get('/admin', (context) => show(context, null));

  app.post('/admin/reindex', async (context) => {
    try {
      return await show(context, await parts.assistant.reindex(actorOf(context.get('session'))));
    } catch (error) {
      const trouble = troubleOf(error, context);
      context.status(422);
      return show(context, trouble);
    }
  });

  app.get('/audit', async (context) => {
    await audit(context, parts, 'audit.list', '');
    const words = adminWords(context.get('say').language);
    const say = context.get('say');
    const title = words.audit.title;
    const entries = await parts.desk.log.auditTrail(ENTRIES);
    const session = context.get('session');
    return context.html(page({ say, title, path: '/audit', session, wide: true }, auditPage(entries, words)));
  });
}

/** Lint counts of the versions in force and pending, worked out once for the documents that are served. */
function lintOnce() {
  let known: { of: readonly PolicyDocument[]; day: string; counts: LintCounts } | null = null;
  return (documents: readonly PolicyDocument[], day: string): LintCounts => {
    if (known?.of === documents && known.day === day) return known.counts;
    const linted = [...inForce(documents, day), ...pending(documents, day)];
    const findings = lintDocuments(linted);
    const counts = new Map(
      linted.map((document) => [
        document,
        summaryOf(
          findings.filter(
            ({ documentId, version }) => documentId === document.id && version === document.version,
          ),
        ),
      ]),
    );
    known = { of: documents, day, counts };
    return counts;
  };
}

type LintCounts = ReadonlyMap<PolicyDocument, ReturnType<typeof summaryOf>>;
