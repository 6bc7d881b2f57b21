import type { App, webApi } from '@slack/bolt';
import { detectLanguage } from '../../src/retrieval/text.ts';
import { inSlack, personId } from './address.ts';
import { answer } from './answering.ts';
import { type Incoming, readIncoming } from './incoming.ts';
import { mentionsOthers, messageText } from './message-text.ts';
import { isFirst, type StartedParts } from './parts.ts';
import { renderGreeting, renderWords } from './render-words.ts';
import { wordsOf } from './words-of.ts';

/** Mentions, direct messages, and what follows in threads. */
export function onMessages(app: App, parts: StartedParts): void {
  const take = async ({
    body,
    client,
    botUserId,
  }: {
    body: unknown;
    client: webApi.WebClient;
    botUserId: string | undefined;
  }) => {
    const incoming = readIncoming(body, botUserId);
    if (incoming !== null) await takeMessage(incoming, client, botUserId, parts);
  };
  const clientOf = ({ botToken, teamId }: { botToken?: string; teamId?: string }) =>
    parts.workspaces.clientOf(botToken ?? '', teamId);
  app.event('app_mention', ({ body, context }) =>
    take({ body, client: clientOf(context), botUserId: context.botUserId }),
  );
  app.message(({ body, context }) => take({ body, client: clientOf(context), botUserId: context.botUserId }));
}

async function takeMessage(
  incoming: Incoming,
  client: webApi.WebClient,
  botUserId: string | undefined,
  parts: StartedParts,
): Promise<void> {
  const { team, channel, user, ts, how, eventId } = incoming;
  const message = inSlack(team, channel, ts);
  const thread = inSlack(team, channel, incoming.thread ?? ts);
  const text = messageText(incoming.text, botUserId);
  const first = () =>
    isFirst([`message:${message}`, ...(eventId === null ? [] : [`event:${eventId}`])], parts);

  // Most talk in threads has nothing to do with Kitei, and leaves no trace.
  if (incoming.thread !== null && text !== '') {
    const relayed = await parts.assistant.expertReplied({
      channel: 'slack',
      thread,
      messageId: message,
      text,
    });
    if (relayed) return (await first()) ? tellExpert(incoming, client, parts) : undefined;
  }
  if (how === 'thread') {
    const follows =
      !mentionsOthers(incoming.text, botUserId) &&
      (await parts.followed?.follows(thread, personId(team, user)));
    if (!follows) return;
  }
  if (!(await first())) return;
  if (how !== 'direct') await parts.followed?.follow(thread, personId(team, user));
  if (text === '') return greet(incoming, client, parts);

  const root = incoming.thread ?? ts;
  await answer(
    {
      client,
      team,
      enterprise: incoming.enterprise,
      user,
      messageId: message,
      conversation: thread,
      text,
      to: { kind: 'channel', client, channel, thread: root, recordId: `slack:${message}` },
      thread: { channel, ts: root },
      confidential: how === 'direct',
      unaddressed: how === 'thread',
    },
    parts,
  );
}

/** Tells an expert, and nobody else, that a reply has gone on its way. */
async function tellExpert(
  { team, channel, user, thread, text }: Incoming,
  client: webApi.WebClient,
  { people }: StartedParts,
): Promise<void> {
  const { locale } = await people.find(client, team, user);
  const { notices } = wordsOf(locale ?? detectLanguage(text));
  const message = renderWords(notices.relayed);
  await client.chat
    .postEphemeral({
      channel,
      user,
      text: message.text,
      ...(thread !== null && { thread_ts: thread }),
    })
    .catch(() => {});
}

async function greet(
  { team, channel, user, ts, thread }: Incoming,
  client: webApi.WebClient,
  { people, assistant, sender }: StartedParts,
): Promise<void> {
  const locale = (await people.find(client, team, user)).locale ?? 'ja';
  const suggestions = await assistant.suggestions(locale).catch((): string[] => []);
  const message = renderGreeting(suggestions, wordsOf(locale));
  await sender.sendNow(() => message, { kind: 'channel', client, channel, thread: thread ?? ts });
}
