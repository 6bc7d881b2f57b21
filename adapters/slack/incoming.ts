import { z } from 'zod';
import { mentions } from './message-text.ts';

/** A message that may be meant for Kitei. */
export interface Incoming {
  readonly team: string;
  readonly enterprise: string | null;
  readonly channel: string;
  readonly user: string;
  readonly ts: string;
  /** The message whose thread it stands in; null for one that stands by itself. */
  readonly thread: string | null;
  /** As Slack sent it. */
  readonly text: string;
  readonly eventId: string | null;
  /** How it reached Kitei: by name, in a direct message, or in a thread that Kitei can read. */
  readonly how: 'mention' | 'direct' | 'thread';
}

const id = z.string().min(1);
const optional = id.nullish().transform((value) => value ?? null);

const messageEvent = z.object({
  event_id: optional,
  team_id: optional,
  enterprise_id: optional,
  authorizations: z.array(z.object({ team_id: optional, enterprise_id: optional })).optional(),
  event: z.object({
    type: z.enum(['app_mention', 'message']),
    subtype: z.string().optional(),
    bot_id: z.string().optional(),
    channel: id,
    channel_type: z.string().optional(),
    user: id,
    ts: id,
    // An empty one is no thread; sent back, it would be refused.
    thread_ts: z
      .string()
      .nullish()
      .transform((value) => value || null),
    text: z.string().default(''),
  }),
});

/** Messages of people that carry words of their own; all others say that something happened. */
const WORDS = new Set([undefined, 'file_share', 'thread_broadcast']);

/** Reads an event; null for what nobody says to Kitei: messages of apps, edits, talk in channels. */
export function readIncoming(body: unknown, botUserId: string | undefined): Incoming | null {
  const read = messageEvent.safeParse(body);
  if (!read.success) return null;
  const { event, event_id: eventId, team_id, enterprise_id, authorizations } = read.data;
  const team = authorizations?.[0]?.team_id ?? team_id;
  if (team === null || event.bot_id !== undefined || event.user === 'USLACKBOT' || event.user === botUserId) {
    return null;
  }
  if (!WORDS.has(event.subtype)) return null;
  const how =
    event.type === 'message' && event.channel_type === 'im'
      ? 'direct'
      : event.type === 'app_mention' || mentions(event.text, botUserId)
        ? 'mention'
        : event.thread_ts !== null
          ? 'thread'
          : null;
  if (how === null) return null;
  return {
    team,
    enterprise: authorizations?.[0]?.enterprise_id ?? enterprise_id,
    channel: event.channel,
    user: event.user,
    ts: event.ts,
    thread: event.thread_ts,
    text: event.text,
    eventId,
    how,
  };
}
