import type { Intent } from '../domain/question-record.ts';

/** Wordings of one language that reveal an intent; the first intent that matches wins. */
export interface Cues {
  readonly intents: readonly (readonly [Intent, RegExp])[];
  /** Something has gone wrong just now, whatever is asked about it. */
  readonly incident: RegExp;
  /** The event has happened; a mere possibility (「なくしたら」) is not urgent. */
  readonly happened: RegExp;
  /** Asks whether something may be left undone (「しなくていい？」). */
  readonly omission: RegExp;
  /** Names a matter without a verb that asks or plans anything (「パスワードの桁数は？」). */
  readonly topic: RegExp;
  /** Wants to be excepted from a rule. */
  readonly exemption: RegExp;
}
