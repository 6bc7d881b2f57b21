import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Assistant } from '../src/domain/assistant.ts';
import type { Delivery, Notice } from '../src/domain/outbox.ts';
import type { ChannelName } from '../src/domain/question.ts';

/** One address of the HTTP server that a channel answers. The body has not been read. */
export interface Route {
  readonly method: 'GET' | 'POST';
  /** Exact path, e.g. `/slack/events`, or `/*` for whatever nothing else answers. */
  readonly path: string;
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

/** A place where people talk to Kitei. */
export interface Channel {
  readonly name: ChannelName;
  /** Mounted on the one HTTP server; empty for a channel that connects by itself. */
  readonly routes: readonly Route[];
  /** @throws KiteiError `config.invalid` or `channel.unreachable` where it cannot work. */
  start(assistant: Assistant): Promise<void>;
  /** Sends a message that Kitei starts; never throws, never sends one notice twice. */
  deliver(notice: Notice): Promise<Delivery>;
  /** Takes no new questions, and resolves once those in flight are answered. */
  stop(): Promise<void>;
}
