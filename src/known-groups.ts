import type { Group } from './domain/access.ts';
import { explain } from './errors.ts';
import { readGroups } from './indexing/knowledge-files.ts';

/** Who belongs to the groups that documents are kept to, as groups.yaml says. */
export interface KnownGroups {
  readonly current: () => readonly Group[];
  /** Reads the file again. @throws KiteiError `knowledge.invalid`; what was known before then stays. */
  reread(): Promise<void>;
  /** Reads the file again every two seconds, which does not keep a process running. @returns how to stop that. */
  follow(): () => void;
}

const EVERY_MS = 2_000;

/**
 * Reads groups.yaml. While it is followed, a file that cannot be read leaves the groups as they were, and that is told
 * once.
 * @throws KiteiError `knowledge.invalid`.
 */
export async function openGroups(
  knowledgeDir: string,
  warn: (message: string) => void,
): Promise<KnownGroups> {
  let groups = await readGroups(knowledgeDir);
  let told = '';
  const reread = async () => {
    groups = await readGroups(knowledgeDir);
    told = '';
  };
  const renew = () =>
    reread().catch((error) => {
      const message = `The groups are as they were before. ${explain(error)}`;
      if (message !== told) warn(message);
      told = message;
    });
  return {
    current: () => groups,
    reread,
    follow() {
      const timer = setInterval(renew, EVERY_MS);
      timer.unref();
      return () => clearInterval(timer);
    },
  };
}
