import { type AppHooks, createApp, type Kitei } from './app.ts';
import { suspendChanged } from './assistant/approved.ts';
import { createAssistant } from './assistant/create-assistant.ts';
import type { Config } from './config.ts';
import { writerOf } from './create-writer.ts';
import type { Group } from './domain/access.ts';
import type { Assistant } from './domain/assistant.ts';
import { explain } from './errors.ts';
import { openGroups } from './known-groups.ts';
import { noteRevisions } from './note-revisions.ts';
import { completeCorrections } from './pending-corrections.ts';
import { redactForLog } from './privacy/redact-for-log.ts';
import { redactionOf } from './redaction.ts';
import { openStores, type Stores } from './stores.ts';

/** Kitei with its log: what channels are started with. */
export interface Service {
  readonly kitei: Kitei;
  readonly stores: Stores;
  readonly assistant: Assistant;
  /** Who belongs to the groups that documents are kept to. */
  readonly groups: () => readonly Group[];
  /**
   * As `Kitei.follow`, and takes up changes of groups.yaml within a few seconds.
   * @returns how to stop that.
   */
  follow(): () => void;
  close(): Promise<void>;
}

/**
 * Builds Kitei with its question log.
 * @throws KiteiError of `createApp`, `log.unwritable`, or `config.invalid` for a pattern that cannot be read.
 */
export async function createService(config: Config, hooks: AppHooks = {}): Promise<Service> {
  const warn = hooks.warn ?? (() => {});
  const stores = await openStores(config, warn);
  try {
    const kitei = await createApp(config, { ...hooks, onSwitch: () => void settle() });
    const redact = redactionOf(config, kitei);
    /** What follows from a publication, whoever made it, for what was answered before it. */
    const settle = async () => {
      try {
        await noteRevisions(config, stores);
        await suspendChanged({ approved: stores.approved, answering: kitei, now: () => new Date() });
      } catch (error) {
        warn(`Answers from before the last publication could not be looked through. ${explain(error)}`);
      }
      hooks.onSwitch?.();
    };
    await settle();
    // Of a publication whose process died before it had told everybody.
    await completeCorrections(config, stores).catch((error) =>
      warn(`Corrections of the last publication could not be queued. ${explain(error)}`),
    );
    const groups = await openGroups(config.knowledgeDir, warn);
    const { log, approved, addresses, outbox, pseudonym } = stores;
    const assistant = createAssistant({
      answering: kitei,
      writer: writerOf(config.model, warn),
      log,
      approved,
      addresses,
      outbox,
      pseudonym,
      redact: (text) => redact(text).text,
      describeFailure: (failure, raw) => redactForLog(failure, redact, raw),
      groups: groups.current,
      async reindex() {
        await groups.reread();
        return kitei.reload();
      },
      smallestGroup: config.log.smallestGroup,
      warn,
      now: () => new Date(),
    });
    return {
      kitei,
      stores,
      assistant,
      groups: groups.current,
      follow() {
        const stops = [kitei.follow(), groups.follow()];
        return () => {
          for (const stop of stops) stop();
        };
      },
      close: () => stores.close(),
    };
  } catch (error) {
    await stores.close();
    throw error;
  }
}
