import type { ChannelState } from '../../src/domain/channel-state.ts';

const KIND = 'slack.muted';

/** People who do not want to be told when an earlier answer changes. */
export interface MutedPeople {
  mute(person: string): Promise<void>;
  unmute(person: string): Promise<void>;
  includes(person: string): Promise<boolean>;
}

export function createMutedPeople(state: ChannelState): MutedPeople {
  return {
    mute: (person) => state.put(KIND, person, true, person),
    unmute: (person) => state.delete(KIND, person),
    includes: async (person) => (await state.get(KIND, person)) === true,
  };
}
