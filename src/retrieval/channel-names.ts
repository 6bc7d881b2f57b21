import { CHANNELS } from './channels.ts';

/** Sources of other wordings, by the names of their expanders. */
const WORDINGS = ['vocabulary', 'readings', 'synonyms', 'spelling'];

/** Likeness that brings clauses forward without being evidence. */
const LIKENESS = ['bridge', 'vectors'];

/** Every name that `RetrieveOptions.without` knows. */
export const CHANNEL_NAMES: readonly string[] = [
  ...CHANNELS.map(({ name }) => name),
  ...WORDINGS,
  ...LIKENESS,
];
