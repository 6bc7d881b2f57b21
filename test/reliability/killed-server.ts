// A server with Slack and the web pages, for kills.ts: as `npm start` runs it, except that work of a server that has ended
// is taken over sooner. Prints its address and a browser's session as JSON; then does what each line of its standard
// input asks for, which is what trainers and administrators do, and prints that line's number once it is done.
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createProcessLog } from '../../adapters/process-log.ts';
import { serve } from '../../adapters/serve.ts';
import { createSlackChannel } from '../../adapters/slack/slack-channel.ts';
import { createSessions } from '../../adapters/web/sessions.ts';
import { readConfig } from '../../src/config.ts';
import { forgetAsker } from '../../src/forget-asker.ts';
import { publish } from '../../src/publish.ts';
import { openStores } from '../../src/stores.ts';
import { policyOf, type Work } from './killed-work.ts';

const config = readConfig(process.env);
const warn = (message: string) => process.stderr.write(`${message}\n`);
let session: { readonly id: string; readonly formToken: string } | undefined;
const running = await serve(
  config,
  createProcessLog('warn', process.env, { plain: true, write: (line) => process.stderr.write(line) }),
  async ({ slack, publicUrl }, stores, tell) => {
    if (slack === null) throw new Error('Slack must be configured.');
    const sessions = createSessions(stores.state);
    const staff = { person: 'web:1', name: '1', roles: ['staff' as const], groups: [], department: null };
    const id = await sessions.begin(staff);
    session = { id, formToken: (await sessions.find(id))?.formToken ?? '' };
    const times = { lease: 1_500, renew: 300, look: 150, keep: 1_500 };
    return [createSlackChannel(slack, { ...stores, publicUrl, warn: tell, times })];
  },
);
const stores = await openStores(config, warn);
process.stdout.write(`${JSON.stringify({ url: running.url, session })}\n`);

for await (const line of createInterface(process.stdin)) {
  const { nth, work } = JSON.parse(line) as { nth: number; work: Work };
  await perform(work).then(
    () => process.stdout.write(`${nth}\n`),
    (error) => warn(`work ${nth} failed: ${error}`),
  );
}
// Nobody is left to kill it.
process.exit();

async function perform(work: Work): Promise<void> {
  const at = new Date().toISOString();
  if (work.kind === 'forget') {
    await forgetAsker(stores, work.person);
    await stores.log.audit({ at, actor: 'cli', action: 'log.forget', subject: work.mark });
  } else if (work.kind === 'review') {
    const { recordId } = work;
    const judged = { finding: 'correct', expectedClauses: [], expectedVerdict: null, note: null } as const;
    await stores.log.review({ recordId, at, reviewer: 'a trainer', ...judged });
  } else if (work.kind === 'notice') {
    await stores.outbox.put({ key: work.key, to: work.to, content: work.content, createdAt: at });
  } else {
    const file = join(config.knowledgeDir, 'guests.md');
    await writeFile(`${file}.new`, policyOf(work.edition));
    await rename(`${file}.new`, file);
    const decided = { rehearseOnly: false, acknowledged: true, override: null };
    await publish({ config, stores, by: 'a test', days: 1, ...decided });
  }
}
