import { createServer, connect as dial, type Server, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** Stands before a server that may be away. */
export interface AwayProxy {
  /** Where it listens, on this machine. */
  readonly port: number;
  /** Breaks every connection and takes no new ones, as a server that has ended. */
  refuse(): Promise<void>;
  /** Keeps every connection and takes new ones, and lets nothing through, as a server that hangs. */
  freeze(): void;
  /** Lets everything through again, what had been held back first. */
  recover(): Promise<void>;
}

/** Starts one before a port of this machine; it ends with the test. */
export async function awayProxy(target: number): Promise<AwayProxy> {
  const sockets = new Set<Socket>();
  let frozen = false;
  const kept = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {}).once('close', () => sockets.delete(socket));
    if (frozen) socket.pause();
    return socket;
  };
  const server: Server = createServer((near) => {
    const far = kept(dial(target, '127.0.0.1'));
    kept(near);
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
      for (const socket of sockets) socket.destroy();
    });
  onTestFinished(close);
  return {
    port,
    refuse: close,
    freeze() {
      frozen = true;
      for (const socket of sockets) socket.pause();
    },
    async recover() {
      frozen = false;
      for (const socket of sockets) socket.resume();
      if (!server.listening) await listen(port);
    },
  };
}
