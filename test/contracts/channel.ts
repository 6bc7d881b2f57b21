import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Channel } from '../../adapters/channel.ts';
import type { NoticeContent } from '../../src/domain/outbox.ts';
import type { Address } from '../../src/domain/question.ts';
import { KiteiError } from '../../src/errors.ts';
import {
  aCitation,
  anAnswer,
  answerTo,
  type ScriptedAssistant,
  scriptedAssistant,
} from '../adapters/scripted-assistant.ts';

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
}

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

const QUESTION = '私物のUSBメモリを使ってもいいですか';
const ENGLISH = 'May I take a laptop home?';

/** What every channel must do. `open` gives a new channel with a platform of its own. */
export function channelContract(name: string, open: () => Promise<ChannelHarness>): void {
  describe(`channel: ${name}`, () => {
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
    /** All messages, once nothing is in flight any more. */
    const allPosts = async () => {
      await harness.channel.stop();
      return harness.posts();
    };
    const firstPost = async () => {
      const [post] = await posted(1);
      if (post === undefined) throw new Error('nothing was posted');
      return post;
    };
    const notice = (key: string, content: NoticeContent, to = harness.askersAddress()) => ({
      key,
      to,
      content,
      createdAt: '2026-04-01T00:00:00.000Z',
    });
    const correction: NoticeContent = {
      kind: 'correction',
      recordId: 'r1',
      question: QUESTION,
      before: '許可を得れば使えます。',
      now: '使えません。',
    };

    it('gives one question one answer, and says who asked, where, and where the answer can be followed up', async () => {
      await harness.sendQuestion(QUESTION);
      await posted(1);
      const posts = await allPosts();
      expect(posts).toHaveLength(1);
      expect(posts[0]?.text).toContain(answerTo(QUESTION));
      expect(posts[0]?.text).toContain(aCitation().quote);
      expect(assistant.asked).toHaveLength(1);
      const [question] = assistant.asked;
      expect(question).toMatchObject({ text: QUESTION, channel: harness.channel.name, locale: 'ja' });
      expect(question?.id.startsWith(`${harness.channel.name}:`)).toBe(true);
      expect(question?.asker).toEqual(expect.stringContaining(`${harness.channel.name}:`));
      expect(question?.conversation).toEqual(expect.any(String));
      expect(question?.replyTo?.channel).toBe(harness.channel.name);
      expect(new Date(question?.askedAt ?? '').toISOString()).toBe(question?.askedAt);
    });

    it('answers many people at once, everybody once', async () => {
      const questions = Array.from({ length: 12 }, (_, index) => `規程の${index + 1}番目の質問です`);
      await Promise.all(questions.map((text) => harness.sendQuestion(text)));
      await posted(questions.length);
      const texts = (await allPosts()).map(({ text }) => text);
      expect(texts).toHaveLength(questions.length);
      for (const text of questions) {
        expect(texts.filter((found) => found.includes(answerTo(text)))).toHaveLength(1);
      }
    });

    it('answers a message that is delivered again once, also while it is being answered', async () => {
      const release = assistant.hold();
      const sent = await harness.sendQuestion(QUESTION);
      await harness.redeliver(sent);
      release();
      await posted(1);
      await harness.redeliver(sent);
      await harness.redeliver(sent);
      expect(await allPosts()).toHaveLength(1);
      expect(assistant.asked).toHaveLength(1);
    });

    it('takes two messages with the same words for two questions', async () => {
      await harness.sendQuestion(QUESTION);
      await posted(1);
      await harness.sendQuestion(QUESTION);
      await posted(2);
      expect(await allPosts()).toHaveLength(2);
      expect(new Set(assistant.asked.map(({ id }) => id)).size).toBe(2);
    });

    it.each([
      ['ja', QUESTION, /[ぁ-ん]/],
      ['en', ENGLISH, /^[\x20-\x7e\s…’“”—–·]*$/],
    ] as const)('says in %s that it failed, once, and nothing about why', async (locale, text, words) => {
      assistant.answers = () => {
        throw new Error('disk full at /var/lib/secret');
      };
      await harness.sendQuestion(text, { locale });
      await posted(1);
      const posts = await allPosts();
      expect(posts).toHaveLength(1);
      expect(posts[0]?.text).toMatch(words);
      expect(posts[0]?.text).not.toContain('disk full');
      expect(posts[0]?.text).not.toContain('/var/lib');
    });

    it('says what is wrong with a question that cannot be read', async () => {
      assistant.answers = () => {
        throw new KiteiError('question.invalid', 'The question is too long.', 'Ask in one or two sentences.');
      };
      await harness.sendQuestion(ENGLISH, { locale: 'en' });
      const { text } = await firstPost();
      expect(text).toContain('too long');
      expect(text).toContain('one or two sentences');
    });

    it('answers once when the platform asks it to wait', async () => {
      harness.failNextPost('limited');
      await harness.sendQuestion(QUESTION);
      await posted(1);
      const posts = await allPosts();
      expect(posts).toHaveLength(1);
      expect(posts[0]?.text).toContain(answerTo(QUESTION));
    });

    it('does not send an answer again that may have arrived', async () => {
      harness.failNextPost('ambiguous');
      await harness.sendQuestion(QUESTION);
      await vi.waitFor(() => expect(harness.attempts()).toBeGreaterThan(0), { timeout: 10_000 });
      await harness.channel.stop();
      expect(harness.attempts()).toBe(1);
    });

    it('hands feedback over with the id of the record and who gave it', async () => {
      await harness.sendQuestion(QUESTION);
      const post = await firstPost();
      await harness.pressFeedback(post, true);
      await vi.waitFor(() => expect(assistant.feedback).toHaveLength(1));
      await harness.pressFeedback(post, false);
      await vi.waitFor(() => expect(assistant.feedback.at(-1)?.helpful).toBe(false));
      const [question] = assistant.asked;
      expect(assistant.feedback[0]).toMatchObject({
        recordId: question?.id,
        asker: question?.asker,
        helpful: true,
      });
      expect(assistant.feedback.at(-1)).toMatchObject({ recordId: question?.id, asker: question?.asker });
    });

    it.each(['sent', 'known', 'no_contact', 'unknown'] as const)(
      'hands a question to a person and says what came of it: %s',
      async (outcome) => {
        assistant.escalation = outcome;
        await harness.sendQuestion(QUESTION);
        const post = await firstPost();
        const before = harness.posts().length;
        await harness.pressAskAPerson(post);
        await vi.waitFor(() => expect(assistant.escalated).toHaveLength(1));
        expect(assistant.escalated).toEqual([assistant.asked[0]?.id]);
        await vi.waitFor(() => {
          const now = harness.posts();
          // A new message, or the answer in a new form.
          expect(now.length > before || now[0]?.text !== post.text).toBe(true);
        });
      },
    );

    it("posts an escalation where the owner is, and hands the expert's reply back with its thread", async () => {
      const delivery = await harness.channel.deliver(
        notice(
          'escalation:r1',
          {
            kind: 'escalation',
            recordId: 'r1',
            question: QUESTION,
            answer: 'はっきりした定めは見つかりません。',
            contact: '情報セキュリティ係',
          },
          harness.ownersAddress(),
        ),
      );
      expect(delivery).toMatchObject({ outcome: 'sent', thread: expect.any(String) });
      const thread = delivery.outcome === 'sent' ? (delivery.thread ?? '') : '';
      const post = await firstPost();
      expect(post.text).toContain(QUESTION);
      expect(post.text).toContain('はっきりした定めは見つかりません。');

      assistant.escalationThreads.add(thread);
      const reply = await harness.replyTo(post, '係としては、貸与品だけを認めています。');
      await vi.waitFor(() => expect(assistant.expertReplies).toHaveLength(1));
      expect(assistant.expertReplies[0]).toMatchObject({
        channel: harness.channel.name,
        thread,
        text: '係としては、貸与品だけを認めています。',
      });
      await harness.redeliver(reply);
      await harness.channel.stop();
      expect(new Set(assistant.expertReplies.map(({ messageId }) => messageId)).size).toBe(1);
      expect(assistant.asked).toHaveLength(0);
    });

    it("delivers corrections and experts' replies where the question was asked", async () => {
      expect(await harness.channel.deliver(notice('correction:r1', correction))).toMatchObject({
        outcome: 'sent',
      });
      const reply = {
        kind: 'expert_reply',
        recordId: 'r2',
        question: QUESTION,
        reply: '貸与品なら使えます。',
      };
      expect(await harness.channel.deliver(notice('expert_reply:r2', reply as NoticeContent))).toMatchObject({
        outcome: 'sent',
      });
      const [first, second, ...more] = await posted(2);
      expect(more).toEqual([]);
      expect(first?.text).toContain('使えません。');
      expect(first?.text).toContain(QUESTION);
      expect(second?.text).toContain('貸与品なら使えます。');
    });

    it('delivers to the address of a question that was asked', async () => {
      await harness.sendQuestion(QUESTION);
      await posted(1);
      const to = assistant.asked[0]?.replyTo;
      if (to == null) throw new Error('the question has no address');
      // Addresses are kept as JSON.
      const kept: Address = JSON.parse(JSON.stringify(to));
      expect(await harness.channel.deliver(notice('correction:kept', correction, kept))).toMatchObject({
        outcome: 'sent',
      });
      expect((await posted(2)).some(({ text }) => text.includes('使えません。'))).toBe(true);
    });

    it('tries a notice once, and says what became of it', async () => {
      harness.failNextPost('ambiguous');
      expect(await harness.channel.deliver(notice('a', correction))).toMatchObject({ outcome: 'ambiguous' });
      expect(harness.attempts()).toBe(1);
      harness.failNextPost('limited');
      expect(await harness.channel.deliver(notice('b', correction))).toMatchObject({ outcome: 'failed' });
      expect(harness.attempts()).toBe(2);
      harness.failNextPost('refused');
      expect(await harness.channel.deliver(notice('c', correction))).toMatchObject({
        outcome: 'undeliverable',
      });
      expect(harness.attempts()).toBe(3);
    });

    it('cannot deliver to an address it does not understand, and does not throw', async () => {
      const to: Address = { channel: harness.channel.name, at: { nonsense: true } };
      expect(await harness.channel.deliver(notice('x', correction, to))).toMatchObject({
        outcome: 'undeliverable',
      });
      expect(harness.attempts()).toBe(0);
    });

    it('finishes the questions in flight when it stops, and takes no new ones', async () => {
      const release = assistant.hold();
      await harness.sendQuestion(QUESTION);
      await vi.waitFor(() => expect(assistant.asked).toHaveLength(1));
      let stopped = false;
      const stopping = harness.channel.stop().then(() => {
        stopped = true;
      });
      const late = await harness.sendQuestion('終わりの後の質問です');
      expect(late.taken).toBe(false);
      expect(stopped).toBe(false);
      release();
      await stopping;
      expect(harness.posts()).toHaveLength(1);
      expect(harness.posts()[0]?.text).toContain(answerTo(QUESTION));
      expect(assistant.asked).toHaveLength(1);
    });

    describe('text of a policy, a question or an expert', () => {
      const hostile = [
        '<!channel> <!here|here> <!subteam^S1|everybody>',
        '<@U0123456789> @channel @everyone <at>All</at>',
        '<https://evil.example|the policy> [click](https://evil.example) https://evil.example/x',
        '<script>alert(1)</script> & &lt;!channel&gt; *bold* _it_ ~gone~ `code`',
      ].join('\n');

      it('can neither ping nor link in an answer, and is shown as it is', async () => {
        const quote = `利用者は次を守る。${hostile}`;
        const citation = aCitation({ quote, end: quote.length, title: hostile, documentTitle: hostile });
        assistant.answers = () =>
          anAnswer({
            text: hostile,
            conditions: [hostile],
            approver: hostile,
            next: hostile,
            citations: [citation],
            related: [{ ...citation, clause: '第13条' }],
            contact: { id: 'desk', name: hostile, reach: hostile, source: 'contacts' },
          });
        await harness.sendQuestion(`${hostile} いいですか`);
        const post = await firstPost();
        expect(post.pings).toEqual([]);
        expect(post.links.filter((link) => !link.startsWith(`${harness.publicUrl}/`))).toEqual([]);
        expect(post.text).toContain('<https://evil.example|the policy>');
        expect(post.text).toContain('*bold* _it_ ~gone~ `code`');
      });

      it.each(['correction', 'expert_reply', 'escalation'] as const)(
        'can neither ping nor link in a notice: %s',
        async (kind) => {
          const contents: Record<NoticeContent['kind'], NoticeContent> = {
            correction: {
              kind: 'correction',
              recordId: 'r',
              question: hostile,
              before: hostile,
              now: hostile,
            },
            expert_reply: { kind: 'expert_reply', recordId: 'r', question: hostile, reply: hostile },
            escalation: {
              kind: 'escalation',
              recordId: 'r',
              question: hostile,
              answer: hostile,
              contact: hostile,
            },
          };
          const to = kind === 'escalation' ? harness.ownersAddress() : harness.askersAddress();
          await harness.channel.deliver(notice('h', contents[kind], to));
          const post = await firstPost();
          expect(post.pings).toEqual([]);
          expect(post.links.filter((link) => !link.startsWith(`${harness.publicUrl}/`))).toEqual([]);
          expect(post.text).toContain('<!channel>');
        },
      );
    });

    it('shows an answer of any size', async () => {
      const long = '利用者は、次の各号に定める事項を守らなければならない。'.repeat(200);
      const citations = Array.from({ length: 30 }, (_, index) =>
        aCitation({
          clauseId: `rules/2026/第${index}条`,
          clause: `第${index}条`,
          quote: long,
          end: long.length,
        }),
      );
      assistant.answers = () =>
        anAnswer({
          text: long,
          conditions: Array.from({ length: 40 }, () => long),
          approver: long,
          citations,
          related: citations,
          next: long,
        });
      await harness.sendQuestion(QUESTION);
      const { text } = await firstPost();
      expect(text).toContain('第0条');
      expect(harness.attempts()).toBe(1);
    });
  });
}
