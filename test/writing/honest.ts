import { HONEST_EN } from './honest-en.ts';
import { HONEST_JA } from './honest-ja.ts';
import type { HonestSample } from './samples.ts';

/** What somebody who knows the policy and means well would write: none of it says more than its clause. */
export const HONEST: readonly HonestSample[] = [...HONEST_JA, ...HONEST_EN];
