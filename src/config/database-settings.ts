import { z } from 'zod';
import { KiteiError } from '../errors.ts';

/** Where everything beside the policies is kept. */
export const databaseSettings = z.object({
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'must be an address such as postgres://user@host/name' })
    .optional(),
  KITEI_INDEX: z.enum(['memory', 'postgres'], { error: 'must be "memory" or "postgres"' }).optional(),
});

/** Address of the PostgreSQL database; null for SQLite in the data folder. */
export function databaseUrl(settings: z.infer<typeof databaseSettings>): string | null {
  return settings.DATABASE_URL ?? null;
}

/**
 * Whether clauses are searched in the database instead of in memory.
 * @throws KiteiError `config.invalid` where there is no database for that.
 */
export function indexInDatabase({ KITEI_INDEX, DATABASE_URL }: z.infer<typeof databaseSettings>): boolean {
  if (KITEI_INDEX === 'postgres' && DATABASE_URL === undefined)
    throw new KiteiError(
      'config.invalid',
      'KITEI_INDEX=postgres needs a PostgreSQL database, and DATABASE_URL names none.',
      'Set DATABASE_URL, or leave KITEI_INDEX out: the index is then in memory.',
    );
  return KITEI_INDEX === 'postgres';
}
