import { describe, expect, it, vi } from 'vitest';
import type { Answer } from '../../src/domain/answer.ts';
import type { AskProgress } from '../../src/domain/assistant.ts';
import { aCitation, anAnswer, type ScriptedAssistant } from '../adapters/scripted-assistant.ts';
import { type ChannelHarness, connectForEachTest, type Post, type StreamFailure } from './channel-harness.ts';

const QUESTION = '私物のUSBメモリを使ってもいいですか';
const FIRST = '私物のUSBメモリは使えません。';
const SECOND = '業務には貸与品を使ってください。';
const OTHERWISE = '規程が定めるのは貸与品だけです。';
const PATIENCE = { timeout: 15_000, interval: 20 };

/** What every channel must do where a model writes: show the answer as it grows, and end with one whole message. */
export function channelStreamingContract(name: string, open: () => Promise<ChannelHarness>): void {
  describe(`an answer that is written bit by bit: ${name}`, { timeout: 40_000 }, () => {
    const connection = connectForEachTest(open);
    const byModel = (text: string) => anAnswer({ text, writer: 'model' } as Partial<Answer>);
    /** One message, ended, that is the answer and can be worked with. */
    const theOnlyPost = async (): Promise<Post> => {
      const posts = await connection.allPosts();
      expect(posts).toHaveLength(1);
      const [post] = posts;
      if (post === undefined) throw new Error('nothing was posted');
      expect(post.unfinished).toBeUndefined();
      return post;
    };
    const whole = (post: Post, text: string) => {
      for (const part of [text, '認められません', aCitation().quote]) expect(post.text).toContain(part);
      // Nothing is said twice.
      for (const part of [FIRST, SECOND]) expect(post.text.split(part).length).toBeLessThanOrEqual(2);
    };
    const growing = (text: string) =>
      vi.waitFor(() => expect(connection.harness.posts()[0]?.text).toContain(text), PATIENCE);

    it('grows where it stands, and is then the whole answer, with its buttons', async () => {
      const model = modelFor(connection.assistant);
      await connection.harness.sendQuestion(QUESTION);
      (await model.asked).onText(FIRST);
      await growing(FIRST);
      expect(connection.harness.posts()).toMatchObject([{ unfinished: true }]);
      expect(connection.harness.posts()[0]?.text).not.toContain('認められません');
      (await model.asked).onText(FIRST + SECOND);
      await growing(SECOND);
      const id = connection.harness.posts()[0]?.id;
      model.end(byModel(FIRST + SECOND));
      const post = await vi.waitFor(() => {
        const [found] = connection.harness.posts();
        expect(found?.unfinished).toBeUndefined();
        if (found === undefined) throw new Error('nothing was posted');
        return found;
      }, PATIENCE);
      expect(post.id).toBe(id);
      whole(post, FIRST + SECOND);
      await vi.waitFor(async () => {
        await connection.harness.pressFeedback(post, true);
        expect(connection.assistant.feedback[0]?.recordId).toBe(connection.assistant.asked[0]?.id);
      }, PATIENCE);
      await connection.harness.pressAskAPerson(post);
      await vi.waitFor(() => expect(connection.assistant.escalated).toHaveLength(1));
    });

    it('is the whole answer at once where it was written in no time', async () => {
      const model = modelFor(connection.assistant);
      await connection.harness.sendQuestion(QUESTION);
      (await model.asked).onText(FIRST);
      (await model.asked).onText(FIRST + SECOND);
      model.end(byModel(FIRST + SECOND));
      whole(await theOnlyPost(), FIRST + SECOND);
    });

    it.each([
      ['an answer in other words', OTHERWISE, FIRST],
      ['an answer that breaks off sooner', FIRST.slice(0, 10), FIRST],
    ])('becomes %s where that is what counts', async (_, text, gone) => {
      const model = modelFor(connection.assistant);
      await connection.harness.sendQuestion(QUESTION);
      (await model.asked).onText(FIRST);
      await growing(FIRST);
      const [partial] = connection.harness.posts();
      model.end(anAnswer({ text }));
      const post = await theOnlyPost();
      expect(post.id).toBe(partial?.id);
      whole(post, text);
      expect(post.text).not.toContain(gone);
    });

    it('becomes words of failure where writing fails midway', async () => {
      const model = modelFor(connection.assistant);
      await connection.harness.sendQuestion(QUESTION);
      (await model.asked).onText(FIRST);
      await growing(FIRST);
      model.end(new Error('the model fell over at /var/lib/secret'));
      const post = await theOnlyPost();
      expect(post.text).toContain('申し訳ありません');
      expect(post.text).not.toContain(FIRST);
      expect(post.text).not.toContain('secret');
    });

    describe.each<StreamFailure>(['limited', 'stopped', 'ambiguous', 'failing'])(
      'where the platform breaks it (%s)',
      (failure) => {
        it.each([
          ['at its beginning', 0],
          ['at its first words', 1],
          ['at its second words', 2],
        ])('%s, is one whole message in the end', async (_, calls) => {
          const model = modelFor(connection.assistant);
          if (calls === 0) connection.harness.failNextStreamCall(failure);
          await connection.harness.sendQuestion(QUESTION);
          const progress = await model.asked;
          if (calls > 0) {
            progress.onText(FIRST);
            await growing(FIRST);
            connection.harness.failNextStreamCall(failure);
          }
          progress.onText(FIRST + SECOND);
          if (calls !== 1) await new Promise((resolve) => setTimeout(resolve, 1_500));
          model.end(byModel(FIRST + SECOND));
          whole(await theOnlyPost(), FIRST + SECOND);
        });

        it('at its end, is one whole message all the same', async () => {
          const model = modelFor(connection.assistant);
          await connection.harness.sendQuestion(QUESTION);
          (await model.asked).onText(FIRST);
          await growing(FIRST);
          connection.harness.failNextStreamCall(failure);
          model.end(byModel(FIRST));
          whole(await theOnlyPost(), FIRST);
        });
      },
    );

    it('is whole in the end where the platform closed it meanwhile', async () => {
      const model = modelFor(connection.assistant);
      await connection.harness.sendQuestion(QUESTION);
      (await model.asked).onText(FIRST);
      await growing(FIRST);
      connection.harness.endStreams();
      model.end(byModel(FIRST + SECOND));
      whole(await theOnlyPost(), FIRST + SECOND);
    });

    it('is written once where its question is delivered again meanwhile', async () => {
      const model = modelFor(connection.assistant);
      const sent = await connection.harness.sendQuestion(QUESTION);
      (await model.asked).onText(FIRST);
      await growing(FIRST);
      await connection.harness.redeliver(sent);
      model.end(byModel(FIRST));
      whole(await theOnlyPost(), FIRST);
      expect(connection.assistant.asked).toHaveLength(1);
    });

    it('can neither ping nor link, and is shown as it is, piece by piece', async () => {
      const hostile = [
        '<!channel> <!here|here> <@U0123456789> <at>All</at>',
        '<https://evil.example|the policy> [click](https://evil.example) https://evil.example/x www.evil.example',
        '*bold* _it_ ~gone~ `code` & # 1. - :smile:',
      ].join('\n');
      const model = modelFor(connection.assistant);
      await connection.harness.sendQuestion(QUESTION);
      (await model.asked).onText(hostile);
      await growing('<@U0123456789>');
      const [partial] = connection.harness.posts();
      model.end(byModel(`${hostile}\n${SECOND}`));
      for (const post of [partial, await theOnlyPost()]) {
        expect(post?.pings).toEqual([]);
        expect(post?.links.filter((link) => !link.startsWith(`${connection.harness.publicUrl}/`))).toEqual(
          [],
        );
        expect(post?.text).toContain('*bold* _it_ ~gone~ `code` & # 1. - :smile:');
      }
    });
  });
}

/** A model that a test plays: what it writes, and how it ends. */
function modelFor(assistant: ScriptedAssistant) {
  const ask = assistant.ask.bind(assistant);
  let heard = (_: AskProgress) => {};
  let end = (_: Answer | Error) => {};
  const asked = new Promise<AskProgress>((resolve) => {
    heard = resolve;
  });
  const ended = new Promise<Answer | Error>((resolve) => {
    end = resolve;
  });
  assistant.ask = async (question, progress) => {
    if (progress === undefined) throw new Error('nobody listens to what is written');
    heard(progress);
    const outcome = await ended;
    assistant.answers = () => {
      if (outcome instanceof Error) throw outcome;
      return outcome;
    };
    return ask(question);
  };
  return { asked, end: (outcome: Answer | Error) => end(outcome) };
}
