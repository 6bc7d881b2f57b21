import { createServer, connect as dial, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** How a server may fail that takes connections. */
export type Fault =
  /** Answers nothing, and breaks no connection. */
  | 'hangs'
  | 'answers with status 500'
  | 'asks to wait'
  | "answers with a proxy's page"
  | 'sends on to another address'
  | 'breaks off in its answer'
  | 'answers a little at a time, without an end';

/** Stands before a server that may be away, or fail. */
export interface AwayProxy {
  /** Where it listens, on this machine. */
  readonly port: number;
  /** Breaks every connection and takes no new ones, as a server that has ended. */
  refuse(): Promise<void>;
  /** Keeps every connection and takes new ones, and lets nothing through. */
  freeze(): void;
  /** Answers every request of HTTP in the server's stead. */
  fail(fault: Fault): void;
  /** How many connections it has failed so. */
  failed(): number;
  /** Lets everything through again, what had been held back first. */
  recover(): Promise<void>;
}

/** Starts one before a port of this machine; it ends with the test. @param elsewhere where a fault sends on to. */
export async function awayProxy(target: number, elsewhere = 'http://127.0.0.1:1/'): Promise<AwayProxy> {
  const sockets = new Set<Socket>();
  let frozen = false;
  let fault: Fault | null = null;
  let failures = 0;
  const kept = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {}).once('close', () => sockets.delete(socket));
    if (frozen) socket.pause();
    return socket;
  };
  const destroyAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  const server = createServer((near) => {
    kept(near);
    if (fault !== null) {
      failures++;
      return failing(near, fault, elsewhere);
    }
    const far = kept(dial(target, '127.0.0.1'));
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      from.on('data', (bytes) => to.write(bytes));
      from.once('close', () => to.destroy());
    }
    if (frozen) for (const socket of [near, far]) socket.pause();
  });
  const listen = (port: number) =>
    new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()));
  await listen(0);
  const { port } = server.address() as { port: number };
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      destroyAll();
    });
  onTestFinished(close);
  return {
    port,
    refuse: close,
    freeze() {
      frozen = true;
      for (const socket of sockets) socket.pause();
    },
    fail(how) {
      fault = how;
      destroyAll();
    },
    failed: () => failures,
    async recover() {
      frozen = false;
      for (const socket of sockets) socket.resume();
      if (fault !== null) destroyAll();
      fault = null;
      if (!server.listening) await listen(port);
    },
  };
}

function failing(socket: Socket, fault: Fault, elsewhere: string): void {
  const answer = (status: string, headers: string, body = '') =>
    socket.write(`HTTP/1.1 ${status}\r\n${headers}\r\n\r\n${body}`);
  const whole = (status: string, headers: string, body: string) => {
    answer(status, `${headers}\r\ncontent-length: ${body.length}\r\nconnection: close`, body);
    socket.end();
  };
  socket.once('data', () => {
    switch (fault) {
      case 'hangs':
        return;
      case 'answers with status 500':
        return whole('500 Internal Server Error', 'content-type: text/plain', 'no');
      case 'asks to wait':
        return whole('429 Too Many Requests', 'content-type: text/plain\r\nretry-after: 1', 'later');
      case "answers with a proxy's page":
        return whole('200 OK', 'content-type: text/html', '<!doctype html><p>Sign in to the network.</p>');
      case 'sends on to another address':
        return whole('307 Temporary Redirect', `content-type: text/plain\r\nlocation: ${elsewhere}`, 'there');
      case 'breaks off in its answer':
        answer('200 OK', 'content-type: application/json\r\ncontent-length: 1000', '{"ok":tr');
        return socket.destroySoon();
      case 'answers a little at a time, without an end': {
        answer('200 OK', 'content-type: application/json\r\ncontent-length: 1000000', '{');
        const timer = setInterval(() => socket.write(' '), 50);
        socket.once('close', () => clearInterval(timer));
      }
    }
  });
}

/** Every fault. */
export const FAULTS: readonly Fault[] = [
  'hangs',
  'answers with status 500',
  'asks to wait',
  "answers with a proxy's page",
  'sends on to another address',
  'breaks off in its answer',
  'answers a little at a time, without an end',
];
