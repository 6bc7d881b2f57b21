/** Keeps what models cost within a number of tokens a day. */
export interface DailyBudget {
  hasRoom(): boolean;
  spend(tokens: number): void;
}

/**
 * A budget that begins anew at midnight UTC. It counts for this process: one that is started again begins anew, too.
 * @param limit tokens, in and out; null for no limit.
 */
export function dailyBudget(limit: number | null, now: () => Date): DailyBudget {
  let day = '';
  let spent = 0;
  const turn = () => {
    const today = now().toISOString().slice(0, 10);
    if (today !== day) {
      day = today;
      spent = 0;
    }
  };
  return {
    hasRoom() {
      turn();
      return limit === null || spent < limit;
    },
    spend(tokens) {
      turn();
      spent += tokens;
    },
  };
}

/**
 * How many tokens a text costs where nobody has counted: a character of Japanese about one, a Latin one about a third;
 * rather too many than too few.
 */
export function estimateTokens(text: string): number {
  const wide = text.match(/[\u0250-\uffff]/g)?.length ?? 0;
  return Math.ceil(wide * 1.2 + (text.length - wide) / 3);
}
