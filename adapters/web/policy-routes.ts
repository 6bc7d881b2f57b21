import type { Hono } from 'hono';
import { html } from 'hono/html';
import { readableBy } from '../../src/domain/access.ts';
import { compareVersions, dayOf, inForce, pending } from '../../src/domain/in-force.ts';
import type { PolicyDocument } from '../../src/domain/policy.ts';
import { diffDocuments } from '../../src/revision/diff-documents.ts';
import { pendingChange } from '../../src/revision/pending-change.ts';
import { clauseCoverage } from '../../src/training/coverage.ts';
import { changesPage } from './changes-page.ts';
import { page } from './layout.ts';
import { policiesPage, type StandingVersion, versionPath } from './policies-page.ts';
import { readerPage } from './reader-page.ts';
import { clauseHeat } from './training/clause-heat.ts';
import { audit, documentsFor, recordsOn } from './training/desk.ts';
import { firstMonday } from './training/weekly-overview.ts';
import { workWords } from './training/work-words.ts';
import type { WebContext, WebEnvironment } from './web-environment.ts';
import type { WebParts } from './web-parts.ts';

/** Weeks of questions that colour the clauses. */
const HEAT_WEEKS = 13;

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

  app.get('/policies/:id/:version', async (context) => {
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
      ...(await heatOf(context, parts, shown.document)),
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

/** For trainers, how often the clauses of a document were asked about, where they want to see it. */
async function heatOf(context: WebContext, parts: WebParts, document: PolicyDocument) {
  if (!context.get('session').roles.includes('trainer')) return { heat: null, heatLink: null };
  const words = workWords(context.get('say').language);
  const { path } = context.req;
  if (context.req.query('heat') === undefined) {
    return { heat: null, heatLink: html`<a href="${path}?heat">${words.heat.on}</a>` };
  }
  const since = firstMonday(parts.now(), HEAT_WEEKS);
  await audit(context, parts, 'coverage', `since ${since.slice(0, 10)} ${document.id}`);
  const { log, smallestGroup } = parts.desk;
  const documents = documentsFor(context, parts);
  const { clauses } = await clauseCoverage(recordsOn(documents, parts, log.outlines({ since })), {
    documents,
    now: parts.now().toISOString(),
    smallestGroup,
  });
  return {
    heat: clauseHeat(clauses, document.id, words),
    heatLink: html`<a href="${path}">${words.heat.off}</a>`,
  };
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
