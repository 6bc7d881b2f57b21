const MINUTE_MS = 60_000;

/** How many calls of one kind may still be made. */
export interface CallBudget {
  /** Takes one call of a workspace where one is left in the last minute; false where none is. */
  spare(workspace: string): boolean;
}

/** So many calls a minute in each workspace, as Slack counts them (https://docs.slack.dev/apis/web-api/rate-limits). */
export function createCallBudget(
  callsAMinute: number,
  now: () => number = () => performance.now(),
): CallBudget {
  const taken = new Map<string, number[]>();
  return {
    spare(workspace) {
      const recent = (taken.get(workspace) ?? []).filter((at) => at > now() - MINUTE_MS);
      const free = recent.length < callsAMinute;
      taken.set(workspace, free ? [...recent, now()] : recent);
      return free;
    },
  };
}
