import type { ChannelState } from '../../src/domain/channel-state.ts';
import { askerOf, baseOf, type InboundActivity } from './activity.ts';
import { addressOf, type ConversationAddress, conversationAddress } from './conversation-address.ts';

const CONVERSATIONS = 'teams.conversation';
const PEOPLE = 'teams.person';

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
  // What was written last, so that an unchanged conversation is not written with every message.
  const written = new Map<string, string>();
  const read = async (kind: string, key: string) => {
    const found = conversationAddress.safeParse(await state.get(kind, key));
    return found.success ? found.data : null;
  };
  const put = async (kind: string, key: string, address: ConversationAddress, person?: string) => {
    const text = JSON.stringify(address);
    if (written.get(`${kind} ${key}`) === text) return;
    await state.put(kind, key, address, person);
    if (written.size > 10_000) written.clear();
    written.set(`${kind} ${key}`, text);
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
