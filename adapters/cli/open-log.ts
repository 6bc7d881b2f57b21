import { hostname, userInfo } from 'node:os';
import type { Config } from '../../src/config.ts';
import { noteRevisions } from '../../src/note-revisions.ts';
import type { Stores } from '../../src/stores.ts';
import type { Context } from './context.ts';
import { warnOf } from './failure.ts';

/** The stores, for a command that looks at them; whatever it does is put down in the audit log under this name. */
export interface OpenLog extends Stores {
  readonly actor: string;
  audit(action: string, subject: string): Promise<void>;
}

/**
 * Opens the stores of a configuration for one command, and closes them when it is done.
 * @throws KiteiError `log.unwritable`.
 */
export async function withLog<T>(
  config: Config,
  context: Context,
  work: (stores: OpenLog) => Promise<T>,
): Promise<T> {
  const stores = await context.services.openStores(config, (message) => warnOf(context, message));
  const actor = `cli:${userInfo().username}@${hostname()}`;
  const audit = (action: string, subject: string) =>
    stores.log.audit({ at: new Date().toISOString(), actor, action, subject });
  try {
    await noteRevisions(config, stores);
    return await work({ ...stores, actor, audit });
  } finally {
    await stores.close();
  }
}
