// Kitei with Slack, Teams and the web pages, in a process of its own, for staff-load.ts. Prints the address it listens
// on and the sessions of people in the browser, and serves until its standard input ends:
//   staff-load-app.ts CLOUD_AS_JSON BROWSERS
// Everything else comes from the environment, as for `npm start`.
import { once } from 'node:events';
import { createProcessLog } from '../../adapters/process-log.ts';
import { serve } from '../../adapters/serve.ts';
import { createSlackChannel } from '../../adapters/slack/slack-channel.ts';
import { createTeamsChannel } from '../../adapters/teams/teams-channel.ts';
import { createSessions } from '../../adapters/web/sessions.ts';
import { readConfig } from '../../src/config.ts';

const [cloud = '{}', browsers = '0'] = process.argv.slice(2);
const sessions: { readonly id: string; readonly formToken: string }[] = [];

const running = await serve(
  // A few simulated people ask for many: what is measured is the machine, not the limits.
  readConfig({ KITEI_QUESTIONS_PER_MINUTE: '10000', KITEI_QUESTIONS_AT_ONCE: '10000', ...process.env }),
  createProcessLog('warn', process.env, { plain: true, write: (line) => process.stderr.write(line) }),
  async ({ slack, teams, publicUrl }, { claims, state }, warn) => {
    if (slack === null || teams === null) throw new Error('Slack and Teams must be configured.');
    const signedIn = createSessions(state);
    for (let n = 0; n < Number(browsers); n++) {
      const id = await signedIn.begin({
        person: `web:${n}`,
        name: `${n}`,
        roles: ['staff'],
        groups: [],
        department: null,
      });
      sessions.push({ id, formToken: (await signedIn.find(id))?.formToken ?? '' });
    }
    const parts = { claims, state, publicUrl, warn };
    return [
      createSlackChannel(slack, parts),
      createTeamsChannel(teams, { ...parts, cloud: JSON.parse(cloud), token: async () => 'token-for-teams' }),
    ];
  },
);
console.log(JSON.stringify({ url: running.url, sessions }));
process.stdin.resume();
await once(process.stdin, 'end');
await running.stop();
process.exit(0);
