/**
 * The part of the system and the kind of failure, e.g. `policy.unreadable`. Stable: callers and tests
 * may compare it; people read the message and the remedy.
 */
export type KiteiErrorCode =
  | 'config.invalid'
  | 'knowledge.missing'
  | 'knowledge.invalid'
  | 'policy.unreadable'
  | 'policy.empty'
  | 'index.corrupt'
  | 'index.newer'
  | 'index.missing'
  | 'index.busy'
  | 'index.unwritable'
  | 'publication.refused'
  | 'model.corrupt'
  | 'model.missing'
  | 'model.unreachable'
  | 'log.unwritable'
  | 'log.invalid'
  | 'log.unknown'
  | 'clock.doubtful'
  | 'server.unavailable'
  | 'channel.unreachable'
  | 'question.invalid'
  | 'audit.broken'
  | 'backup.invalid'
  | 'backup.refused'
  | 'examination.failed'
  | 'evaluation.invalid'
  | 'review.incomplete';

/** A failure a person can act on: what failed, and what to do about it. */
export class KiteiError extends Error {
  readonly code: KiteiErrorCode;
  readonly remedy: string;

  constructor(code: KiteiErrorCode, message: string, remedy: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'KiteiError';
    this.code = code;
    this.remedy = remedy;
  }
}

/** What failed and what to do about it, in one line. */
export function explain(error: unknown): string {
  return error instanceof KiteiError ? `${error.message} ${error.remedy}` : String(error);
}
