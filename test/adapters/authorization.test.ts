import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { describe, expect, it, vi } from 'vitest';
import type { Context } from '../../adapters/cli/context.ts';
import { createProgram } from '../../adapters/cli/program.ts';
import { PLAIN } from '../../adapters/cli/terminal.ts';
import { wordsOf } from '../../adapters/cli/words-of.ts';
import { ACTIONS } from '../../adapters/slack/block-kit.ts';
import { WHY } from '../../adapters/slack/dialogs.ts';
import { ASK_ABOUT_THIS } from '../../adapters/slack-manifest.ts';
import { ACCESS } from '../../adapters/web/access-table.ts';
import type { Assistant } from '../../src/domain/assistant.ts';
import { scriptedAssistant } from './scripted-assistant.ts';
import { slackOnFakes } from './slack/slack-on-fakes.ts';
import { slackRequests } from './slack/slack-sender.ts';
import { TeamsHarness } from './teams/teams-harness.ts';

// "Who may do what" in docs/security.md against everything that the channels react to.

const root = fileURLToPath(new URL('../..', import.meta.url));
const source = (path: string) => readFileSync(join(root, path), 'utf8');

const [ROLE, BROWSER, SLACK, TEAMS, COMMANDS] = [1, 2, 3, 4, 5];
const rows = (source('docs/security.md').split('## Who may do what')[1] ?? '')
  .split('\n')
  .filter((line) => /^\| (?!action |---)/.test(line))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

/** What a column names, each with the role of its row. */
const named = (column: number) =>
  rows.flatMap((cells) =>
    [...(cells[column] ?? '').matchAll(/`([^`]+)`/g)].map(([, name = '']) => ({
      name,
      role: (cells[ROLE] ?? '').split(',')[0] ?? '',
    })),
  );
const names = (column: number) =>
  named(column)
    .map(({ name }) => name)
    .sort();
const literals = (text: string, pattern: RegExp) =>
  [...text.matchAll(pattern)].map(([, literal = '']) => literal);
const unique = (values: readonly string[]) => [...new Set(values)].sort();

describe('who may do what', () => {
  it('names every address of the web pages, with the role that may open it', () => {
    const table = Object.fromEntries(named(BROWSER).map(({ name, role }) => [name, role]));
    const code = Object.entries(ACCESS).map(([address, access]) => [
      address,
      typeof access === 'string' ? access : access.join(' '),
    ]);
    expect(table).toEqual(Object.fromEntries(code));
    expect(named(BROWSER)).toHaveLength(code.length);
  });

  it('names every command of the command line', () => {
    const context = {
      say: wordsOf('en'),
      env: {},
      stdin: Readable.from([]),
      services: {},
      terminal: { style: PLAIN },
    };
    expect(names(COMMANDS)).toEqual(leaves(createProgram(context as unknown as Context)).sort());
  });

  it('names everything that Slack can send', () => {
    const words = literals(source('adapters/slack/on-commands.ts'), /case '(.+?)':/g).filter(
      (word) => word !== '',
    );
    expect(names(SLACK)).toEqual([...words, ...Object.values(ACTIONS), WHY, ASK_ABOUT_THIS].sort());
    const files = readdirSync(join(root, 'adapters/slack')).map((file) => source(`adapters/slack/${file}`));
    const listeners = files.flatMap((text) =>
      literals(text, /app\.(command|shortcut|action|view|options|step)\(/g),
    );
    expect(listeners.sort()).toEqual(['action', 'command', 'shortcut', 'view']);
  });

  it('names everything that Teams can send', () => {
    const text = source('adapters/teams/invokes.ts');
    const read = [...literals(text, /case '(.+?)':/g), ...literals(text, /(?:verb|kitei) === '(\w+)'/g)];
    expect(names(TEAMS)).toEqual(unique(read));
  });
});

/** What the channels do of what only admins may. A new method of the assistant has to be put here. */
const OF_ADMINS: Readonly<Record<keyof Assistant, boolean>> = {
  ask: false,
  giveFeedback: false,
  escalate: false,
  expertReplied: false,
  suggestions: false,
  documents: false,
  reindex: true,
};

describe('what only admins may', () => {
  it('is done in the places that ask for the role, and nowhere else', () => {
    const adapters = readdirSync(join(root, 'adapters'), { recursive: true, encoding: 'utf8' });
    const methods = Object.entries(OF_ADMINS).flatMap(([method, only]) => (only ? [method] : []));
    const calls = new RegExp(`assistant\\.(${methods.join('|')})\\b`);
    const places = adapters.filter(
      (file) => file.endsWith('.ts') && calls.test(source(join('adapters', file))),
    );
    expect(places.sort()).toEqual(['admin-desk.ts', 'slack/on-commands.ts', 'web/admin/admin-routes.ts']);
  });

  it('is not done by anybody in Slack who is no admin, whatever is sent', async () => {
    const fakes = await slackOnFakes({ admins: ['U9'] });
    const assistant = scriptedAssistant();
    await fakes.channel.start(assistant);
    const forms = ['reindex', 'REINDEX', ' reindex ', 'reindex ', 'reindex --force', 'admin reindex'];
    for (const [nth, text] of forms.entries()) {
      await fakes.command(text);
      await fakes.posted(nth + 1);
    }
    // Buttons that Kitei never made, and values that say who presses.
    for (const action of ['kitei_reindex', 'kitei_constructor', ...Object.values(ACTIONS)])
      expect((await fakes.click(action, '{"user":"U9","reindex":true}')).status).toBe(200);
    // In the name of an admin, but not by Slack.
    const forger = slackRequests(fakes.url, 'a guessed signing secret');
    const fields = { team_id: 'T1', channel_id: 'C1', user_id: 'U9', text: 'reindex', trigger_id: 'forged' };
    const forged = await forger.command({ ...fields, response_url: fakes.slack.responseUrl('C1', 'U9') });
    expect(forged.status).toBe(401);
    await fakes.close();
    expect(assistant.reindexedBy).toEqual([]);
  });

  it('is not done by anybody in Teams, whatever is sent', async () => {
    const teams = await TeamsHarness.open();
    const assistant = scriptedAssistant();
    await teams.channel.start(assistant);
    await teams.sendQuestion('reindex');
    await vi.waitFor(() => expect(assistant.asked).toHaveLength(1));
    for (const verb of ['reindex', 'publish', 'admin', '__proto__', 'constructor']) {
      const data = { recordId: 'r', reply: 'x', roles: ['admin'] };
      expect((await teams.invoke('adaptiveCard/action', { action: { verb, data } })).status).toBe(400);
    }
    expect((await teams.invoke('admin/reindex', {})).status).toBe(501);
    await teams.channel.stop();
    await teams.close();
    expect(assistant.reindexedBy).toEqual([]);
  });
});

/** The words that call each command which does something. */
function leaves(command: Command, path: readonly string[] = []): string[] {
  const inner = command.commands.flatMap((one) => leaves(one, [...path, one.name()]));
  return command.commands.length === 0 ? [path.join(' ')] : inner;
}
