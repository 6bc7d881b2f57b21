import { z } from 'zod';

const id = z.string().min(1);
const optional = id.nullish().transform((value) => value ?? null);
const workspace = z.object({ id: optional }).nullish();

/** A slash command. */
export const slashCommand = z.object({
  command: id,
  text: z.string().default(''),
  team_id: id,
  enterprise_id: optional,
  channel_id: id,
  user_id: id,
  trigger_id: id,
  response_url: z.url(),
});

/** A message shortcut. */
export const messageShortcut = z.object({
  callback_id: id,
  team: z.object({ id }),
  enterprise: workspace,
  channel: z.object({ id }),
  user: z.object({ id }),
  message: z.object({ text: z.string().default(''), ts: id }),
  trigger_id: id,
  response_url: z.url(),
});

/** A click under a message. */
export const click = z.object({
  team: workspace,
  enterprise: workspace,
  user: z.object({ id, team_id: optional }),
  channel: z.object({ id }).nullish(),
  trigger_id: id,
  response_url: z.url().optional(),
  actions: z.tuple([z.object({ action_id: id, value: z.string().default('') })]),
});

/** Whose workspace a click or a submission comes from; an organisation's app is not told a workspace. */
export function teamOf({
  team,
  user,
}: {
  team?: z.infer<typeof workspace>;
  user: { team_id: string | null };
}) {
  return team?.id ?? user.team_id ?? '';
}

/** The dialog that asks why an answer did not help. */
export const reasonSubmission = z.object({
  team: workspace,
  enterprise: workspace,
  user: z.object({ id, team_id: optional }),
  view: z.object({
    private_metadata: id,
    state: z.object({
      values: z.object({
        reason: z.object({ choice: z.object({ selected_option: z.object({ value: id }).nullish() }) }),
        comment: z.object({ text: z.object({ value: z.string().nullish() }) }),
      }),
    }),
  }),
});

/** What a shared answer is made from again. */
export const shareValue = z.object({ id, question: id });

/** Clauses of a button, by id. */
export const clauseIdsValue = z.array(id);

/** A button's value that is JSON; null where it is not. */
export function jsonValue<T>(schema: z.ZodType<T>, value: string): T | null {
  try {
    return schema.safeParse(JSON.parse(value)).data ?? null;
  } catch {
    return null;
  }
}
