import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { Route } from '../../adapters/channel.ts';
import { type HttpServer, startHttpServer } from '../../adapters/http-server.ts';

const errors: unknown[] = [];
let server: HttpServer | undefined;
let socket: Socket | undefined;

async function serve(...routes: Route[]): Promise<string> {
  errors.length = 0;
  server = await startHttpServer(routes, { host: '127.0.0.1', port: 0 }, (error) => errors.push(error));
  return server.url;
}

afterEach(() => {
  // Else the server would wait for it.
  socket?.destroy();
  return server?.close();
});

const hello: Route = {
  method: 'GET',
  path: '/hello',
  handle: async (_, response) => void response.end('hello'),
};

describe('the HTTP server', () => {
  it('answers its routes, whatever the query, and HEAD like GET', async () => {
    const url = await serve(hello);
    expect(await (await fetch(`${url}/hello?x=1`)).text()).toBe('hello');
    expect((await fetch(`${url}/hello`, { method: 'HEAD' })).status).toBe(200);
  });

  it('that listens on every address names one that can be opened', async () => {
    server = await startHttpServer([hello], { host: '0.0.0.0', port: 0 }, () => {});
    expect(server.url).toMatch(/^http:\/\/localhost:\d+$/);
    expect(await (await fetch(`${server.url}/hello`)).text()).toBe('hello');
  });

  it('keeps a connection longer than the proxy before it does', async () => {
    const { headers } = await fetch(`${await serve(hello)}/hello`);
    expect(Number(/timeout=(\d+)/.exec(headers.get('keep-alive') ?? '')?.[1])).toBeGreaterThan(60);
  });

  it('says what is not there and what is not allowed', async () => {
    const url = await serve(hello);
    expect((await fetch(`${url}/`)).status).toBe(404);
    expect((await fetch(`${url}/hello/`)).status).toBe(404);
    expect((await fetch(`${url}/hello`, { method: 'POST', body: 'x'.repeat(100_000) })).status).toBe(405);
  });

  it.each(['//', '//:x', 'http://[', 'http://x:99999/', 'http:/'])(
    'refuses a request for %s, and goes on',
    async (target) => {
      const url = await serve({ ...hello, path: '/*' });
      socket = connect(Number(new URL(url).port), '127.0.0.1');
      let said = '';
      socket.on('data', (data) => {
        said += data;
      });
      socket.write(`GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
      await once(socket, 'close');
      expect(said).toMatch(/^HTTP\/1\.1 400 /);
      expect((await fetch(`${url}/hello`)).status).toBe(200);
    },
  );

  it('tells strangers nothing about a failure, and the operator all', async () => {
    const failure = new Error('secret');
    const url = await serve({ method: 'POST', path: '/x', handle: () => Promise.reject(failure) });
    const answer = await fetch(`${url}/x`, { method: 'POST' });
    expect([answer.status, await answer.text()]).toEqual([500, '500\n']);
    expect(errors).toEqual([failure]);
  });

  it('cuts the connection where a handler fails within its answer', async () => {
    const url = await serve({
      method: 'GET',
      path: '/x',
      handle: async (_, response) => {
        response.writeHead(200, { 'content-length': 100 });
        response.write('half');
        throw new Error('broken');
      },
    });
    await expect(fetch(`${url}/x`).then((answer) => answer.text())).rejects.toThrow();
    expect(errors).toHaveLength(1);
  });

  it('names the port that is taken', async () => {
    const url = await serve(hello);
    const port = Number(new URL(url).port);
    await expect(startHttpServer([], { host: '127.0.0.1', port }, () => {})).rejects.toMatchObject({
      code: 'server.unavailable',
      remedy: expect.stringContaining('KITEI_PORT'),
    });
  });

  it('answers what is in flight before it closes', async () => {
    let finish = () => {};
    const url = await serve({
      method: 'GET',
      path: '/slow',
      handle: async (_, response) => {
        await new Promise<void>((resolve) => {
          finish = resolve;
        });
        response.end('done');
      },
    });
    const answer = fetch(`${url}/slow`).then((response) => response.text());
    while (finish.toString() === '() => {}') await new Promise((resolve) => setTimeout(resolve, 5));
    const closed = server?.close();
    finish();
    expect(await answer).toBe('done');
    await closed;
    await expect(fetch(`${url}/slow`)).rejects.toThrow();
  });
});
