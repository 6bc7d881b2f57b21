import type { App } from '@slack/bolt';
import { z } from 'zod';
import type { StartedParts } from './parts.ts';

const id = z.string().min(1).nullish();
const envelope = z.object({ team_id: id, enterprise_id: id });
const revoked = z.object({ event: z.object({ tokens: z.object({ bot: z.array(z.string()).optional() }) }) });

/** The direct message with Kitei is opened; the app is taken away. */
export function onWorkspaceEvents(app: App, parts: StartedParts): void {
  const { workspaces, people, assistant, warn } = parts;
  app.event('app_home_opened', async ({ event, context }) => {
    if (event.tab !== 'messages') return;
    const client = workspaces.clientOf(context.botToken ?? '', context.teamId);
    const { locale } = await people.find(client, context.teamId ?? '', event.user);
    const questions = await assistant.suggestions(locale ?? 'ja').catch((): string[] => []);
    if (questions.length === 0) return;
    const prompts = questions.slice(0, 4).map((question) => ({ title: question, message: question }));
    await client.assistant.threads
      .setSuggestedPrompts({ channel_id: event.channel, prompts })
      .catch(() => warn('Slack: suggested questions could not be shown.'));
  });
  const removed = async (body: unknown) => {
    const { team_id: team = null, enterprise_id: enterprise = null } = envelope.parse(body);
    await workspaces.removed({ team, enterprise });
  };
  app.event('app_uninstalled', ({ body }) => removed(body));
  app.event('tokens_revoked', async ({ body }) => {
    const { event } = revoked.parse(body);
    if ((event.tokens.bot ?? []).length > 0) await removed(body);
  });
}
