import type { Language } from '../domain/policy.ts';
import { ENGLISH_CUES } from './cues-en.ts';
import { JAPANESE_CUES } from './cues-ja.ts';

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

/** A question read for what it wants; the words it is about are the retriever's business. */
export interface QuestionReading {
  readonly text: string;
  readonly language: Language;
  readonly intent: Intent;
  /** True where the wording says that something went wrong, also when the intent is another. */
  readonly incident: boolean;
  readonly urgent: boolean;
  readonly omission: boolean;
  readonly exemption: boolean;
  /** The wording itself asks; false where a mere statement was taken as a plan that wants permission. */
  readonly explicit: boolean;
}

/**
 * Reads what a question wants from its wording. `text` must be normalised (NFKC). A sentence that asks
 * nothing is read as a plan that wants permission: 「家でやりたい」.
 */
export function readQuestion(text: string, language: Language): QuestionReading {
  const cues = language === 'ja' ? JAPANESE_CUES : ENGLISH_CUES;
  const incident = cues.incident.test(text);
  const asked = askedIntent(text, cues);
  const intent = asked ?? (incident ? 'incident' : 'permission');
  const aboutIncident = incident && ['information', 'duty', 'approver'].includes(intent);
  return {
    text,
    language,
    intent: aboutIncident ? 'incident' : intent,
    incident,
    urgent: incident && cues.happened.test(text),
    omission: cues.omission.test(text),
    exemption: cues.exemption.test(text),
    explicit: asked !== undefined,
  };
}

/** Intents that stand wherever they occur: they are about the whole message. */
const WHOLE: ReadonlySet<Intent> = new Set([
  'attack',
  'others_data',
  'chitchat',
  'off_topic',
  'external_text',
  'sanction',
]);

/** What people ask stands at the end, after the story; what others said stands in quotation marks. */
function askedIntent(text: string, cues: Cues): Intent | undefined {
  const told = text.replace(/「[^」]{4,}」|"[^"]{4,}"/g, (quote) =>
    quote.length > 24 ? '' : quote.slice(1, -1),
  );
  const last = sentences(told).at(-1) ?? told;
  const find = (part: string, which: (intent: Intent) => boolean) =>
    cues.intents.find(([intent, pattern]) => which(intent) && pattern.test(part))?.[0];
  return (
    find(text, (intent) => WHOLE.has(intent)) ??
    find(last, (intent) => !WHOLE.has(intent)) ??
    find(told, (intent) => !WHOLE.has(intent))
  );
}

function sentences(text: string): readonly string[] {
  return text.split(/(?<=[。！!？?\n])\s*/).filter((sentence) => /[\p{L}\p{N}]{2}/u.test(sentence));
}
