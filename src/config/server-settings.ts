import { z } from 'zod';
import { wholeNumber } from './environment.ts';

/** Settings of the running server beside its channels. */
export const serverSettings = z.object({
  KITEI_LOG_LEVEL: z
    .enum(['error', 'warn', 'info', 'debug'], { error: 'must be "error", "warn", "info" or "debug"' })
    .optional(),
  KITEI_QUESTIONS_PER_MINUTE: wholeNumber(1, 10_000).optional(),
  KITEI_QUESTIONS_AT_ONCE: wholeNumber(1, 10_000).optional(),
  KITEI_QUESTIONS_WAITING: wholeNumber(1, 100_000).optional(),
});

/** How the server tells what it does, and how much it takes on. */
export interface OperationConfig {
  readonly logLevel: 'error' | 'warn' | 'info' | 'debug';
  readonly limits: { readonly perMinute: number; readonly atOnce: number; readonly waiting: number };
}

/** Without a model an answer is work for the processor alone: more of them at once would all be late. */
const AT_ONCE = 8;
/** With one, most of the time is waiting for it. */
const AT_ONCE_WITH_MODEL = 32;

export function operationConfig(
  settings: z.infer<typeof serverSettings>,
  usesModel: boolean,
): OperationConfig {
  return {
    logLevel: settings.KITEI_LOG_LEVEL ?? 'info',
    limits: {
      perMinute: settings.KITEI_QUESTIONS_PER_MINUTE ?? 20,
      atOnce: settings.KITEI_QUESTIONS_AT_ONCE ?? (usesModel ? AT_ONCE_WITH_MODEL : AT_ONCE),
      waiting: settings.KITEI_QUESTIONS_WAITING ?? 500,
    },
  };
}
