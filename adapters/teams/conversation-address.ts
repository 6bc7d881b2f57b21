import { z } from 'zod';
import { type InboundActivity, localeOf, tenantsOf } from './activity.ts';

/** Where Teams takes messages for one conversation. Plain JSON, kept encrypted. */
export const conversationAddress = z.object({
  serviceUrl: z.string().min(1),
  tenantId: z.string().min(1),
  /** In a channel with the thread: `19:…@thread.tacv2;messageid=…`. */
  conversation: z.string().min(1),
  /** `personal`, `groupChat` or `channel`. */
  kind: z.string().optional(),
  /** The bot's own id there. */
  bot: z.string().min(1),
  user: z.object({ id: z.string().min(1), name: z.string().optional() }).optional(),
  /** The message that is replied to. */
  activity: z.string().min(1).optional(),
  /** Language of the interface there. */
  locale: z.enum(['ja', 'en']).optional(),
});

export type ConversationAddress = Readonly<z.infer<typeof conversationAddress>>;

/** The conversation that an activity comes from. */
export function addressOf(activity: InboundActivity): ConversationAddress {
  const { from, id, conversation, recipient, serviceUrl } = activity;
  const locale = localeOf(activity);
  return {
    serviceUrl,
    tenantId: tenantsOf(activity)[0] ?? '',
    conversation: conversation.id,
    ...(conversation.conversationType !== undefined && { kind: conversation.conversationType }),
    bot: recipient.id,
    user: { id: from.id, ...(from.name !== undefined && { name: from.name }) },
    ...(activity.type === 'message' && id !== undefined && { activity: id }),
    ...(locale !== null && { locale }),
  };
}
