import { z } from 'zod';
import type { Delivery, Notice } from '../../src/domain/outbox.ts';
import { baseOf, threadOf } from './activity.ts';
import { asFailure } from './connector-http.ts';
import { type ConversationAddress, conversationAddress } from './conversation-address.ts';
import type { Conversations } from './conversations.ts';
import type { MonthlyMemory } from './monthly-memory.ts';
import type { MutedPeople } from './muted-people.ts';
import type { Outbound } from './outbound.ts';
import { renderNotice } from './render-notice.ts';

interface NoticeParts {
  readonly outbound: Outbound;
  readonly conversations: Conversations;
  readonly muted: MutedPeople;
  /** What became of each notice, so that none is sent twice, not even after the end of a process midway. */
  readonly notices: MonthlyMemory;
  readonly warn: (message: string) => void;
}

/** Sends a notice: see `Channel.deliver`. */
export async function deliverNotice(notice: Notice, parts: NoticeParts): Promise<Delivery> {
  const { outbound, notices, warn } = parts;
  const at = new Date(notice.createdAt);
  try {
    const to = await destination(notice, parts);
    if (to === null) return { outcome: 'undeliverable', reason: 'The address is not one of Teams.' };
    if (notice.content.kind === 'correction' && to.user !== undefined) {
      if (await parts.muted.includes(to.tenantId, to.user.id)) {
        return { outcome: 'undeliverable', reason: 'The person wants no notices of corrections.' };
      }
    }
    const known = (await notices.get(notice.key, at)) as Delivery | null;
    if (known !== null) return known;
    const lost: Delivery = { outcome: 'ambiguous', reason: 'The process ended while it was being sent.' };
    await notices.put(notice.key, lost, at);
    const delivery = await attempt(notice, to, outbound);
    await (delivery.outcome === 'failed'
      ? notices.delete(notice.key, at)
      : notices.put(notice.key, delivery, at)
    ).catch((error) => warn(`Teams: what became of a notice is not kept: ${error}`));
    return delivery;
  } catch (error) {
    // Nothing has been sent yet.
    return { outcome: 'failed', reason: String(error) };
  }
}

async function attempt(notice: Notice, to: ConversationAddress, outbound: Outbound): Promise<Delivery> {
  const { content } = notice;
  const together = to.kind !== undefined && to.kind !== 'personal';
  const mentioned =
    content.kind !== 'escalation' && together && to.user?.name !== undefined
      ? { id: to.user.id, name: to.user.name }
      : null;
  try {
    const id = await outbound.send(to, renderNotice(content, to.locale ?? 'ja', mentioned));
    return { outcome: 'sent', thread: id === '' ? null : threadOf(to.conversation, id) };
  } catch (error) {
    const { fate, message: reason, retryAfterMs } = asFailure(error);
    if (fate === 'refused') return { outcome: 'undeliverable', reason };
    if (fate === 'ambiguous') return { outcome: 'ambiguous', reason };
    return { outcome: 'failed', reason, ...(retryAfterMs !== null && { retryAfterMs }) };
  }
}

const owned = z.object({ owner: z.string().min(1) });

/**
 * Where a notice goes. An escalation names the owner's channel or chat; how Teams is reached there is known from the
 * installation there, else from the asker, who is in the same tenant.
 */
async function destination(
  { to }: Notice,
  { conversations }: NoticeParts,
): Promise<ConversationAddress | null> {
  const own = conversationAddress.safeParse(to.at).data;
  const owner = owned.safeParse(to.at).data?.owner;
  if (owner === undefined) return own ?? null;
  const base = baseOf(owner);
  const kept = await conversations.find(base);
  if (kept !== null) return { ...kept, conversation: owner };
  if (own === undefined) return null;
  const { serviceUrl, tenantId, bot, locale } = own;
  const kind = base.includes('@thread') ? 'channel' : 'personal';
  return { serviceUrl, tenantId, bot, conversation: owner, kind, ...(locale !== undefined && { locale }) };
}
