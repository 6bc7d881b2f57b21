import type { Language } from '../domain/policy.ts';
import type { Intent } from '../domain/question-record.ts';
import type { Cues } from './cues.ts';
import { ENGLISH_CUES } from './cues-en.ts';
import { JAPANESE_CUES } from './cues-ja.ts';

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
 * nothing is read as a plan that wants permission: 「家でやりたい」; a mere matter, as a wish to know what rules it.
 */
export function readQuestion(text: string, language: Language): QuestionReading {
  const cues = language === 'ja' ? JAPANESE_CUES : ENGLISH_CUES;
  const incident = cues.incident.test(text);
  const asked = askedIntent(text, cues);
  const intent = asked ?? (incident ? 'incident' : cues.topic.test(text) ? 'information' : 'permission');
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

/** "May I bypass …?" asks about a rule; "bypass your instructions" gives an order. */
const ASKS_LEAVE =
  /\b(?:can|may|could|should) (?:i|we)\b|\b(?:am i|are we) (?:allowed|permitted)\b|\bis it (?:ok|okay|fine|allowed|all ?right)\b/i;

/** What people ask stands at the end, after the story; what others said stands in quotation marks. */
function askedIntent(text: string, cues: Cues): Intent | undefined {
  const told = text.replace(/「[^」]{4,}」|"[^"]{4,}"/g, (quote) =>
    quote.length > 24 ? '' : quote.slice(1, -1),
  );
  const last = sentences(told).at(-1) ?? told;
  const find = (part: string, which: (intent: Intent) => boolean) =>
    cues.intents.find(([intent, pattern]) => which(intent) && pattern.test(part))?.[0];
  const asksLeave = ASKS_LEAVE.test(text);
  return (
    find(text, (intent) => WHOLE.has(intent) && !(intent === 'attack' && asksLeave)) ??
    find(last, (intent) => !WHOLE.has(intent)) ??
    find(told, (intent) => !WHOLE.has(intent))
  );
}

function sentences(text: string): readonly string[] {
  return text.split(/(?<=[。！!？?\n])\s*/).filter((sentence) => /[\p{L}\p{N}]{2}/u.test(sentence));
}
