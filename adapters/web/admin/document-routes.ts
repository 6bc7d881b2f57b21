import type { Hono } from 'hono';
import { dayOf, inForce } from '../../../src/domain/in-force.ts';
import type { PolicyDocument } from '../../../src/domain/policy.ts';
import type { StatedMetadata } from '../../../src/drafts/policy-list.ts';
import {
  documentRoot,
  readStaged,
  readStated,
  restateDocument,
  stageDocument,
  unstageDocument,
} from '../../../src/drafts/stage-document.ts';
import { lintDocument } from '../../../src/lint/lint-documents.ts';
import { formatOf } from '../../../src/policy/file-formats.ts';
import type { DocumentMetadata } from '../../../src/policy/metadata.ts';
import { diffDocuments } from '../../../src/revision/diff-documents.ts';
import { audit } from '../training/desk.ts';
import type { WebContext, WebEnvironment } from '../web-environment.ts';
import type { WebParts } from '../web-parts.ts';
import { respond } from './admin-navigation.ts';
import type { KnowledgeParts } from './admin-parts.ts';
import { documentPage } from './document-page.ts';
import { documentsPage, NOTHING_STATED, STATED, type StatedFields } from './documents-page.ts';
import {
  documentAddress,
  field,
  servedVersion,
  type Trouble,
  troubleOf,
  whoOf,
  withKnowledge,
} from './knowledge-desk.ts';
import type { KnowledgeWords } from './knowledge-words.ts';

/** Documents: what is served, what is in the draft, taking one in, and how one was read. Nothing here is served yet. */
export function documentRoutes(app: Hono<WebEnvironment>, parts: WebParts): void {
  const list = async (
    context: WebContext,
    { draft }: KnowledgeParts,
    words: KnowledgeWords,
    trouble: Trouble | null = null,
  ) => {
    const root = await documentRoot(draft.knowledgeDir);
    const staged = (await draft.list()).map(({ path }) => path);
    const view = {
      folder: draft.knowledgeDir,
      served: parts.documents(),
      staged: staged.flatMap((path) =>
        path.startsWith(root) && formatOf(path) !== null ? [path.slice(root.length)] : [],
      ),
      typed: trouble === null ? NOTHING_STATED : await typedFields(context),
      trouble,
      formToken: context.get('session').formToken,
    };
    const status = trouble === null ? {} : ({ status: 422 } as const);
    return respond(context, words.documents.title, documentsPage(view, words), status);
  };

  const show = async (
    context: WebContext,
    { draft }: KnowledgeParts,
    words: KnowledgeWords,
    path: string,
    trouble: Trouble | null = null,
  ) => {
    const root = await documentRoot(draft.knowledgeDir);
    const isStaged = (await draft.list()).some((change) => change.path === root + path);
    let document: PolicyDocument | null = null;
    let unread = trouble;
    try {
      document = await readStaged(draft, path);
      if (document === null && !isStaged) return context.notFound();
    } catch (error) {
      unread = troubleOf(error, context);
    }
    const served = parts.documents();
    // What a file replaces is what it is compared with; a new file, with what is in force.
    const before =
      document === null
        ? undefined
        : (served.find(({ source }) => source.path === path) ??
          servedVersion(served, document.id, parts.now()));
    const view = {
      path,
      document,
      trouble: unread,
      findings: document === null ? [] : lintDocument(document, othersThan(document, served, parts.now())),
      diff: document === null || before === undefined ? null : diffDocuments(before, document),
      isStaged,
      saved: context.req.query('saved') !== undefined,
      stated: document === null ? NOTHING_STATED : fieldsOf(await readStated(draft, path)),
      formToken: context.get('session').formToken,
    };
    const status = trouble === null ? {} : ({ status: 422 } as const);
    return respond(context, document?.title ?? path, documentPage(view, words, context.get('say')), status);
  };

  app.get(
    '/admin/documents',
    withKnowledge(parts, (context, knowledge, words) => list(context, knowledge, words)),
  );

  app.post(
    '/admin/documents',
    withKnowledge(parts, async (context, knowledge, words) => {
      const { file } = await context.req.parseBody();
      if (!(file instanceof File) || file.name === '') {
        return list(context, knowledge, words, { message: words.documents.chooseFile, remedy: '' });
      }
      const of = await field(context, 'of');
      const served = parts.documents();
      const document = served.find(({ source }) => source.path === of);
      await audit(context, parts, 'document.upload', file.name);
      try {
        const path = await stageDocument(knowledge.draft, {
          fileName: file.name,
          content: new Uint8Array(await file.arrayBuffer()),
          stated: statedIn(await typedFields(context)),
          of:
            document === undefined
              ? null
              : { document, replaces: (await field(context, 'how')) === 'replace' },
          served,
          ...whoOf(context, parts),
        });
        return context.redirect(`${documentAddress(path)}&saved=1`, 303);
      } catch (error) {
        return list(context, knowledge, words, troubleOf(error, context));
      }
    }),
  );

  app.get(
    '/admin/document',
    withKnowledge(parts, (context, knowledge, words) =>
      show(context, knowledge, words, context.req.query('path') ?? ''),
    ),
  );

  app.post(
    '/admin/document/metadata',
    withKnowledge(parts, async (context, knowledge, words) => {
      const path = await field(context, 'path');
      await audit(context, parts, 'document.restate', path);
      try {
        const stated = statedIn(await typedFields(context));
        await restateDocument(knowledge.draft, path, stated, whoOf(context, parts));
        return context.redirect(`${documentAddress(path)}&saved=1`, 303);
      } catch (error) {
        return show(context, knowledge, words, path, troubleOf(error, context));
      }
    }),
  );

  app.post(
    '/admin/document/remove',
    withKnowledge(parts, async (context, { draft }) => {
      const path = await field(context, 'path');
      await audit(context, parts, 'document.remove', path);
      await unstageDocument(draft, path, whoOf(context, parts));
      return context.redirect('/admin/draft', 303);
    }),
  );
}

/** Other documents that one is read with: in force, and not another version of it. */
function othersThan(
  { id }: PolicyDocument,
  served: readonly PolicyDocument[],
  now: Date,
): readonly PolicyDocument[] {
  return inForce(served, dayOf(now)).filter((other) => other.id !== id);
}

async function typedFields(context: WebContext): Promise<StatedFields> {
  const entries = [...STATED, 'groups' as const].map(
    async (key) => [key, await field(context, key)] as const,
  );
  return Object.fromEntries(await Promise.all(entries)) as StatedFields;
}

function statedIn({ groups, ...stated }: StatedFields): StatedMetadata {
  return { ...stated, groups: groups.split(/[\s,、]+/).filter(Boolean) };
}

function fieldsOf(stated: DocumentMetadata): StatedFields {
  const { title = '', version = '', effectiveDate = '', audience = '', owner = '', groups = [] } = stated;
  return { title, version, effectiveDate, audience, owner, groups: groups.join(' ') };
}
