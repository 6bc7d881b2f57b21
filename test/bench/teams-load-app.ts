// Kitei in Teams on the sample policies, in a process of its own, for teams-load.ts. Prints the address it listens on
// and serves until its standard input ends: teams-load-app.ts DATA CLOUD_AS_JSON CONFIG_AS_JSON
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { startHttpServer } from '../../adapters/http-server.ts';
import { createTeamsChannel } from '../../adapters/teams/teams-channel.ts';
import { readConfig } from '../../src/config.ts';
import { createService } from '../../src/service.ts';

const [dataDir = '', cloud = '{}', teams = '{}'] = process.argv.slice(2);
const knowledgeDir = fileURLToPath(new URL('../../knowledge', import.meta.url));
const warn = (message: string) => console.error(message);

const service = await createService(readConfig({}, { knowledgeDir, dataDir }), { warn });
const { claims, state } = service.stores;
const channel = createTeamsChannel(JSON.parse(teams), {
  claims,
  state,
  publicUrl: 'https://kitei.example.lg.jp',
  warn,
  cloud: JSON.parse(cloud),
  token: async () => 'token-for-teams',
});
await channel.start(service.assistant);
const server = await startHttpServer(channel.routes, { host: '127.0.0.1', port: 0 }, (error) =>
  warn(String(error)),
);
console.log(server.url);
const started = process.cpuUsage();

process.stdin.resume();
await once(process.stdin, 'end');
await channel.stop();
await server.close();
const { user, system } = process.cpuUsage(started);
const memoryMb = process.memoryUsage().rss / 2 ** 20;
console.log(JSON.stringify({ memoryMb, cpuMs: (user + system) / 1000 }));
await service.close();
