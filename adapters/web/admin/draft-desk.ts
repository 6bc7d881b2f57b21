import { createHash } from 'node:crypto';
import type { DraftChange } from '../../../src/domain/draft-changes.ts';
import { documentRoot } from '../../../src/drafts/stage-document.ts';
import { formatOf } from '../../../src/policy/file-formats.ts';
import type { Html } from '../layout.ts';
import { audit } from '../training/desk.ts';
import type { WebContext } from '../web-environment.ts';
import type { WebParts } from '../web-parts.ts';
import type { KnowledgeParts } from './admin-parts.ts';
import { adminWords } from './admin-words.ts';
import { type DraftPage, draftPage } from './draft-page.ts';
import { documentAddress, field, whoOf } from './knowledge-desk.ts';
import { knowledgeWords } from './knowledge-words.ts';
import type { Order, PublishingJob } from './publishing-job.ts';

/** The draft as a page shows it. A look at a rehearsal is put down: it shows what people asked. */
export async function draftView(
  context: WebContext,
  parts: WebParts,
  { draft, jobs }: KnowledgeParts,
  place: Pick<DraftPage, 'area' | 'title' | 'noPublishing' | 'problem'>,
): Promise<{ readonly content: Html; readonly isRunning: boolean }> {
  const say = context.get('say');
  const changes = await draft.list();
  const conflicts = await draft.conflicts();
  const root = await documentRoot(draft.knowledgeDir);
  const job = await jobs.current();
  if (job?.rehearsal) await audit(context, parts, 'draft.rehearsal', job.id);
  const isAdmin = context.get('session').roles.includes('admin');
  const view = {
    ...place,
    changes: changes.map((change) => ({
      ...change,
      kind: kindOf(change),
      page: isAdmin ? pageOf(change, root) : null,
      isInConflict: conflicts.includes(change.path),
    })),
    draft: draftId(changes),
    job,
    formToken: context.get('session').formToken,
  };
  const words = knowledgeWords(say.language);
  const content = draftPage(view, { words, admin: adminWords(say.language), say });
  return { content, isRunning: job !== null && !job.finished };
}

/** An order for the draft as it is now, without consent to anything. */
export async function order(
  { draft }: KnowledgeParts,
  kind: PublishingJob['kind'],
  by: string,
): Promise<Order> {
  return { kind, by, draft: draftId(await draft.list()), acknowledged: [], override: null };
}

/**
 * Publishes what was rehearsed and acknowledged on the page sent, once that is put down.
 * @returns why it was not begun, in words; null where it was.
 */
export async function publishSeen(
  context: WebContext,
  parts: WebParts,
  knowledge: KnowledgeParts,
): Promise<string | null> {
  const { draft: words } = knowledgeWords(context.get('say').language);
  const now = await order(knowledge, 'publish', whoOf(context, parts).by);
  const rehearsal = (await knowledge.jobs.current())?.rehearsal ?? null;
  const isSeen = rehearsal?.draft === now.draft && (await field(context, 'draft')) === now.draft;
  if (rehearsal === null || !isSeen) return words.stale;
  const isAcknowledged = (await field(context, 'acknowledged')) === 'yes';
  if (rehearsal.keys.length > 0 && !isAcknowledged) return words.unacknowledged;
  const reason = await field(context, 'override');
  await audit(
    context,
    parts,
    'draft.publish',
    reason === '' ? now.draft : `${now.draft}: ${parts.desk.redact(reason)}`,
  );
  const override = reason === '' ? null : reason;
  const isBegun = await knowledge.jobs.start({ ...now, acknowledged: rehearsal.keys, override });
  return isBegun ? null : words.busy;
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
