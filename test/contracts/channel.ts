import { describe, expect, it, vi } from 'vitest';
import type { NoticeContent } from '../../src/domain/outbox.ts';
import type { Address } from '../../src/domain/question.ts';
import { KiteiError } from '../../src/errors.ts';
import { aCitation, answerTo } from '../adapters/scripted-assistant.ts';
import { type ChannelHarness, connectForEachTest } from './channel-harness.ts';
import { channelTextContract } from './channel-text.ts';

const QUESTION = '私物のUSBメモリを使ってもいいですか';
const ENGLISH = 'May I take a laptop home?';

/** What every channel must do. `open` gives a new channel with a platform of its own. */
export function channelContract(name: string, open: () => Promise<ChannelHarness>): void {
  channelTextContract(name, open);
  describe(`channel: ${name}`, () => {
    const connection = connectForEachTest(open);
    const { posted, allPosts, firstPost, notice } = connection;
    const correction: NoticeContent = {
      kind: 'correction',
      recordId: 'r1',
      question: QUESTION,
      before: '許可を得れば使えます。',
      now: '使えません。',
    };

    it('gives one question one answer, and says who asked, where, and where the answer can be followed up', async () => {
      await connection.harness.sendQuestion(QUESTION);
      await posted(1);
      const posts = await allPosts();
      expect(posts).toHaveLength(1);
      expect(posts[0]?.text).toContain(answerTo(QUESTION));
      expect(posts[0]?.text).toContain(aCitation().quote);
      expect(connection.assistant.asked).toHaveLength(1);
      const [question] = connection.assistant.asked;
      expect(question).toMatchObject({
        text: QUESTION,
        channel: connection.harness.channel.name,
        locale: 'ja',
      });
      expect(question?.id.startsWith(`${connection.harness.channel.name}:`)).toBe(true);
      expect(question?.asker).toEqual(expect.stringContaining(`${connection.harness.channel.name}:`));
      expect(question?.conversation).toEqual(expect.any(String));
      expect(question?.replyTo?.channel).toBe(connection.harness.channel.name);
      expect(new Date(question?.askedAt ?? '').toISOString()).toBe(question?.askedAt);
    });

    it('answers many people at once, everybody once', async () => {
      const questions = Array.from({ length: 12 }, (_, index) => `規程の${index + 1}番目の質問です`);
      await Promise.all(questions.map((text) => connection.harness.sendQuestion(text)));
      await posted(questions.length);
      const texts = (await allPosts()).map(({ text }) => text);
      expect(texts).toHaveLength(questions.length);
      for (const text of questions) {
        expect(texts.filter((found) => found.includes(answerTo(text)))).toHaveLength(1);
      }
    });

    it('answers a message that is delivered again once, also while it is being answered', async () => {
      const release = connection.assistant.hold();
      const sent = await connection.harness.sendQuestion(QUESTION);
      await connection.harness.redeliver(sent);
      release();
      await posted(1);
      await connection.harness.redeliver(sent);
      await connection.harness.redeliver(sent);
      expect(await allPosts()).toHaveLength(1);
      expect(connection.assistant.asked).toHaveLength(1);
    });

    it('takes two messages with the same words for two questions', async () => {
      await connection.harness.sendQuestion(QUESTION);
      await posted(1);
      await connection.harness.sendQuestion(QUESTION);
      await posted(2);
      expect(await allPosts()).toHaveLength(2);
      expect(new Set(connection.assistant.asked.map(({ id }) => id)).size).toBe(2);
    });

    it.each([
      ['ja', QUESTION, /[ぁ-ん]/],
      ['en', ENGLISH, /^[\x20-\x7e\s…’“”—–·]*$/],
    ] as const)('says in %s that it failed, once, and nothing about why', async (locale, text, words) => {
      connection.assistant.answers = () => {
        throw new Error('disk full at /var/lib/secret');
      };
      await connection.harness.sendQuestion(text, { locale });
      await posted(1);
      const posts = await allPosts();
      expect(posts).toHaveLength(1);
      expect(posts[0]?.text).toMatch(words);
      expect(posts[0]?.text).not.toContain('disk full');
      expect(posts[0]?.text).not.toContain('/var/lib');
    });

    it('says what is wrong with a question that cannot be read', async () => {
      connection.assistant.answers = () => {
        throw new KiteiError('question.invalid', 'The question is too long.', 'Ask in one or two sentences.');
      };
      await connection.harness.sendQuestion(ENGLISH, { locale: 'en' });
      const { text } = await firstPost();
      expect(text).toContain('too long');
      expect(text).toContain('one or two sentences');
    });

    it('answers once when the platform asks it to wait', async () => {
      connection.harness.failNextPost('limited');
      await connection.harness.sendQuestion(QUESTION);
      await posted(1);
      const posts = await allPosts();
      expect(posts).toHaveLength(1);
      expect(posts[0]?.text).toContain(answerTo(QUESTION));
    });

    it('does not send an answer again that may have arrived', async () => {
      connection.harness.failNextPost('ambiguous');
      await connection.harness.sendQuestion(QUESTION);
      await vi.waitFor(() => expect(connection.harness.attempts()).toBeGreaterThan(0), { timeout: 10_000 });
      await connection.harness.channel.stop();
      expect(connection.harness.attempts()).toBe(1);
    });

    it('hands feedback over with the id of the record and who gave it', async () => {
      await connection.harness.sendQuestion(QUESTION);
      const post = await firstPost();
      await connection.harness.pressFeedback(post, true);
      await vi.waitFor(() => expect(connection.assistant.feedback).toHaveLength(1));
      await connection.harness.pressFeedback(post, false);
      await vi.waitFor(() => expect(connection.assistant.feedback.at(-1)?.helpful).toBe(false));
      const [question] = connection.assistant.asked;
      expect(connection.assistant.feedback[0]).toMatchObject({
        recordId: question?.id,
        asker: question?.asker,
        helpful: true,
      });
      expect(connection.assistant.feedback.at(-1)).toMatchObject({
        recordId: question?.id,
        asker: question?.asker,
      });
    });

    it.each(['sent', 'known', 'no_contact', 'unknown'] as const)(
      'hands a question to a person and says what came of it: %s',
      async (outcome) => {
        connection.assistant.escalation = outcome;
        await connection.harness.sendQuestion(QUESTION);
        const post = await firstPost();
        const before = connection.harness.posts().length;
        await connection.harness.pressAskAPerson(post);
        await vi.waitFor(() => expect(connection.assistant.escalated).toHaveLength(1));
        expect(connection.assistant.escalated).toEqual([connection.assistant.asked[0]?.id]);
        await vi.waitFor(() => {
          const now = connection.harness.posts();
          // A new message, or the answer in a new form.
          expect(now.length > before || now[0]?.text !== post.text).toBe(true);
        });
      },
    );

    it("posts an escalation where the owner is, and hands the expert's reply back with its thread", async () => {
      const delivery = await connection.harness.channel.deliver(
        notice(
          'escalation:r1',
          {
            kind: 'escalation',
            recordId: 'r1',
            question: QUESTION,
            answer: 'はっきりした定めは見つかりません。',
            contact: '情報セキュリティ係',
          },
          connection.harness.ownersAddress(),
        ),
      );
      expect(delivery).toMatchObject({ outcome: 'sent', thread: expect.any(String) });
      const thread = delivery.outcome === 'sent' ? (delivery.thread ?? '') : '';
      const post = await firstPost();
      expect(post.text).toContain(QUESTION);
      expect(post.text).toContain('はっきりした定めは見つかりません。');

      connection.assistant.escalationThreads.add(thread);
      const reply = await connection.harness.replyTo(post, '係としては、貸与品だけを認めています。');
      await vi.waitFor(() => expect(connection.assistant.expertReplies).toHaveLength(1));
      expect(connection.assistant.expertReplies[0]).toMatchObject({
        channel: connection.harness.channel.name,
        thread,
        text: '係としては、貸与品だけを認めています。',
      });
      await connection.harness.redeliver(reply);
      await connection.harness.channel.stop();
      expect(new Set(connection.assistant.expertReplies.map(({ messageId }) => messageId)).size).toBe(1);
      expect(connection.assistant.asked).toHaveLength(0);
    });

    it("delivers corrections and experts' replies where the question was asked", async () => {
      expect(await connection.harness.channel.deliver(notice('correction:r1', correction))).toMatchObject({
        outcome: 'sent',
      });
      const reply = {
        kind: 'expert_reply',
        recordId: 'r2',
        question: QUESTION,
        reply: '貸与品なら使えます。',
      };
      expect(
        await connection.harness.channel.deliver(notice('expert_reply:r2', reply as NoticeContent)),
      ).toMatchObject({
        outcome: 'sent',
      });
      const [first, second, ...more] = await posted(2);
      expect(more).toEqual([]);
      expect(first?.text).toContain('使えません。');
      expect(first?.text).toContain(QUESTION);
      expect(second?.text).toContain('貸与品なら使えます。');
    });

    it('delivers to the address of a question that was asked', async () => {
      await connection.harness.sendQuestion(QUESTION);
      await posted(1);
      const to = connection.assistant.asked[0]?.replyTo;
      if (to == null) throw new Error('the question has no address');
      // Addresses are kept as JSON.
      const kept: Address = JSON.parse(JSON.stringify(to));
      expect(
        await connection.harness.channel.deliver(notice('correction:kept', correction, kept)),
      ).toMatchObject({
        outcome: 'sent',
      });
      expect((await posted(2)).some(({ text }) => text.includes('使えません。'))).toBe(true);
    });

    it('tries a notice once, and says what became of it', async () => {
      connection.harness.failNextPost('ambiguous');
      expect(await connection.harness.channel.deliver(notice('a', correction))).toMatchObject({
        outcome: 'ambiguous',
      });
      expect(connection.harness.attempts()).toBe(1);
      connection.harness.failNextPost('limited');
      expect(await connection.harness.channel.deliver(notice('b', correction))).toMatchObject({
        outcome: 'failed',
      });
      expect(connection.harness.attempts()).toBe(2);
      connection.harness.failNextPost('refused');
      expect(await connection.harness.channel.deliver(notice('c', correction))).toMatchObject({
        outcome: 'undeliverable',
      });
      expect(connection.harness.attempts()).toBe(3);
    });

    it('cannot deliver to an address it does not understand, and does not throw', async () => {
      const to: Address = { channel: connection.harness.channel.name, at: { nonsense: true } };
      expect(await connection.harness.channel.deliver(notice('x', correction, to))).toMatchObject({
        outcome: 'undeliverable',
      });
      expect(connection.harness.attempts()).toBe(0);
    });

    it('finishes the questions in flight when it stops, and takes no new ones', async () => {
      const release = connection.assistant.hold();
      await connection.harness.sendQuestion(QUESTION);
      await vi.waitFor(() => expect(connection.assistant.asked).toHaveLength(1));
      let stopped = false;
      const stopping = connection.harness.channel.stop().then(() => {
        stopped = true;
      });
      const late = await connection.harness.sendQuestion('終わりの後の質問です');
      expect(late.taken).toBe(false);
      expect(stopped).toBe(false);
      release();
      await stopping;
      expect(connection.harness.posts()).toHaveLength(1);
      expect(connection.harness.posts()[0]?.text).toContain(answerTo(QUESTION));
      expect(connection.assistant.asked).toHaveLength(1);
    });
  });
}
