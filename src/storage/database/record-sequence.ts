/** Records of one millisecond that can be told apart; with more than these, numbers stay exact until the year 2248. */
export const PER_MILLISECOND = 1024;

/** The lowest number of a record asked at an ISO timestamp or later. */
export function lowestNumber(askedAt: string): number {
  return Date.parse(askedAt) * PER_MILLISECOND;
}
