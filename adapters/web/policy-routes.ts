import type { Hono } from 'hono';
import { readableBy } from '../../src/domain/access.ts';
import { compareVersions, dayOf, inForce, pending } from '../../src/domain/in-force.ts';
import type { PolicyDocument } from '../../src/domain/policy.ts';
import { diffDocuments } from '../../src/revision/diff-documents.ts';
import { pendingChange } from '../../src/revision/pending-change.ts';
import { changesPage } from './changes-page.ts';
import { page } from './layout.ts';
import { policiesPage, type StandingVersion, versionPath } from './policies-page.ts';
import { readerPage } from './reader-page.ts';
import type { WebContext, WebEnvironment } from './web-environment.ts';
import type { WebParts } from './web-parts.ts';

/** Reading the policies: everybody who is signed in sees what he or she may read, at addresses that stay. */
export function policyRoutes(app: Hono<WebEnvironment>, parts: WebParts): void {
  app.get('/policies', (context) => {
    const say = context.get('say');
    const query = context.req.query('q') ?? '';
    return respond(context, say.policies.title, policiesPage(readable(context, parts), query, say));
  });

  app.get('/policies/:id', (context) => {
    const versions = readable(context, parts).filter(
      ({ document }) => document.id === context.req.param('id'),
    );
    const shown = versions.find(({ standing }) => standing === 'inForce') ?? versions.at(-1);
    return shown === undefined ? context.notFound() : context.redirect(versionPath(shown.document), 302);
  });

  app.get('/policies/:id/:version', (context) => {
    const all = readable(context, parts);
    const shown = find(context, all);
    if (shown === undefined) return context.notFound();
    const documents = all.map(({ document }) => document);
    const day = dayOf(parts.now());
    const view = {
      shown,
      comparable: before(shown.document, documents) !== undefined,
      pendingOf: (clause: Parameters<typeof pendingChange>[0]) =>
        shown.standing === 'inForce' ? pendingChange(clause, documents, day) : null,
      definitions: definitionsOf(shown.document),
    };
    return respond(context, shown.document.title, readerPage(view, context.get('say')));
  });

  app.get('/policies/:id/:version/changes', (context) => {
    const all = readable(context, parts);
    const shown = find(context, all);
    const older =
      shown &&
      before(
        shown.document,
        all.map(({ document }) => document),
      );
    if (shown === undefined || older === undefined) return context.notFound();
    const { title, language } = shown.document;
    const diff = diffDocuments(older, shown.document);
    return respond(context, title, changesPage(diff, title, language, context.get('say')));
  });
}

function respond(context: WebContext, title: string, content: Parameters<typeof page>[1]) {
  const session = context.get('session');
  return context.html(page({ say: context.get('say'), title, path: context.req.path, session }, content));
}

/** Every version that the person may read, with where it stands today. */
function readable(context: WebContext, { documents, groupsOf, now }: WebParts): readonly StandingVersion[] {
  const day = dayOf(now());
  const all = documents();
  const current = new Set(inForce(all, day));
  const coming = new Set(pending(all, day));
  return readableBy(all, groupsOf(context.get('session'))).map((document) => ({
    document,
    standing: current.has(document) ? 'inForce' : coming.has(document) ? 'pending' : 'past',
  }));
}

function find(context: WebContext, versions: readonly StandingVersion[]): StandingVersion | undefined {
  const { id, version } = context.req.param() as { id: string; version: string };
  return versions.find(({ document }) => document.id === id && document.version === version);
}

/** The version that came before. */
function before(document: PolicyDocument, all: readonly PolicyDocument[]): PolicyDocument | undefined {
  return all
    .filter(({ id }) => id === document.id)
    .sort(compareVersions)
    .findLast((other) => compareVersions(other, document) < 0);
}

/** Terms that a document defines, with the words that define them. */
function definitionsOf({ clauses }: PolicyDocument): ReadonlyMap<string, string> {
  return new Map(
    clauses.flatMap(({ text, definedTerms }) =>
      definedTerms.map(({ term, start, end }) => [term, text.slice(start, end)] as const),
    ),
  );
}
