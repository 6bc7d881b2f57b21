import type { Config } from '../src/config.ts';
import { groupsOf } from '../src/domain/access.ts';
import { explain, KiteiError } from '../src/errors.ts';
import { compileRedaction } from '../src/privacy/redact.ts';
import { purge } from '../src/retention.ts';
import { createService, type Service } from '../src/service.ts';
import { adminDesk } from './admin-desk.ts';
import { withLimits } from './asking-limits.ts';
import type { Channel } from './channel.ts';
import { configuredChannels } from './configured-channels.ts';
import { alive, ready } from './health.ts';
import { startHttpServer } from './http-server.ts';
import { startKnowledgeWatch } from './knowledge-watch.ts';
import { createMetrics } from './metrics.ts';
import { startNoticeDispatcher } from './notice-dispatcher.ts';
import type { ProcessLog } from './process-log.ts';
import type { AdminParts } from './web/admin/admin-parts.ts';
import { gapNotes } from './web/training/gap-notes.ts';
import { createWebChannel } from './web/web-channel.ts';

/** Kitei with its channels, running. */
export interface Running {
  /** Where its HTTP server listens. */
  readonly url: string;
  /** A link that signs in its first visitor, for 15 minutes; null where people sign in with their accounts. */
  readonly signIn: string | null;
  /** Takes nothing new, finishes what is in flight, and closes everything. */
  stop(): Promise<void>;
}

/** Exchanges of a conversation that its page shows. */
const SHOWN = 20;
/** Longest that a question waits for its turn, in milliseconds. */
const LONGEST_WAIT_MS = 30_000;
/** How often the retention rules are applied, in milliseconds. */
const PURGE_INTERVAL_MS = 6 * 60 * 60 * 1000;

/**
 * Starts Kitei: the index, the question log, every channel that is configured, and one HTTP server for all of them.
 * @param log what an operator should know; never a word of a question.
 * @param connect the chat platforms; those of the configuration unless told otherwise.
 * @throws KiteiError where a part cannot start; what had started is stopped again.
 */
export async function serve(
  config: Config,
  log: ProcessLog,
  connect: typeof configuredChannels = configuredChannels,
): Promise<Running> {
  const tell = log.warn;
  const service = await createService(config, { warn: tell });
  const { kitei, stores } = service;
  const metrics =
    config.metricsToken === null
      ? null
      : createMetrics(config.metricsToken, {
          outbox: stores.outbox,
          log: stores.log,
          clauses: () => kitei.generation.documents.reduce((sum, { clauses }) => sum + clauses, 0),
          waiting: () => assistant.waiting,
        });
  const assistant = withLimits(
    service.assistant,
    { ...config.operation.limits, longestWaitMs: LONGEST_WAIT_MS },
    metrics?.asking,
  );
  const started: Channel[] = [];
  const stopFollowing = service.follow();
  let stopWatching = async () => {};
  const stopAll = async () => {
    stopFollowing();
    await stopWatching();
    await Promise.allSettled(started.map((channel) => channel.stop()));
    await service.close();
  };
  try {
    // The first question need not wait for dictionaries.
    await kitei.prepare();
    const channels = () => started.map(({ name }) => name);
    const web = webOf(config, service, await adminDesk(config, service, tell, channels), tell);
    for (const channel of [...(await connect(config, stores, tell)), web]) {
      await channel.start(metrics?.observed(assistant) ?? assistant);
      started.push(channel);
      log.info(`${channel.name}: ready`);
    }
    const routes = [
      alive,
      ready(() => stores.outbox.counts()),
      ...(metrics === null ? [] : [metrics.route]),
      ...started.flatMap((channel) => channel.routes),
    ];
    const server = await startHttpServer(
      routes,
      config.server,
      (error, path, requestId) => log.error(`${path}: ${error} (request ${requestId})`),
      log.request,
    );
    if (config.watch) stopWatching = startKnowledgeWatch(config, stores, tell);
    const dispatcher = startNoticeDispatcher(stores.outbox, started, tell);
    // Counted from the start of the process: a clock that jumps meanwhile deletes nothing.
    const applyRetention = () =>
      purge(stores, config.log, new Date(performance.timeOrigin + performance.now())).catch((error) => {
        // Questions asked by a clock in doubt would soon speak for it.
        if (error instanceof KiteiError && error.code === 'clock.doubtful') clearInterval(purging);
        tell(`retention: ${explain(error)}`);
      });
    const purging = setInterval(applyRetention, PURGE_INTERVAL_MS);
    void applyRetention();
    return {
      url: server.url,
      signIn: config.oidc === null ? `${config.publicUrl ?? server.url}${web.oneTimePath()}` : null,
      async stop() {
        clearInterval(purging);
        await server.close();
        await dispatcher.stop();
        await stopAll();
      },
    };
  } catch (error) {
    await stopAll();
    throw error;
  }
}

/** The web pages over a running Kitei. */
function webOf(
  config: Config,
  { kitei, stores, groups }: Service,
  admin: AdminParts,
  warn: (message: string) => void,
) {
  const { log, events, approved, state, pseudonym } = stores;
  const redact = compileRedaction(config.log);
  return createWebChannel({
    state,
    warn,
    publicUrl: config.publicUrl,
    oidc: config.oidc,
    documents: () => kitei.documents,
    groupsOf: (person) => groupsOf(person, groups()),
    admin,
    desk: {
      log,
      events,
      approved,
      notes: gapNotes(state),
      smallestGroup: config.log.smallestGroup,
      redact: (text) => redact(text).text,
    },
    async exchanges(conversation) {
      const records = await log.conversation(pseudonym(`web:${conversation}`), SHOWN);
      return records.flatMap(({ id, question, answer }) =>
        question === null || answer === null ? [] : [{ recordId: id, question, answer }],
      );
    },
  });
}
