import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SlackConfig } from '../../../src/config/slack-settings.ts';
import { answerTo, type ScriptedAssistant, scriptedAssistant } from '../scripted-assistant.ts';
import { readMessage } from './read-message.ts';
import { elementsOf, type SlackOnFakes, slackOnFakes } from './slack-on-fakes.ts';

const QUESTION = '私物のUSBメモリを使ってもいいですか';

let fakes: SlackOnFakes;
let assistant: ScriptedAssistant;

const open = async (parts: Partial<SlackConfig> = {}) => {
  fakes = await slackOnFakes(parts);
  assistant = scriptedAssistant();
  await fakes.channel.start(assistant);
};
beforeEach(() => open());
afterEach(async () => {
  await fakes.close();
  expect(fakes.slack.faults).toEqual([]);
});

describe('/policy', () => {
  it('answers privately, and the asker can share the answer with the channel', async () => {
    expect((await fakes.command(QUESTION)).status).toBe(200);
    await fakes.posted();
    const [answer] = fakes.slack.messages;
    expect(answer).toMatchObject({ channel: 'C1', onlyFor: 'Uja' });
    expect(fakes.texts()[0]).toContain(answerTo(QUESTION));
    expect(assistant.asked[0]).toMatchObject({
      confidential: true,
      conversation: 'slack:T1:C1:Uja',
      replyTo: { channel: 'slack', at: { team: 'T1', user: 'Uja' } },
    });
    expect(assistant.asked[0]?.replyTo?.at).not.toHaveProperty('channel');

    await fakes.press(answer, 'kitei_share');
    await fakes.posted(2);
    expect(fakes.slack.messages[1]).toMatchObject({ channel: 'C1', onlyFor: null });
    expect(fakes.texts()[1]).toContain(answerTo(QUESTION));
    expect(fakes.texts()[1]).toContain('さんが共有しました');
    expect(readMessage(fakes.slack.messages[1] ?? {}).pings).toEqual([
      JSON.stringify({ type: 'user', user_id: 'Uja' }),
    ]);
    // What is shared already cannot be shared again, by either of the two messages.
    expect(elementsOf(fakes.slack.messages[1]).map(({ action_id }) => action_id)).not.toContain(
      'kitei_share',
    );
    await fakes.press(answer, 'kitei_share');
    await fakes.channel.stop();
    expect(fakes.slack.messages).toHaveLength(2);
  });

  it('shares an answer as one that others read', async () => {
    const ask = vi.spyOn(assistant, 'ask');
    await fakes.command(QUESTION);
    await fakes.posted();
    await fakes.press(fakes.slack.messages[0], 'kitei_share');
    await fakes.posted(2);
    const [first, again] = ask.mock.calls.map(([question]) => question);
    expect(first?.confidential).toBe(true);
    expect(first?.room).toBeUndefined();
    expect(again?.id).toBe(first?.id);
    expect(again?.confidential ?? false).toBe(false);
  });

  it('says so where sharing fails', async () => {
    await fakes.command(QUESTION);
    await fakes.posted();
    fakes.slack.failNext('response', { kind: 'error', error: 'used' });
    await fakes.press(fakes.slack.messages[0], 'kitei_share');
    await fakes.posted(2);
    expect(fakes.slack.messages[1]?.onlyFor).toBe('Uja');
    expect(fakes.texts()[1]).toContain('共有できませんでした');
  });

  it('delivered again is answered once, and asked again is answered again', async () => {
    await Promise.all([
      fakes.command(QUESTION, { trigger_id: 'same' }),
      fakes.command(QUESTION, { trigger_id: 'same' }),
    ]);
    await fakes.posted();
    await fakes.command(QUESTION);
    await fakes.posted(2);
    await fakes.channel.stop();
    expect(fakes.slack.messages).toHaveLength(2);
  });

  it.each(['', 'help'])('explains itself: "%s"', async (text) => {
    await fakes.command(text, { command: '/kitei', user_id: 'Uen' });
    await fakes.posted();
    expect(fakes.texts()[0]).toContain('/kitei your question');
    expect(assistant.asked).toEqual([]);
  });

  it('keeps an answer private whose address has been used up', async () => {
    fakes.slack.failNext('response', { kind: 'error', error: 'used' });
    await fakes.command(QUESTION);
    await vi.waitFor(() => expect(fakes.warnings.join()).toContain('http_404'));
    await fakes.channel.stop();
    expect(fakes.slack.messages).toEqual([]);
  });

  it('speaks the language of the person, and answers in that of the question', async () => {
    await fakes.command(QUESTION, { user_id: 'Uen' });
    await fakes.posted();
    expect(fakes.texts()[0]).toContain('認められません');
    expect(fakes.texts()[0]).toContain('Share in channel');
    expect(assistant.asked[0]?.locale).toBe('en');
  });
});

