import { KiteiError } from '../errors.ts';

/** The time for a question is over. */
export class Late extends Error {
  constructor() {
    super('The model took too long.');
    this.name = 'Late';
  }
}

/** Why no model could be used, as `Writing.reason` says it. */
export function failureReason(error: unknown): string {
  if (error instanceof Late) return 'timeout';
  if (error instanceof Error && error.name === 'CircuitOpen') return 'breaker_open';
  if (!(error instanceof KiteiError)) return 'unexpected';
  if (error.code === 'model.missing') return 'model_missing';
  const { status } = error as { status?: unknown };
  if (status === 429) return 'rate_limited';
  if (status === 401 || status === 403) return 'not_authorised';
  return 'unreachable';
}
