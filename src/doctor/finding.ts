/** What is looked at, in the order it is reported. */
export const CHECKS = [
  'configuration',
  'folders',
  'secrets',
  'disk',
  'index',
  'documents',
  'database',
  'audit',
  'spool',
  'outbox',
  'slack',
  'teams',
  'sign_in',
  'models',
  'clock',
] as const;

export type CheckName = (typeof CHECKS)[number];

/** What a finding says; `facts` are filled into its words. `error` brings its own. */
export type FindingCode =
  | 'error'
  | 'configuration.read'
  | 'folders.usable'
  | 'folders.unreadable'
  | 'folders.unwritable'
  | 'secrets.kept'
  | 'secrets.readable'
  | 'disk.free'
  | 'disk.low'
  | 'disk.full'
  | 'index.intact'
  | 'index.none'
  | 'index.damaged'
  | 'index.in_tables'
  | 'index.lacks_tables'
  | 'index.lacks_pgvector'
  | 'documents.read'
  | 'documents.problem'
  | 'database.works'
  | 'database.damaged'
  | 'audit.whole'
  | 'audit.broken'
  | 'spool.empty'
  | 'spool.waiting'
  | 'spool.broken'
  | 'outbox.delivered'
  | 'outbox.undeliverable'
  | 'remote.accepted'
  | 'remote.refused'
  | 'remote.unreachable'
  | 'remote.not_checked'
  | 'clock.right'
  | 'clock.differs'
  | 'clock.behind_log';

/** One thing that was looked at. */
export interface Finding {
  readonly check: CheckName;
  /** `failed`: Kitei does not work as it should; `warning`: it will not for long; `skipped`: nobody looked. */
  readonly outcome: 'passed' | 'warning' | 'failed' | 'skipped';
  readonly code: FindingCode;
  readonly facts: Readonly<Record<string, string | number>>;
}

export function finding(
  check: CheckName,
  outcome: Finding['outcome'],
  code: FindingCode,
  facts: Finding['facts'] = {},
): Finding {
  return { check, outcome, code, facts };
}
