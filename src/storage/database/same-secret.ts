import type { ChannelState } from '../../domain/channel-state.ts';
import { KiteiError } from '../../errors.ts';

const KIND = 'kitei.secret';
const KEY = 'check';

/**
 * Makes sure that all who share a database have the same secret: what one seals, the others must be able to open, and
 * a person must have one pseudonym. The first to come leaves something sealed, and every other one opens it.
 * @throws KiteiError `config.invalid` where this one cannot.
 */
export async function requireSameSecret(state: ChannelState): Promise<void> {
  const opens = async () => (await state.get(KIND, KEY)) === KEY;
  if (!(await state.keys(KIND)).includes(KEY)) {
    await state.put(KIND, KEY, KEY);
    // Of two that came first at once, the later one's stays, and the earlier one opens that or stops here.
  }
  if (!(await opens())) {
    throw new KiteiError(
      'config.invalid',
      'The database belongs to an installation with another secret.',
      'Set KITEI_SECRET to the secret that the other servers have (without the setting, it is in the file `secret` of the data folder); after a rotation, KITEI_SECRET_BEFORE too.',
    );
  }
  // After a rotation it is sealed with the secret of now.
  await state.put(KIND, KEY, KEY);
}
