import { z } from 'zod';
import { text, wholeNumber } from './environment.ts';

/** Settings of the question log and of what is kept beside it. */
export const logSettings = z.object({
  KITEI_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  KITEI_SECRET_BEFORE: z.string().min(32, 'must have at least 32 characters').optional(),
  KITEI_LOG_DAYS: wholeNumber(1, 3650).optional(),
  KITEI_STATISTICS_DAYS: wholeNumber(1, 36500).optional(),
  KITEI_SMALLEST_GROUP: wholeNumber(1, 1000).optional(),
  KITEI_EMPLOYEE_NUMBER: text.optional(),
});

/** How questions are kept. */
export interface LogConfig {
  /**
   * Secret that pseudonyms and encryption keys are derived from; null where none is set, in which case one is made
   * in the data folder.
   */
  readonly secret: string | null;
  /** The secret before the last rotation: pseudonyms it made are still recognised. */
  readonly secretBefore: string | null;
  /** After how many days the wording of a question is dropped. */
  readonly wordingDays: number;
  /** After how many days a whole record is deleted. */
  readonly recordDays: number;
  /** Figures about fewer people than this are not shown. */
  readonly smallestGroup: number;
  /** Regular expression of employee numbers; null where they have no known form. */
  readonly employeeNumber: string | null;
}

export function logConfig(settings: z.infer<typeof logSettings>): LogConfig {
  return {
    secret: settings.KITEI_SECRET ?? null,
    secretBefore: settings.KITEI_SECRET_BEFORE ?? null,
    wordingDays: settings.KITEI_LOG_DAYS ?? 90,
    recordDays: settings.KITEI_STATISTICS_DAYS ?? 1096,
    smallestGroup: settings.KITEI_SMALLEST_GROUP ?? 5,
    employeeNumber: settings.KITEI_EMPLOYEE_NUMBER ?? null,
  };
}
