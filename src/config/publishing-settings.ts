import { z } from 'zod';
import { onOff } from './environment.ts';

/** Settings of how changes of the policies come to serve (docs/decisions/0010-who-publishes.md). */
export const publishingSettings = z.object({
  KITEI_PUBLISH: z.enum(['auto', 'review'], { error: 'must be "auto" or "review"' }).optional(),
  KITEI_WATCH: onOff.optional(),
});
