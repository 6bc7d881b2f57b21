import type { ChannelState } from '../../src/domain/channel-state.ts';

const KIND = 'teams.muted';

/** People who do not want to be told when an earlier answer changes, by tenant and Teams' id of the person. */
export interface MutedPeople {
  /** @param person as `askerOf` names them. */
  mute(tenantId: string, userId: string, person: string): Promise<void>;
  unmute(tenantId: string, userId: string): Promise<void>;
  includes(tenantId: string, userId: string): Promise<boolean>;
}

export function createMutedPeople(state: ChannelState): MutedPeople {
  const key = (tenantId: string, userId: string) => `${tenantId}:${userId}`;
  return {
    mute: (tenantId, userId, person) => state.put(KIND, key(tenantId, userId), true, person),
    unmute: (tenantId, userId) => state.delete(KIND, key(tenantId, userId)),
    includes: async (tenantId, userId) => (await state.get(KIND, key(tenantId, userId))) === true,
  };
}
