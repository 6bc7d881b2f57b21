import type { Route } from './channel.ts';

/** Says that the process is alive. */
export const alive: Route = {
  method: 'GET',
  path: '/healthz',
  async handle(_, response) {
    response.writeHead(200, PLAIN).end('ok\n');
  },
};

/** Says whether questions should be sent here: `check` fails where what they need does not work. */
export function ready(check: () => Promise<unknown>): Route {
  return {
    method: 'GET',
    path: '/readyz',
    async handle(_, response) {
      const works = await check().then(
        () => true,
        () => false,
      );
      response.writeHead(works ? 200 : 503, PLAIN).end(works ? 'ready\n' : 'not ready\n');
    },
  };
}

const PLAIN = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' };
