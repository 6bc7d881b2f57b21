import type { Config } from '../src/config.ts';
import type { Stores } from '../src/stores.ts';
import type { Channel } from './channel.ts';

/**
 * The chat platforms that a configuration asks for. A platform's SDK is loaded only where its channel is.
 * @param warn for operators; never a word of a question.
 * @throws KiteiError `config.invalid`.
 */
export async function configuredChannels(
  config: Config,
  { claims, inbox, state }: Pick<Stores, 'claims' | 'inbox' | 'state'>,
  warn: (message: string) => void,
): Promise<readonly Channel[]> {
  const { slack, teams, publicUrl } = config;
  const channels: Channel[] = [];
  if (slack !== null) {
    const { createSlackChannel } = await import('./slack/slack-channel.ts');
    channels.push(createSlackChannel(slack, { claims, inbox, state, publicUrl, warn }));
  }
  if (teams !== null) {
    const { createTeamsChannel } = await import('./teams/teams-channel.ts');
    channels.push(createTeamsChannel(teams, { claims, inbox, state, publicUrl, warn }));
  }
  return channels;
}
