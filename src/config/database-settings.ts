import { z } from 'zod';

/** Where everything beside the policies is kept. */
export const databaseSettings = z.object({
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'must be an address such as postgres://user@host/name' })
    .optional(),
});

/** Address of the PostgreSQL database; null for SQLite in the data folder. */
export function databaseUrl(settings: z.infer<typeof databaseSettings>): string | null {
  return settings.DATABASE_URL ?? null;
}
