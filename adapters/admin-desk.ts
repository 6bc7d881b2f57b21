import type { Config } from '../src/config.ts';
import { canBeDrafted, openDraftStore } from '../src/drafts/draft-store.ts';
import { indexPlaceOf } from '../src/index-place.ts';
import { generationHistory, rollBack } from '../src/indexing/roll-back.ts';
import { publishDraft } from '../src/publish-draft.ts';
import type { Service } from '../src/service.ts';
import type { AdminParts } from './web/admin/admin-parts.ts';
import { createPublishingJobs } from './web/admin/publishing-job.ts';

/** Days of logged questions that the desk rehearses. */
const REHEARSED_DAYS = 90;

/** What the administrator's desk works with: the running Kitei, and its knowledge folder where that may be changed. */
export async function adminDesk(
  config: Config,
  { kitei, stores, assistant }: Pick<Service, 'kitei' | 'stores' | 'assistant'>,
  warn: (message: string) => void,
  channels: () => readonly string[],
): Promise<AdminParts> {
  const { knowledgeDir, sampleKnowledge } = config;
  const state = {
    generation: () => kitei.generation,
    problems: () => kitei.problems,
    outbox: stores.outbox,
    log: stores.log,
    system: {
      channels,
      retention: config.log,
      smallestGroup: config.log.smallestGroup,
      signIn: config.oidc,
    },
  };
  if (sampleKnowledge || !(await canBeDrafted(knowledgeDir))) return { ...state, knowledge: null };
  const draft = openDraftStore(knowledgeDir, stores.drafts);
  const jobs = createPublishingJobs(
    stores.state,
    async (options) => {
      const done = await publishDraft(draft, { ...options, config, stores, days: REHEARSED_DAYS });
      // Serves it at once, and reads who belongs to which group.
      if (done.receipt !== null) await assistant.reindex(options.by);
      return done;
    },
    { now: () => new Date(), warn },
  );
  const place = indexPlaceOf(config);
  const knowledge = {
    draft,
    jobs,
    history: () => generationHistory(place),
    rollBack: (order: { readonly by: string; readonly reason: string }) => rollBack({ ...order, ...place }),
  };
  return { ...state, knowledge };
}
