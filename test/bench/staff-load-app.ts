// Kitei with Slack, Teams and the web pages, in a process of its own, for staff-load.ts. Prints the address it listens
// on and the sessions of people in the browser, and serves until its standard input ends. Each line of that is answered by
// one: what lives in memory in MB, garbage collected first, and the event loop's delay in ms since the line before.
//   staff-load-app.ts CLOUD_AS_JSON BROWSERS
// Everything else comes from the environment, as for `npm start`.
import { once } from 'node:events';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createProcessLog } from '../../adapters/process-log.ts';
import { serve } from '../../adapters/serve.ts';
import { createSlackChannel } from '../../adapters/slack/slack-channel.ts';
import { createTeamsChannel } from '../../adapters/teams/teams-channel.ts';
import { createSessions } from '../../adapters/web/sessions.ts';
import { readConfig } from '../../src/config.ts';

const [cloud = '{}', browsers = '0'] = process.argv.slice(2);
const sessions: { readonly id: string; readonly formToken: string }[] = [];

const running = await serve(
  // A few simulated people ask for many: what is measured is the machine and its queue, not a person's limit.
  readConfig({ KITEI_QUESTIONS_PER_MINUTE: '10000', ...process.env }),
  createProcessLog('warn', process.env, { plain: true, write: (line) => process.stderr.write(line) }),
  async ({ slack, teams, publicUrl }, { claims, inbox, state }, warn) => {
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
    const parts = { claims, inbox, state, publicUrl, warn };
    return [
      createSlackChannel(slack, parts),
      createTeamsChannel(teams, { ...parts, cloud: JSON.parse(cloud), token: async () => 'token-for-teams' }),
    ];
  },
);
console.log(JSON.stringify({ url: running.url, sessions }));
setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');
const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();
createInterface(process.stdin).on('line', () => {
  const [p99, longest] = [delay.percentile(99), delay.max].map((ns) => ns / 1e6);
  collectGarbage();
  console.log(JSON.stringify({ liveMb: process.memoryUsage().heapUsed / 2 ** 20, p99, longest }));
  // Not before the pause for the garbage has been noticed, which is none of Kitei's.
  setTimeout(() => delay.reset(), 50);
});
await once(process.stdin, 'end');
await running.stop();
process.exit(0);
