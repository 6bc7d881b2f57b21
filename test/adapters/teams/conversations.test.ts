import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { askerOf, inboundActivity } from '../../../adapters/teams/activity.ts';
import { createConversations } from '../../../adapters/teams/conversations.ts';
import { memoryChannelState } from '../memory-channel-stores.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

const activity = inboundActivity.parse({
  type: 'message',
  id: '1',
  channelId: 'msteams',
  serviceUrl: 'https://smba.trafficmanager.net/jp/',
  from: { id: '29:asker', name: '水森 花子', aadObjectId: '33333333-3333-4333-8333-333333333333' },
  recipient: { id: '28:bot', name: 'Kitei' },
  conversation: { id: 'a:personal', conversationType: 'personal', tenantId: 't' },
  channelData: { tenant: { id: 't' } },
  text: '質問',
});

it('somebody who was forgotten by another process, and writes again, is remembered again before long', async () => {
  const state = memoryChannelState();
  const conversations = createConversations(state);
  await conversations.remember(activity);
  const asker = askerOf(activity);
  expect(await conversations.ofPerson(asker)).toMatchObject({ conversation: 'a:personal' });
  await state.forget(asker);
  expect([await conversations.ofPerson(asker), await conversations.find('a:personal')]).toEqual([null, null]);
  vi.advanceTimersByTime(11 * 60_000);
  await conversations.remember(activity);
  expect(await conversations.ofPerson(asker)).toMatchObject({ conversation: 'a:personal' });
  expect(await conversations.find('a:personal')).toMatchObject({ conversation: 'a:personal' });
});
