import type { ChannelState } from '../../src/domain/channel-state.ts';
import { askerOf, baseOf, type InboundActivity } from './activity.ts';
import { addressOf, type ConversationAddress, conversationAddress } from './conversation-address.ts';

const CONVERSATIONS = 'teams.conversation';
const PEOPLE = 'teams.person';
/** How long a conversation is taken to be kept as it was written. */
const BELIEVED_MS = 10 * 60_000;

/** The conversations Kitei is installed in, kept beyond a restart: without them it could not speak first. */
export interface Conversations {
  /** Keeps the conversation an activity comes from; does nothing where it is known as it is. */
  remember(activity: InboundActivity): Promise<void>;
  /** Forgets what an installation that was removed could reach. */
  forget(activity: InboundActivity): Promise<void>;
  /** By the id of a channel or chat, without a thread. */
  find(conversationId: string): Promise<ConversationAddress | null>;
  /** The personal chat with somebody. */
  ofPerson(asker: string): Promise<ConversationAddress | null>;
}

export function createConversations(state: ChannelState): Conversations {
  // What was written last, so that an unchanged conversation is not written with every message; for a while only, since
  // another process may have forgotten it.
  const written = new Map<string, { readonly text: string; readonly until: number }>();
  const read = async (kind: string, key: string) => {
    const found = conversationAddress.safeParse(await state.get(kind, key));
    return found.success ? found.data : null;
  };
  const put = async (kind: string, key: string, address: ConversationAddress, person?: string) => {
    const text = JSON.stringify(address);
    const last = written.get(`${kind} ${key}`);
    if (last?.text === text && performance.now() < last.until) return;
    await state.put(kind, key, address, person);
    if (written.size > 10_000) written.clear();
    written.set(`${kind} ${key}`, { text, until: performance.now() + BELIEVED_MS });
  };
  const drop = async (kind: string, key: string) => {
    written.delete(`${kind} ${key}`);
    await state.delete(kind, key);
  };
  return {
    async remember(activity) {
      const { activity: _message, user, ...address } = addressOf(activity);
      const base = baseOf(address.conversation);
      const personal = address.kind === 'personal';
      const place = { ...address, conversation: base, ...(personal && user !== undefined && { user }) };
      const asker = askerOf(activity);
      await put(CONVERSATIONS, base, place, personal ? asker : undefined);
      if (personal) await put(PEOPLE, asker, place, asker);
    },
    async forget(activity) {
      const base = baseOf(activity.conversation.id);
      await drop(CONVERSATIONS, base);
      if (activity.conversation.conversationType === 'personal') await drop(PEOPLE, askerOf(activity));
    },
    find: (conversationId) => read(CONVERSATIONS, baseOf(conversationId)),
    ofPerson: (asker) => read(PEOPLE, asker),
  };
}
