import { z } from 'zod';
import type { Language } from '../../src/domain/policy.ts';

/** Teams leaves out what it does not know, or sends null. */
const optionalText = z
  .string()
  .nullish()
  .transform((value) => value ?? undefined);

const account = z.object({ id: z.string().min(1), name: optionalText, aadObjectId: optionalText });

/** What Teams posts to the bot, as far as Kitei reads it. */
export const inboundActivity = z.object({
  type: z.string().min(1),
  name: optionalText,
  id: optionalText,
  action: optionalText,
  serviceUrl: z.string().min(1),
  from: account,
  recipient: account,
  conversation: z.object({
    id: z.string().min(1),
    conversationType: optionalText,
    tenantId: optionalText,
  }),
  text: optionalText,
  locale: optionalText,
  replyToId: optionalText,
  value: z.unknown().optional(),
  entities: z
    .array(z.looseObject({ type: z.string() }))
    .nullish()
    .transform((value) => value ?? []),
  channelData: z
    .looseObject({
      tenant: z.looseObject({ id: optionalText }).nullish(),
      team: z.looseObject({ id: optionalText }).nullish(),
    })
    .nullish(),
});

export type InboundActivity = z.infer<typeof inboundActivity>;

/** A message that Kitei sends, as Teams takes it. */
export interface OutgoingActivity {
  readonly type: 'message' | 'typing';
  readonly text?: string;
  /** Shown in notifications instead of the text. */
  readonly summary?: string;
  readonly attachments?: readonly { readonly contentType: string; readonly content: object }[];
  /** Teams sends text and cards in a list as messages of their own, and then gives no id for any of them. */
  readonly attachmentLayout?: 'carousel';
  readonly entities?: readonly object[];
  readonly channelData?: object;
}

/** Ids of the tenants an activity says it comes from. */
export function tenantsOf(activity: Pick<InboundActivity, 'conversation' | 'channelData'>): string[] {
  return [activity.conversation.tenantId, activity.channelData?.tenant?.id].filter((id) => id !== undefined);
}

/** The person, unique across tenants. */
export function askerOf(activity: InboundActivity): string {
  return `teams:${tenantsOf(activity)[0]}:${activity.from.aadObjectId ?? activity.from.id}`;
}

/** The same for every delivery of one message, different for any two messages. */
export function questionIdOf(activity: InboundActivity): string {
  return `teams:${tenantsOf(activity)[0]}:${activity.conversation.id}:${activity.id}`;
}

/** Language of the person's Teams; null where Teams does not say. */
export function localeOf({ locale }: Pick<InboundActivity, 'locale'>): Language | null {
  return locale === undefined ? null : /^ja\b/i.test(locale) ? 'ja' : 'en';
}

/** The conversation without the thread in it: a channel for a post in that channel. */
export function baseOf(conversationId: string): string {
  return conversationId.replace(/;messageid=.*$/, '');
}

/** The thread that replies to a message carry, in a channel as their conversation id. */
export function threadOf(conversationId: string, messageId: string): string {
  return `${baseOf(conversationId)};messageid=${messageId}`;
}
