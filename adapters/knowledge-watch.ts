import type { Config } from '../src/config.ts';
import { explain } from '../src/errors.ts';
import { watchKnowledge } from '../src/indexing/watch-knowledge.ts';
import { publish } from '../src/publish.ts';
import type { Stores } from '../src/stores.ts';

/** Logged questions of so many days are rehearsed, and their askers corrected, when a change is published by itself. */
const DAYS = 90;

/**
 * Publishes the knowledge folder of a running server whenever it changes: with a rehearsal whose consequences count as
 * acknowledged, so that those are told whose answer changed; a golden question that newly fails keeps it back. Where
 * publishing takes a review, it only says that something waits.
 *
 * @param tell what an operator should know.
 * @returns how to stop; resolves once nothing is under way.
 */
export function startKnowledgeWatch(
  config: Config,
  stores: Stores,
  tell: (message: string) => void,
): () => Promise<void> {
  const ending = new AbortController();
  const takeIn = async () => {
    const { receipt, corrections } = await publish({
      config,
      stores,
      by: 'kitei',
      days: DAYS,
      rehearseOnly: false,
      acknowledged: true,
      override: null,
    });
    if (receipt === null) return;
    for (const { path, message, remedy } of receipt.problems)
      tell(`knowledge: ${path}: ${message} ${remedy}`);
    for (const warning of receipt.warnings) tell(`knowledge: ${warning}`);
    if (receipt.outcome === 'built')
      tell(`knowledge: published ${receipt.generation}, ${corrections.queued} corrections wait to be sent`);
  };
  const onChange = async () => {
    if (config.publishing === 'review') {
      tell(
        'knowledge: the folder has changed; `kitei diff` shows what differs, `kitei publish` publishes it',
      );
      return;
    }
    await takeIn().catch((error) => tell(`knowledge: ${explain(error)}`));
  };
  const watching = watchKnowledge(config.knowledgeDir, onChange, { signal: ending.signal });
  // What changed between the start and the first look; where a review is due, the start has told of it.
  const first = config.publishing === 'review' ? Promise.resolve() : onChange();
  return async () => {
    ending.abort();
    await Promise.all([first, watching]);
  };
}
