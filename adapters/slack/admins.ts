import type { webApi } from '@slack/bolt';

/** Who may do what admins may. */
export interface Admins {
  /** False also where a group cannot be read. */
  includes(client: webApi.WebClient, team: string, user: string): Promise<boolean>;
}

/** How long the members of a group are kept, in milliseconds. */
const KEEP_MS = 60_000;

/**
 * @param ids people (`U…`, `W…`) and user groups (`S…`); those without a workspace (`T…:`) count where `isOwn` says so.
 */
export function createAdmins(ids: readonly string[], isOwn: (team: string) => boolean): Admins {
  const groups = new Map<string, { readonly until: number; readonly members: readonly string[] }>();
  const membersOf = async (client: webApi.WebClient, team: string, group: string) => {
    const key = `${team}:${group}`;
    const known = groups.get(key);
    if (known !== undefined && known.until > performance.now()) return known.members;
    const { users: members = [] } = await client.usergroups.users.list({ usergroup: group });
    groups.set(key, { until: performance.now() + KEEP_MS, members });
    return members;
  };
  return {
    async includes(client, team, user) {
      const here = ids.flatMap((id) => {
        const [workspace, own] = id.includes(':') ? id.split(':') : [null, id];
        return (workspace === null ? isOwn(team) : workspace === team) ? [own ?? ''] : [];
      });
      if (here.includes(user)) return true;
      for (const group of here.filter((id) => id.startsWith('S'))) {
        const members = await membersOf(client, team, group).catch((): readonly string[] => []);
        if (members.includes(user)) return true;
      }
      return false;
    },
  };
}
