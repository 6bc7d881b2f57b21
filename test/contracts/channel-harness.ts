import { afterEach, beforeEach, expect, vi } from 'vitest';
import type { Channel } from '../../adapters/channel.ts';
import type { Notice, NoticeContent } from '../../src/domain/outbox.ts';
import type { Address } from '../../src/domain/question.ts';
import { type ScriptedAssistant, scriptedAssistant } from '../adapters/scripted-assistant.ts';

/** A message of Kitei as people see it. */
export interface Post {
  /** The platform's handle of the message, for the harness. */
  readonly id: string;
  /** Everything people can read in it, labels of its buttons included. */
  readonly text: string;
  /** Whom it notifies beyond the person it answers: people, groups, everybody. */
  readonly pings: readonly string[];
  /** Addresses that can be followed from it. */
  readonly links: readonly string[];
  /** True where it still grows. */
  readonly unfinished?: boolean;
}

/** How a platform fails a message that grows: not again now, not in answers to come, or nobody knows. */
export type StreamFailure = 'limited' | 'stopped' | 'ambiguous' | 'failing';

/**
 * What becomes of the next message that Kitei sends: refused for good, limited for a moment, or taken by a platform
 * that then fails to say so.
 */
export type PostFailure = 'refused' | 'limited' | 'ambiguous';

/** A channel, connected over its real protocol to a platform that the test plays. */
export interface ChannelHarness {
  /** Made, but not started. */
  readonly channel: Channel;
  /** The address that links to clauses may lead to. */
  readonly publicUrl: string;
  /**
   * A person writes to Kitei, where the answer is seen by that person at least. Resolves once the platform has its
   * acknowledgement; `taken` says whether Kitei took the message.
   */
  sendQuestion(text: string, person?: { readonly locale: 'ja' | 'en' }): Promise<Sent>;
  /** The platform delivers the same message once more. */
  redeliver(sent: Sent): Promise<void>;
  /** Messages of Kitei that arrived, oldest first, in the form they have now. Nothing that only shows activity. */
  posts(): readonly Post[];
  /** How often Kitei tried to send a message, those that failed included. */
  attempts(): number;
  failNextPost(kind: PostFailure): void;
  /** What becomes of the next call for a message that grows, whichever it is. */
  failNextStreamCall(kind: StreamFailure): void;
  /** The platform ends whatever grows, by its own decision. */
  endStreams(): void;
  /** Presses a feedback button under an answer. */
  pressFeedback(post: Post, helpful: boolean): Promise<void>;
  /** Presses "ask a person" under an answer. */
  pressAskAPerson(post: Post): Promise<void>;
  /** Where notices about a question go that nobody asked in this test. */
  askersAddress(): Address;
  /** The owner's place, as escalations are addressed. */
  ownersAddress(): Address;
  /** An expert replies to a message of Kitei, as experts do there. */
  replyTo(post: Post, text: string): Promise<Sent>;
  /** Ends the platform; the channel is stopped. */
  close(): Promise<void>;
}

/** A message that a person sent. */
export interface Sent {
  readonly id: string;
  readonly taken: boolean;
}

/** A channel that is connected anew for every test, and ways to look at what it does. */
export interface Connected {
  readonly harness: ChannelHarness;
  readonly assistant: ScriptedAssistant;
  /** Messages, once there are so many. */
  posted(count: number): Promise<readonly Post[]>;
  /** All messages, once nothing is in flight any more. */
  allPosts(): Promise<readonly Post[]>;
  firstPost(): Promise<Post>;
  notice(key: string, content: NoticeContent, to?: Address): Notice;
}

/** Connects a new channel before each test of the surrounding suite, and ends it afterwards. */
export function connectForEachTest(open: () => Promise<ChannelHarness>): Connected {
  let harness: ChannelHarness;
  let assistant: ScriptedAssistant;
  beforeEach(async () => {
    harness = await open();
    assistant = scriptedAssistant();
    await harness.channel.start(assistant);
  });
  afterEach(async () => {
    await harness.channel.stop();
    await harness.close();
  });
  const posted = (count: number) =>
    vi.waitFor(
      () => {
        const posts = harness.posts();
        expect(posts.length).toBeGreaterThanOrEqual(count);
        return posts;
      },
      { timeout: 10_000, interval: 20 },
    );
  return {
    get harness() {
      return harness;
    },
    get assistant() {
      return assistant;
    },
    posted,
    async allPosts() {
      await harness.channel.stop();
      return harness.posts();
    },
    async firstPost() {
      const [post] = await posted(1);
      if (post === undefined) throw new Error('nothing was posted');
      return post;
    },
    notice: (key, content, to = harness.askersAddress()) => ({
      key,
      to,
      content,
      createdAt: '2026-04-01T00:00:00.000Z',
    }),
  };
}
