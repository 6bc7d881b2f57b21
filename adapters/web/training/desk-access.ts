import type { LoggedQuestion } from '../../../src/domain/question-record.ts';

/** Whether an answer shows anything of a document that is kept from the person at the desk. Pure. */
export function isRestricted({ answer }: LoggedQuestion, readable: ReadonlySet<string>): boolean {
  const shown = [...(answer?.citations ?? []), ...(answer?.related ?? [])];
  return shown.some(({ document }) => !readable.has(document));
}
