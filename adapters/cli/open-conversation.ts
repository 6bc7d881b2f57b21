import { randomUUID } from 'node:crypto';
import { hostname, userInfo } from 'node:os';
import type { Config } from '../../src/config.ts';
import type { Answer } from '../../src/domain/answer.ts';
import type { Turn } from '../../src/domain/conversation.ts';
import { KiteiError } from '../../src/errors.ts';
import { redactionOf } from '../../src/redaction.ts';
import type { Service } from '../../src/service.ts';
import type { Context } from './context.ts';
import { warnOf } from './failure.ts';
import { appHooks, noteProblems, openApp } from './open-app.ts';

/** A conversation at the command line: each question is read with those before it. */
export interface Conversation {
  /** @throws KiteiError `question.invalid`. */
  ask(question: string): Promise<Answer>;
  /** Forgets what was said so far. */
  restart(): void;
  close(): Promise<void>;
}

/** How questions of a command are asked. */
export interface AskingOptions {
  /** ISO date to answer for; such questions are tries, and are not recorded. */
  readonly asOf?: string;
  /** False where the asker does not want the question in the log. */
  readonly log?: boolean;
}

/**
 * Starts Kitei for questions from the command line. They are recorded like those of any channel, unless a day is tried
 * out or the asker says no; a log that cannot be opened is told, and answers go on without it.
 */
export async function openConversation(
  config: Config,
  context: Context,
  { asOf, log = true }: AskingOptions,
): Promise<Conversation> {
  if (!log || asOf !== undefined) return unrecorded(config, context, asOf);
  try {
    return recorded(await openService(config, context));
  } catch (error) {
    if (!(error instanceof KiteiError) || error.code !== 'log.unwritable') throw error;
    warnOf(context, error.message, error.remedy);
    return unrecorded(config, context, asOf);
  }
}

async function openService(config: Config, context: Context): Promise<Service> {
  const service = await context.services.createService(config, appHooks(config, context));
  context.terminal.endProgress();
  noteProblems(service.kitei, context);
  return service;
}

function recorded(service: Service): Conversation {
  const { username } = userInfo();
  const asker = `cli:${hostname()}:${username}`;
  let conversation = randomUUID();
  return {
    async ask(text) {
      const { answer } = await service.assistant.ask({
        id: `cli:${randomUUID()}`,
        text,
        askedAt: new Date().toISOString(),
        channel: 'cli',
        asker,
        conversation: `cli:${conversation}`,
        department: null,
        replyTo: null,
        confidential: true,
      });
      return answer;
    },
    restart() {
      conversation = randomUUID();
    },
    close: () => service.close(),
  };
}

async function unrecorded(config: Config, context: Context, asOf: string | undefined): Promise<Conversation> {
  const app = await openApp(config, context);
  // Not for the log here, but for models, which a configuration may ask.
  const redact = redactionOf(config, app);
  let turns: Turn[] = [];
  return {
    async ask(typed) {
      const day = asOf === undefined ? {} : { asOf };
      const { text } = redact(typed);
      const { answer } = await app.ask({ text, conversation: turns, ...day });
      turns = [...turns, { question: text, answer }];
      return answer;
    },
    restart() {
      turns = [];
    },
    close: async () => {},
  };
}
