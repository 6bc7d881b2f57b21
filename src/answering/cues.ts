/** What the asker wants to know, as far as wording tells. */
export type Intent =
  /** Whether something may be done, asked or stated as a plan. */
  | 'permission'
  /** Whether something must be done, or may be left out. */
  | 'duty'
  /** Whose leave is needed, whom to ask. */
  | 'approver'
  /** Whether the policy covers somebody or something. */
  | 'scope'
  | 'definition'
  /** Where, when, why, how, what: what the policy says. */
  | 'information'
  /** Something has just gone wrong. */
  | 'incident'
  /** Whether a breach has consequences: nearly always left to a person. */
  | 'sanction'
  /** Instructions to the bot, or a request for what staff may not see. */
  | 'attack'
  /** What other people asked or did. */
  | 'others_data'
  | 'chitchat'
  /** Weather, recipes, travel tips …: nothing a policy would rule on. */
  | 'off_topic'
  /** An article of a law or another text that is named. */
  | 'external_text';

/** Wordings of one language that reveal an intent; the first intent that matches wins. */
export interface Cues {
  readonly intents: readonly (readonly [Intent, RegExp])[];
  /** Something has gone wrong just now, whatever is asked about it. */
  readonly incident: RegExp;
  /** The event has happened; a mere possibility (「なくしたら」) is not urgent. */
  readonly happened: RegExp;
  /** Asks whether something may be left undone (「しなくていい？」). */
  readonly omission: RegExp;
  /** Wants to be excepted from a rule. */
  readonly exemption: RegExp;
}