describe('/policy reindex', () => {
  it('is refused to others', async () => {
    await fakes.command('reindex');
    await fakes.posted();
    expect(fakes.texts()[0]).toContain('管理者だけ');
    await fakes.channel.stop();
    expect(assistant.reindexedBy).toEqual([]);
  });

  it.each([['Uja'], ['S1'], ['T1:Uja'], ['T1:S1']])('is done for admins: %s', async (admin) => {
    await fakes.close();
    await open({ admins: ['U9', admin] });
    fakes.slack.groups.set('S1', ['U8', 'Uja']);
    await fakes.command('reindex');
    await fakes.posted(2);
    expect(assistant.reindexedBy).toEqual(['slack:T1:Uja']);
    expect(fakes.texts()[1]).toContain('20260401T093015123Z-1a2b3c4d');
    expect(fakes.texts()[1]).toContain('第12条第2項');
    expect(fakes.slack.messages.every(({ onlyFor }) => onlyFor === 'Uja')).toBe(true);
  });

  it.each([['T2:Uja'], ['S1'], ['Uj']])(
    'is refused to people who only look like admins: %s',
    async (admin) => {
      await fakes.close();
      await open({ admins: [admin] });
      fakes.slack.groups.set('S1', ['Uja']);
      // A group that cannot be read has no members.
      fakes.slack.missing.add('usergroups.users.list');
      await fakes.command('reindex');
      await fakes.posted();
      expect(fakes.texts()[0]).toContain('管理者だけ');
      await fakes.channel.stop();
      expect(assistant.reindexedBy).toEqual([]);
    },
  );

  it('says why it failed', async () => {
    await fakes.close();
    await open({ admins: ['Uja'] });
    const { KiteiError } = await import('../../../src/errors.ts');
    assistant.reindexFailure = new KiteiError('index.busy', 'Another build is running.', 'Wait a minute.');
    await fakes.command('reindex');
    await fakes.posted(2);
    expect(fakes.texts()[1]).toContain('Another build is running.');
    expect(fakes.texts()[1]).toContain('Wait a minute.');
    // In the language of whoever asked, where Kitei's own words failed.
    const known = 'Take another backup; nothing was changed.';
    assistant.reindexFailure = new KiteiError('index.busy', known, known);
    await fakes.command('reindex');
    await fakes.posted(4);
    expect(fakes.texts()[3]).toContain('別のバックアップを使ってください');
  });
});

describe('the shortcut "ask about this"', () => {
  it('answers privately about the words of a message', async () => {
    const shortcut = {
      type: 'message_action',
      callback_id: 'kitei_ask_about_this',
      team: { id: 'T1' },
      user: { id: 'Uja' },
      channel: { id: 'C1' },
      message: { type: 'message', ts: '1.1', text: '<@U5|suzuki> 資料を&lt;家に&gt;持ち帰ってもいいですか' },
      trigger_id: 'shortcut1',
      response_url: fakes.slack.responseUrl('C1', 'Uja'),
    };
    await fakes.requests.interaction(shortcut);
    await fakes.requests.interaction(shortcut);
    await fakes.posted();
    await fakes.channel.stop();
    expect(fakes.slack.messages).toHaveLength(1);
    expect(fakes.slack.messages[0]?.onlyFor).toBe('Uja');
    expect(assistant.asked[0]).toMatchObject({
      text: '@suzuki 資料を<家に>持ち帰ってもいいですか',
      asker: 'slack:T1:Uja',
      confidential: true,
    });
  });
});
