import { describe, expect, it } from 'vitest';
import { readIncoming } from '../../../adapters/slack/incoming.ts';
import { mentions, mentionsOthers, messageText } from '../../../adapters/slack/message-text.ts';

describe('the words of a message', () => {
  it.each([
    ['<@UBOT> 使ってもいいですか', '使ってもいいですか'],
    ['使ってもいいですか <@UBOT>', '使ってもいいですか'],
    ['ねえ <@UBOT|kitei> 使える？', 'ねえ 使える？'],
    ['<@U1|suzuki>さんに聞く', '@suzukiさんに聞く'],
    ['<@U1>さんに聞く', '@…さんに聞く'],
    ['<#C1|general>に書く', '#generalに書く'],
    ['<#C1|>に書く', '#…に書く'],
    ['<!here> と <!subteam^S1|@desk> と <!subteam^S1>', '@here と @desk と @subteam'],
    ['<https://example.jp/a?b=c&amp;d|案内> と <https://example.jp>', '案内 と https://example.jp'],
    ['<mailto:a@example.jp|a@example.jp> へ送る', 'a@example.jp へ送る'],
    ['<mailto:a@example.jp> へ送る', 'a@example.jp へ送る'],
    ['1 &lt; 2 &amp;&amp; &amp;lt;', '1 < 2 && &lt;'],
    ['<@UBOT>', ''],
    ['a  b　　c', 'a b c'],
    ['一行目\n二行目', '一行目\n二行目'],
  ])('are read: %s', (text, words) => {
    expect(messageText(text, 'UBOT')).toBe(words);
  });

  it('name Kitei and others', () => {
    expect(mentions('<@UBOT> x', 'UBOT')).toBe(true);
    expect(mentions('<@UBOT|kitei> x', 'UBOT')).toBe(true);
    expect(mentions('<@UBOT2> @UBOT', 'UBOT')).toBe(false);
    expect(mentions('<@UBOT> x', undefined)).toBe(false);
    expect(mentionsOthers('<@UBOT> x', 'UBOT')).toBe(false);
    expect(mentionsOthers('<@UBOT> <@U2|x>', 'UBOT')).toBe(true);
    expect(mentionsOthers('&lt;!here&gt;', 'UBOT')).toBe(false);
  });
});

describe('an event', () => {
  const event = { type: 'message', channel: 'C1', user: 'U1', ts: '1.1', text: 'x', thread_ts: '1.0' };
  const body = (more: Record<string, unknown>) => ({
    team_id: 'T9',
    event_id: 'Ev1',
    authorizations: [{ team_id: 'T1', enterprise_id: 'E1' }],
    event: { ...event, ...more },
  });

  it('belongs to the workspace that installed the app, also in channels shared with others', () => {
    expect(readIncoming(body({}), 'UBOT')).toMatchObject({ team: 'T1', enterprise: 'E1', how: 'thread' });
  });

  it.each([
    [{ channel_type: 'im' }, 'direct'],
    [{ text: '<@UBOT> x', thread_ts: undefined }, 'mention'],
    [{ type: 'app_mention' }, 'mention'],
    [{ subtype: 'thread_broadcast' }, 'thread'],
    [{ subtype: 'file_share', channel_type: 'im', thread_ts: undefined }, 'direct'],
  ])('reaches Kitei: %o', (more, how) => {
    expect(readIncoming(body(more), 'UBOT')).toMatchObject({ how });
  });

  it.each([
    [{ thread_ts: '' }],
    [{ thread_ts: undefined }],
    [{ subtype: 'message_deleted' }],
    [{ subtype: 'channel_join' }],
    [{ bot_id: 'B1' }],
    [{ user: 'UBOT' }],
    [{ user: undefined }],
    [{ ts: undefined }],
    [{ type: 'reaction_added' }],
  ])('is nothing for Kitei: %o', (more) => {
    expect(readIncoming(body(more), 'UBOT')).toBeNull();
  });
});
