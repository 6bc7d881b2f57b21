import type { App, webApi } from '@slack/bolt';
import type { z } from 'zod';
import type { Language } from '../../src/domain/policy.ts';
import { KiteiError } from '../../src/errors.ts';
import { detectLanguage } from '../../src/retrieval/text.ts';
import { failureLines } from '../failure-text.ts';
import { ASK_ABOUT_THIS } from '../slack-manifest.ts';
import { inSlack, personId } from './address.ts';
import { answer } from './answering.ts';
import type { SlackMessage } from './block-kit.ts';
import { messageShortcut, slashCommand } from './interactions.ts';
import { messageText } from './message-text.ts';
import { isFirst, type StartedParts } from './parts.ts';
import { renderReceipt, renderWords } from './render-words.ts';
import type { Place } from './sender.ts';
import { wordsOf } from './words-of.ts';

/** `/policy …`, whatever the command is called in the workspace, and "ask about this": answers only the asker sees. */
export function onCommands(app: App, parts: StartedParts): void {
  app.command(/^\/./, async ({ body, context }) => {
    const command = slashCommand.parse(body);
    if (!(await isFirst([`command:${command.team_id}:${command.trigger_id}`], parts))) return;
    await takeCommand(command, clientOf(context, parts), context.botUserId, parts);
  });
  app.shortcut(ASK_ABOUT_THIS, async ({ body, context }) => {
    const { team, enterprise, channel, user, message, ...shortcut } = messageShortcut.parse(body);
    if (!(await isFirst([`shortcut:${team.id}:${shortcut.trigger_id}`], parts))) return;
    await answer(
      {
        client: clientOf(context, parts),
        team: team.id,
        enterprise: enterprise?.id ?? null,
        user: user.id,
        messageId: `${inSlack(team.id, channel.id, message.ts)}:${shortcut.trigger_id}`,
        conversation: `${inSlack(team.id, channel.id, message.ts)}:${user.id}`,
        text: messageText(message.text, context.botUserId),
        to: privately(shortcut.response_url),
        thread: null,
        confidential: true,
      },
      parts,
    );
  });
}

type Command = z.infer<typeof slashCommand>;

async function takeCommand(
  command: Command,
  client: webApi.WebClient,
  botUserId: string | undefined,
  parts: StartedParts,
): Promise<void> {
  const { team_id: team, user_id: user, channel_id: channel, trigger_id } = command;
  const text = messageText(command.text, botUserId);
  const to = privately(command.response_url);
  const language = async () =>
    (await parts.people.find(client, team, user)).locale ?? detectLanguage(text || '規程');
  const say = async () => wordsOf(await language());
  const tell = (message: SlackMessage) => parts.sender.sendNow(() => message, to);
  const person = personId(team, user);
  switch (text.toLowerCase()) {
    case '':
    case 'help':
      await tell(renderWords((await say()).command.help(command.command)));
      return;
    case 'notices off':
      await parts.muted.mute(person);
      await tell(renderWords((await say()).command.muted));
      return;
    case 'notices on':
      await parts.muted.unmute(person);
      await tell(renderWords((await say()).command.unmuted));
      return;
    case 'reindex':
      return reindex(client, team, user, await language(), tell, parts);
  }
  await answer(
    {
      client,
      team,
      enterprise: command.enterprise_id,
      user,
      messageId: `${team}:${channel}:${trigger_id}`,
      conversation: `${team}:${channel}:${user}`,
      text,
      to,
      thread: null,
      confidential: true,
    },
    parts,
  );
}

async function reindex(
  client: webApi.WebClient,
  team: string,
  user: string,
  language: Language,
  tell: (message: SlackMessage) => Promise<unknown>,
  { admins, assistant }: StartedParts,
): Promise<void> {
  const say = wordsOf(language);
  if (!(await admins.includes(client, team, user))) {
    await tell(renderWords(say.command.adminsOnly));
    return;
  }
  await tell(renderWords(say.command.reindexing));
  try {
    await tell(renderReceipt(await assistant.reindex(personId(team, user)), say));
  } catch (error) {
    await tell(renderWords(error instanceof KiteiError ? failureLines(error, language) : String(error)));
  }
}

function privately(url: string): Place {
  return { kind: 'response', url, visible: 'person' };
}

function clientOf(context: { botToken?: string; teamId?: string }, { workspaces }: StartedParts) {
  return workspaces.clientOf(context.botToken ?? '', context.teamId);
}
