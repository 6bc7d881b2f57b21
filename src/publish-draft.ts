import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyDraft, copyWithDraft } from './drafts/carry-over.ts';
import type { DraftStore } from './drafts/draft-store.ts';
import { type Publishing, type PublishOptions, publish } from './publish.ts';

/**
 * As `publish`, of the knowledge folder with a draft: rehearsing reads a copy and leaves the folder alone; publishing
 * carries the draft over into the folder once every check has passed, and ends it. Where publishing fails after that,
 * the folder is put back and the draft stays.
 *
 * @throws KiteiError as `publish`, `applyDraft`.
 */
export async function publishDraft(
  draft: DraftStore,
  options: Omit<PublishOptions, 'readFrom' | 'beforeServing'>,
): Promise<Publishing> {
  const folder = await mkdtemp(join(tmpdir(), 'kitei-draft-'));
  const readFrom = join(folder, 'knowledge');
  let putBack: (() => Promise<void>) | null = null;
  const beforeServing = async () => {
    putBack = await applyDraft(draft);
  };
  try {
    await copyWithDraft(draft, readFrom);
    const done = await publish({ ...options, readFrom, beforeServing });
    const { receipt } = done;
    if (receipt === null) return done;
    // Groups and golden questions are no part of an index: where nothing else changed, nothing was built.
    const isIdle = receipt.outcome === 'unchanged' && receipt.warnings.length === 0;
    if (isIdle) await applyDraft(draft);
    if (isIdle || putBack !== null) await draft.discard();
    return done;
  } catch (error) {
    await (putBack as (() => Promise<void>) | null)?.();
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
