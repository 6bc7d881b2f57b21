import { z } from 'zod';
import type { ChannelState } from '../../../src/domain/channel-state.ts';

const entry = z.object({ at: z.string(), by: z.string(), text: z.string() });
const schema = z.object({
  notes: z.array(entry),
  closed: z.object({ at: z.string(), by: z.string() }).nullable(),
});

/** What trainers wrote about a gap, and whether they took it for closed. */
export type GapCare = Readonly<z.infer<typeof schema>>;

/** What trainers did about gaps. */
export interface GapNotes {
  of(gap: string): Promise<GapCare>;
  /** @param note its text without personal data. */
  add(gap: string, note: GapCare['notes'][number]): Promise<void>;
  /** @param closed null reopens it. */
  close(gap: string, closed: GapCare['closed']): Promise<void>;
}

const KIND = 'web.gap';
const NOTHING: GapCare = { notes: [], closed: null };

/** Notes about gaps, kept in the database. */
export function gapNotes(state: ChannelState): GapNotes {
  const of = async (gap: string): Promise<GapCare> =>
    schema.safeParse(await state.get(KIND, gap)).data ?? NOTHING;
  return {
    of,
    async add(gap, note) {
      const care = await of(gap);
      await state.put(KIND, gap, { ...care, notes: [...care.notes, note] });
    },
    async close(gap, closed) {
      await state.put(KIND, gap, { ...(await of(gap)), closed });
    },
  };
}

/** Whether somebody took a gap for closed, and nobody has shown it since. */
export function isClosed({ closed }: GapCare, { lastAsked }: { readonly lastAsked: string }): boolean {
  return closed !== null && lastAsked <= closed.at;
}
