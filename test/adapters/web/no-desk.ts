import type { DeskParts } from '../../../adapters/web/training/desk-parts.ts';

/** A desk for tests of pages that have nothing to do with it: whatever looks at the log fails. */
export function noDesk(): DeskParts {
  const log = new Proxy({}, { get: () => () => Promise.reject(new Error('There is no log here.')) });
  return {
    log,
    events: log,
    approved: log,
    notes: log,
    smallestGroup: 5,
    redact: (text: string) => text,
  } as unknown as DeskParts;
}
