import { inSlack } from './address.ts';
import { readIncoming } from './incoming.ts';
import { ANSWER_METADATA } from './sender.ts';
import type { Workspaces } from './workspaces.ts';

/**
 * Whether an answer to an event stands in its conversation already: the process that sent it may have ended before it
 * could note that. Kitei may look into direct messages, and into channels where threads are followed; elsewhere false,
 * since an answer twice is better than none.
 */
export async function answeredBefore(body: unknown, workspaces: Workspaces): Promise<boolean> {
  const incoming = readIncoming(body, undefined);
  if (incoming === null) return false;
  const { team, enterprise, channel, thread, ts } = incoming;
  try {
    const client = await workspaces.client({ team, enterprise });
    const found = await client?.conversations.replies({
      channel,
      ts: thread ?? ts,
      limit: 100,
      include_all_metadata: true,
    });
    const recordId = `slack:${inSlack(team, channel, ts)}`;
    return (found?.messages ?? []).some(({ metadata }) => {
      const payload = metadata?.event_payload as { record_id?: string } | undefined;
      return metadata?.event_type === ANSWER_METADATA && payload?.record_id === recordId;
    });
  } catch {
    return false;
  }
}
