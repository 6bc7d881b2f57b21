import { type Json, messageFaults } from './block-limits.ts';
import type { FakeMessage, NewMessage } from './fake-message.ts';

/** Calls of one method that Slack takes in a minute. */
const CALLS_A_MINUTE: Readonly<Record<string, number>> = {
  'chat.startStream': 20,
  'chat.appendStream': 100,
  'chat.stopStream': 20,
};

/** Says of each call whether Slack would refuse it as one too many. */
export function createRateLimit(): (method: string, token: string | null) => boolean {
  const recent = new Map<string, number[]>();
  return (method, token) => {
    const most = CALLS_A_MINUTE[method];
    if (most === undefined) return false;
    const key = `${method} ${token}`;
    const calledAt = (recent.get(key) ?? []).filter((at) => at > performance.now() - 60_000);
    recent.set(key, [...calledAt, performance.now()]);
    return calledAt.length >= most;
  };
}

/** What the fake's streams share with the rest of it. */
interface Surroundings {
  readonly messages: FakeMessage[];
  keep(message: NewMessage): FakeMessage;
  readonly faults: string[];
  readonly mostCharacters: number;
}

/** Messages that grow, in the order and the states that Slack takes them in. */
export function createFakeStreams({ messages, keep, faults, mostCharacters }: Surroundings) {
  return (method: string, args: Json, token: string | null): Json => {
    const {
      channel,
      ts,
      markdown_text: piece = '',
      blocks = [],
    } = args as Record<string, string> & {
      blocks?: Json[];
    };
    if (channel === undefined || !/^[CDG]/.test(channel)) return { ok: false, error: 'channel_not_found' };
    if (args.chunks !== undefined && piece !== '') return { ok: false, error: 'streaming_mode_mismatch' };
    if (piece.length > 12_000) return { ok: false, error: 'msg_too_long' };
    if (method === 'chat.startStream') {
      const { thread_ts: thread = '', recipient_team_id: team, recipient_user_id: user } = args;
      if (thread === '') return { ok: false, error: 'invalid_thread_ts' };
      if (!team) return { ok: false, error: 'missing_recipient_team_id' };
      if (!user) return { ok: false, error: 'missing_recipient_user_id' };
      const place = { token, channel, thread: String(thread), onlyFor: null };
      const kept = keep({ ...place, text: '', blocks: [], metadata: null, streaming: true });
      if (piece !== '') messages[messages.length - 1] = { ...kept, markdown: piece };
      return { ok: true, channel, ts: kept.ts };
    }
    const at = messages.findIndex((message) => message.ts === ts && message.channel === channel);
    const old = messages[at];
    if (old === undefined) return { ok: false, error: 'message_not_found' };
    if (old.token !== token) return { ok: false, error: 'message_not_owned_by_app' };
    if (!old.streaming) return { ok: false, error: 'message_not_in_streaming_state' };
    const markdown = old.markdown + piece;
    if (method === 'chat.appendStream') {
      if (piece === '') return { ok: false, error: 'no_text' };
      messages[at] = { ...old, markdown };
      return { ok: true, channel, ts };
    }
    if (markdown.length + JSON.stringify(blocks).length > mostCharacters)
      return { ok: false, error: 'msg_blocks_too_long' };
    const found = messageFaults({ text: markdown || '…', blocks });
    faults.push(...found);
    if (found.length > 0) return { ok: false, error: 'invalid_blocks' };
    messages[at] = {
      ...old,
      markdown,
      blocks,
      metadata: (args.metadata ?? null) as Json | null,
      streaming: false,
    };
    return { ok: true, channel, ts };
  };
}
