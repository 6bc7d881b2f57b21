import type { webApi } from '@slack/bolt';
import type { Delivery, Notice } from '../../src/domain/outbox.ts';
import { detectLanguage } from '../../src/retrieval/text.ts';
import { inSlack, personId, readAddress, type SlackAddress } from './address.ts';
import { paragraph, plainly, richText, size } from './block-kit.ts';
import type { SlackParts } from './parts.ts';
import { renderNotice } from './render-notice.ts';
import type { SendFailure } from './send-outcome.ts';
import { sendFailure } from './send-outcome.ts';
import { ANSWER_METADATA } from './sender.ts';
import { wordsOf } from './words-of.ts';

/** Sends a message that Kitei starts, with one attempt: the outbox tries again what certainly did not arrive. */
export async function deliverNotice(notice: Notice, parts: SlackParts): Promise<Delivery> {
  const to = readAddress(notice.to);
  if (to === null) return undeliverable('no_address');
  try {
    return await deliver(notice, to, parts);
  } catch {
    // Nothing before the sending itself can have left a message behind, and that does not throw.
    return { outcome: 'failed', reason: 'unexpected' };
  }
}

async function deliver({ content }: Notice, to: SlackAddress, parts: SlackParts): Promise<Delivery> {
  const ids = to.team === null && to.enterprise === null ? await parts.workspaces.only() : to;
  if (ids === null) return undeliverable('unknown_workspace');
  const client = await parts.workspaces.client(ids);
  if (client === null) return undeliverable('not_installed');
  const team = ids.team ?? '';

  const language = (content.kind === 'escalation' ? null : to.locale) ?? detectLanguage(content.question);
  if (content.kind === 'correction' && to.channel !== null && to.thread !== null) {
    await markOutdated(client, to.channel, to.thread, content.recordId, wordsOf(language).notices.outdated);
  }
  if (content.kind === 'correction' && to.user !== null) {
    if (await parts.muted.includes(personId(team, to.user))) return undeliverable('not_wanted');
  }
  const place = await placeOf(content.kind, client, to);
  if ('outcome' in place) return delivery(place);
  const message = renderNotice(content, { language, mentionToReply: parts.followed === null });
  const sent = await parts.sender.send(message, { kind: 'channel', client, ...place });
  if (sent.outcome !== 'sent') return delivery(sent);
  const { channel, ts } = sent;
  const answerable = content.kind === 'escalation' && channel !== null && ts !== null;
  return { outcome: 'sent', thread: answerable ? inSlack(team, channel, ts) : null };
}

/** The owner's channel; the thread of the question; or the direct message with somebody who asked privately. */
async function placeOf(
  kind: Notice['content']['kind'],
  client: webApi.WebClient,
  { owner, channel, thread, user }: SlackAddress,
): Promise<{ readonly channel: string; readonly thread: string | null } | SendFailure> {
  const refused = { outcome: 'refused', reason: 'no_address' } as const;
  if (kind === 'escalation') return owner === null ? refused : { channel: owner, thread: null };
  if (channel !== null) return { channel, thread };
  if (user === null) return refused;
  try {
    const opened = await client.conversations.open({ users: user });
    const id = opened.channel?.id;
    return id === undefined ? refused : { channel: id, thread: null };
  } catch (error) {
    const failure = sendFailure(error);
    // Opening a conversation twice opens it once.
    return failure.outcome === 'ambiguous' ? { outcome: 'unsent', reason: failure.reason } : failure;
  }
}

function delivery(failure: SendFailure): Delivery {
  const { reason } = failure;
  switch (failure.outcome) {
    case 'limited':
      return { outcome: 'failed', reason, retryAfterMs: failure.retryAfterMs };
    case 'unsent':
      return { outcome: 'failed', reason };
    case 'ambiguous':
      return { outcome: 'ambiguous', reason };
    case 'refused':
      return undeliverable(reason);
  }
}

function undeliverable(reason: string): Delivery {
  return { outcome: 'undeliverable', reason };
}

/** What a message with blocks may weigh, as Slack counts it. */
const MOST = 12_000;

/**
 * Says in an old answer itself that it no longer holds. Kitei may read the conversation in direct messages, and in
 * channels where threads are followed; elsewhere the message in the thread must do.
 */
async function markOutdated(
  client: webApi.WebClient,
  channel: string,
  thread: string,
  recordId: string,
  words: string,
): Promise<void> {
  try {
    const { messages = [] } = await client.conversations.replies({
      channel,
      ts: thread,
      limit: 100,
      include_all_metadata: true,
    });
    const old = messages.find(({ metadata }) => {
      const payload = metadata?.event_payload as { record_id?: string } | undefined;
      return metadata?.event_type === ANSWER_METADATA && payload?.record_id === recordId;
    });
    // A notice that is tried again finds it marked.
    if (old?.ts === undefined || old.text === words) return;
    const banner = richText(paragraph(plainly(words, { bold: true })));
    const blocks = [banner, ...((old.blocks ?? []) as (typeof banner)[])];
    while (blocks.length > 1 && (size(blocks) > MOST || blocks.length > 50)) blocks.pop();
    await client.chat.update({ channel, ts: old.ts, text: words, blocks });
  } catch {
    // The message in the thread says it.
  }
}
