import { describe, expect, it } from 'vitest';
import type { NoticeContent } from '../../src/domain/outbox.ts';
import { aCitation, anAnswer } from '../adapters/scripted-assistant.ts';
import { type ChannelHarness, connectForEachTest } from './channel-harness.ts';

const QUESTION = '私物のUSBメモリを使ってもいいですか';

/** What every channel must do with text that it did not write: show it as it is, whatever it says and however long. */
export function channelTextContract(name: string, open: () => Promise<ChannelHarness>): void {
  describe(`texts in the channel: ${name}`, () => {
    const connection = connectForEachTest(open);
    const { firstPost, notice } = connection;

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
        connection.assistant.answers = () =>
          anAnswer({
            text: hostile,
            conditions: [hostile],
            approver: hostile,
            next: hostile,
            citations: [citation],
            related: [{ ...citation, clause: '第13条' }],
            contact: { id: 'desk', name: hostile, reach: hostile, source: 'contacts' },
          });
        await connection.harness.sendQuestion(`${hostile} いいですか`);
        const post = await firstPost();
        expect(post.pings).toEqual([]);
        expect(post.links.filter((link) => !link.startsWith(`${connection.harness.publicUrl}/`))).toEqual([]);
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
          const to =
            kind === 'escalation' ? connection.harness.ownersAddress() : connection.harness.askersAddress();
          await connection.harness.channel.deliver(notice('h', contents[kind], to));
          const post = await firstPost();
          expect(post.pings).toEqual([]);
          expect(post.links.filter((link) => !link.startsWith(`${connection.harness.publicUrl}/`))).toEqual(
            [],
          );
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
      connection.assistant.answers = () =>
        anAnswer({
          text: long,
          conditions: Array.from({ length: 40 }, () => long),
          approver: long,
          citations,
          related: citations,
          next: long,
        });
      await connection.harness.sendQuestion(QUESTION);
      const { text } = await firstPost();
      expect(text).toContain('第0条');
      expect(connection.harness.attempts()).toBe(1);
    });
  });
}
