import type { Installation, InstallationStore } from '@slack/bolt';
import type { ChannelState } from '../../src/domain/channel-state.ts';

const KIND = 'slack.installation';

/** A workspace, or the organisation that it belongs to. */
export interface WorkspaceIds {
  readonly team: string | null;
  readonly enterprise: string | null;
}

/** Installations with their tokens, encrypted where Kitei keeps its log. */
export interface Installations extends InstallationStore {
  /** That of the workspace itself, else that of its organisation. */
  find(ids: WorkspaceIds): Promise<Installation | null>;
  remove(ids: WorkspaceIds): Promise<void>;
  all(): Promise<readonly Installation[]>;
}

export function createInstallations(state: ChannelState): Installations {
  const read = async (key: string | null | undefined) =>
    key == null ? null : ((await state.get(KIND, key)) as Installation | null);
  const find: Installations['find'] = async ({ team, enterprise }) =>
    (await read(team)) ?? (await read(enterprise));
  return {
    find,
    async storeInstallation(installation) {
      const key = installation.isEnterpriseInstall ? installation.enterprise?.id : installation.team?.id;
      if (key === undefined) throw new Error('an installation names neither a workspace nor an organisation');
      await state.put(KIND, key, installation);
    },
    async fetchInstallation({ teamId, enterpriseId, isEnterpriseInstall }) {
      const team = isEnterpriseInstall ? null : (teamId ?? null);
      const found = await find({ team, enterprise: enterpriseId ?? null });
      if (found === null)
        throw new Error(`Kitei is not installed in ${teamId ?? enterpriseId ?? 'this workspace'}`);
      return found;
    },
    async remove({ team, enterprise }) {
      for (const key of [team, enterprise]) if (key !== null) await state.delete(KIND, key);
    },
    async all() {
      const found = await Promise.all((await state.keys(KIND)).map(read));
      return found.filter((installation) => installation !== null);
    },
  };
}
