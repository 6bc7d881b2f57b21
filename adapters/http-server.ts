import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { KiteiError } from '../src/errors.ts';
import type { Route } from './channel.ts';
import type { RequestFields } from './process-log.ts';

/** A running HTTP server. */
export interface HttpServer {
  /** `http://127.0.0.1:3978`, with the port that was really taken. */
  readonly url: string;
  /** Takes no new connections and resolves once requests in flight are answered. */
  close(): Promise<void>;
}

/** How long a sender may take for a whole request, in milliseconds: slow senders must not hold connections. */
const REQUEST_TIMEOUT_MS = 30_000;
/**
 * How long a connection is kept without a request, in milliseconds: longer than proxies keep theirs (60 s in nginx and most
 * load balancers), so that none sends a request into a connection that is just being closed.
 */
const IDLE_MS = 75_000;
/** Where an address without a host begins; the name is not looked at. */
const BASE = 'http://localhost';

/**
 * One HTTP server for the routes of all channels. An address that nobody answers gets 404, a method that nobody
 * answers there 405, a handler that fails 500 with nothing about the failure; `onError` hears of it. Every request has an
 * id, which its answer carries as `x-request-id`, and `onRequest` hears what came of it; what asks for no address gets 400.
 *
 * @throws KiteiError `server.unavailable` where it cannot listen.
 */
export async function startHttpServer(
  routes: readonly Route[],
  { host, port }: { readonly host: string; readonly port: number },
  onError: (error: unknown, path: string, requestId: string) => void,
  onRequest: (fields: RequestFields) => void = () => {},
): Promise<HttpServer> {
  const handlers = new Map(routes.map((route) => [`${route.method} ${route.path}`, route]));
  const paths = new Set(routes.map(({ path }) => path));
  const server = createServer((request, response) => {
    // Not the sender's: what they write must not get into the log.
    const requestId = randomUUID();
    response.setHeader('x-request-id', requestId);
    // Anybody may ask for `//`, and what is thrown here would end the process.
    const target = URL.canParse(request.url ?? '', BASE) ? new URL(request.url ?? '', BASE) : null;
    if (target === null) return refuse(request, response, 400);
    const path = target.pathname;
    const method = request.method === 'HEAD' ? 'GET' : request.method;
    const route =
      handlers.get(`${method} ${path}`) ?? (paths.has(path) ? undefined : handlers.get(`${method} /*`));
    const started = performance.now();
    response.once('close', () =>
      onRequest({
        requestId,
        method: request.method ?? '',
        route: route?.path ?? 'none',
        status: response.statusCode,
        milliseconds: Math.round(performance.now() - started),
      }),
    );
    if (route === undefined) return refuse(request, response, paths.has(path) ? 405 : 404);
    Promise.resolve(route.handle(request, response)).catch((error: unknown) => {
      onError(error, path, requestId);
      refuse(request, response, 500);
    });
  });
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  server.keepAliveTimeout = IDLE_MS;
  await listen(server, host, port);
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://${reachableAt(host)}:${taken}`,
    close: () =>
      new Promise((resolve) => {
        // A connection whose last answer has just gone out is idle only from then on.
        const sweep = setInterval(() => server.closeIdleConnections(), 50);
        server.close(() => {
          clearInterval(sweep);
          resolve();
        });
      }),
  };
}

function refuse(request: IncomingMessage, response: ServerResponse, status: number): void {
  // What has not been read of the body would be taken for the next request.
  request.resume();
  if (response.headersSent) return void response.destroy();
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' });
  response.end(`${status}\n`);
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const taken = cause.code === 'EADDRINUSE';
      reject(
        new KiteiError(
          'server.unavailable',
          `The HTTP server cannot listen on ${host}:${port} (${cause.code}).`,
          taken
            ? 'Another process uses this port: end it, or choose another one with KITEI_PORT.'
            : 'Choose an address and a port of this machine with KITEI_HOST and KITEI_PORT.',
          cause,
        ),
      );
    });
    server.listen(port, host, resolve);
  });
}

/** A host to open: who listens on every address is found on this machine. */
function reachableAt(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
