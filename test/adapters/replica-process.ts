// A server with Slack, as `npm start` runs it, except that work of a server that has ended is taken over sooner. Prints
// its address and a link that signs in, once it is ready.
import { createProcessLog } from '../../adapters/process-log.ts';
import { serve } from '../../adapters/serve.ts';
import { createSlackChannel } from '../../adapters/slack/slack-channel.ts';
import { readConfig } from '../../src/config.ts';

const times = { lease: 3_000, renew: 500, look: 300, keep: 1_500 };
const running = await serve(
  readConfig(process.env),
  createProcessLog('info', process.env, { plain: true, write: (line) => process.stderr.write(line) }),
  async ({ slack }, stores, warn) =>
    slack === null ? [] : [createSlackChannel(slack, { ...stores, publicUrl: null, warn, times })],
);
process.stdout.write(`${running.url} ${running.signIn}\n`);
