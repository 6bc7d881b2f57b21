const LEADS_IN =
  /^(?:(?:what|how) (?:about|if)|and|so|then|but|or|also|in that case|even if|(?:is|does|would) (?:that|it|this) (?:also )?(?:be )?(?:true|ok|okay|fine|allowed|apply|hold|the same)(?: (?:for|to)|(?= (?:at|in|on|with|from)\b))),?\s*/i;

const PREPOSITION = '(?:at|in|inside|on|from|outside|to|for|with|by|during|after|before|over)';
/** Prepositions that answer the same question: where, when, with or for whom. */
const ROLES: readonly RegExp[] = [
  /^(?:at|in|inside|on|from|outside)$/,
  /^(?:during|after|before|over)$/,
  /^(?:for|with|by)$/,
  /^to$/,
];
const ARTICLES = '(?:(?:the|a|an|my|your|our|their|his|her|any|some|another|own) )*';
const PHRASE = new RegExp(
  `\\b(${PREPOSITION}) (${ARTICLES}[\\w'-]+(?: [\\w'-]+){0,2}?)(?=\\s+${PREPOSITION}\\b|[?.,!]|$)`,
  'g',
);
/** "may I | copy | the files | …": the verb and what is done it to. */
const ASKS =
  /\b((?:can|may|could|should|must|do|am|are|is) (?:i|we|you|it|staff|employees)(?: (?:have|need|allowed|permitted|ok|okay|fine) to|(?: allowed| permitted) to)? )([\w'-]+)((?: (?:up|out|off|down|away|in|over)\b)?)( [^?.!]*?)?(?=\s+(?:at|in|inside|on|from|outside|to|for|with|by|during|after|before|over)\b|[?.!]|$)/;

const SCOPE = /\b((?:appl(?:y|ies)|extends?) to |covers? )[^?.]+/;

/**
 * Puts the part that a follow-up names ("what about at home?") in the place of its counterpart in the question before:
 * a phrase with a preposition of the same role, an act in the place of the act, else what it is done to. Where there is no
 * counterpart it is added. Null where the follow-up is a sentence of its own. Both texts must be normalised.
 */
export function replaceEnglishPart(subject: string, followUp: string): string | null {
  const part = followUp
    .replace(LEADS_IN, '')
    .replace(LEADS_IN, '')
    .replace(/[?.!]+$/, '')
    .trim();
  if (
    part === '' ||
    /\b(?:i|we|you|they|he|she|it|that|this)\b.*\b(?:am|is|are|was|have|has|do|does|did|can|may|must|will|want|need)\b|^(?:i|we|he|she|they|it|that|this)\b/.test(
      part,
    )
  )
    return null;
  const preposition = new RegExp(`^${PREPOSITION}\\b`).exec(part)?.[0];
  const question = subject.replace(/\s*[?.!]+$/, '');
  if (preposition !== undefined) {
    const role = ROLES.find((pattern) => pattern.test(preposition));
    const counterpart = [...`${question}?`.matchAll(PHRASE)].findLast(([, other = '']) => role?.test(other));
    if (counterpart === undefined) return `${question} ${part}?`;
    return `${question.slice(0, counterpart.index)}${part}${question.slice(counterpart.index + counterpart[0].length)}?`;
  }
  if (SCOPE.test(question)) return `${question.replace(SCOPE, `$1${part}`)}?`;
  const asks = ASKS.exec(question);
  if (asks === null) return null;
  const [whole, opening = '', verb = '', particle = '', object = ''] = asks;
  const rest = question.slice(asks.index + whole.length);
  const head = question.slice(0, asks.index) + opening;
  const act = /^(\w{2,}ing)\b\s*(.*)$/.exec(part);
  if (act === null) return `${head}${verb}${particle} ${part}${rest}?`;
  const done = act[2] === '' || /^(?:it|them|that|this)$/.test(act[2] ?? '') ? object.trim() : act[2];
  return `${head}${act[1]} ${done}${rest}?`;
}
