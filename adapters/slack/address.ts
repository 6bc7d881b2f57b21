import { z } from 'zod';
import type { Address } from '../../src/domain/question.ts';

const id = z.string().min(1);

/** Where Kitei can write to somebody in Slack later. */
const slackAddress = z.object({
  team: id.nullish().transform((value) => value ?? null),
  enterprise: id.nullish().transform((value) => value ?? null),
  /** Where the question was asked; null where the answer was private. */
  channel: id.nullish().transform((value) => value ?? null),
  thread: id.nullish().transform((value) => value ?? null),
  user: id.nullish().transform((value) => value ?? null),
  /** Language of the person's interface. */
  locale: z
    .enum(['ja', 'en'])
    .nullish()
    .transform((value) => value ?? null),
  /** The channel (or person) that takes questions over: set for an escalation. */
  owner: id.nullish().transform((value) => value ?? null),
});

export type SlackAddress = z.infer<typeof slackAddress>;

export function addressOf(at: Partial<SlackAddress>): Address {
  return {
    channel: 'slack',
    at: Object.fromEntries(Object.entries(at).filter(([, value]) => value !== null)),
  };
}

/** Null for what is no address in Slack, or leads nowhere. */
export function readAddress({ channel, at }: Address): SlackAddress | null {
  const read = slackAddress.safeParse(at);
  if (channel !== 'slack' || !read.success) return null;
  const { channel: place, user, owner } = read.data;
  return place === null && user === null && owner === null ? null : read.data;
}

/** A thread, or a message, across workspaces. */
export function inSlack(team: string, channel: string, ts: string): string {
  return `${team}:${channel}:${ts}`;
}

/** The platform's id of a person, across workspaces. */
export function personId(team: string, user: string): string {
  return `slack:${team}:${user}`;
}
