import type { Modality } from '../domain/policy.ts';
import type { SentenceReading } from './sentence-reading.ts';

const APPROVAL =
  '(?:approv(?:al|ed?)|permission|consent|authori[sz](?:ation|ed)|sign-?off|agreement|clearance|leave (?=of|from))';

/** Wordings and what they do; the first that matches decides. From the modality table of docs/policy-language.md. */
const FORCES: readonly (readonly [RegExp, Modality])[] = [
  [
    /\b(?:at (?:the |his |her |their )?(?:sole |absolute )?discretion|decides? (?:case by case|on a case|individually|in each case)|case[- ]by[- ]case|will be (?:decided|determined) by|(?:is|are) (?:decided|determined) by|(?:is|are) (?:left to|a matter for|up to)|may decide (?:whether|how))\b/i,
    'discretion',
  ],
  [
    /\b(?:need not|do(?:es)? not (?:need|have|require)(?: to)?|(?:is|are) not (?:required|obliged|needed|necessary)|no (?:[a-z]+ )?(?:approval|permission|notification|notice|registration|receipt|form|reason)s? (?:is|are) (?:needed|required|necessary)|without (?:needing|having) to|(?:is|are) exempt)\b/i,
    'exemption',
  ],
  [
    /\b(?:endeavou?r|make every effort|reasonable (?:efforts?|steps|measures)|try to|aim to|strive|as far as (?:possible|practicable)|where (?:possible|practicable))\b/i,
    'best_effort',
  ],
  [
    /\b(?:should|ought to|(?:is|are) (?:recommended|encouraged|advised|discouraged|desirable|advisable|good practice)|recommends?|encourages?|prefer(?:red|ably))\b/i,
    'recommendation',
  ],
  [
    /\b(?:must|shall|may|should|can|will|do) not\b|\bmustn['’]t|\bcannot (?!be (?:reached|avoided|found|contacted|met|done|helped|declined))\b|\bcan['’]t\b|\bnever\b|\b(?:is|are|be|remains?) (?:strictly |expressly |not )?(?:prohibited|forbidden|banned|not (?:permitted|allowed|acceptable))\b|\b(?:is|are) not (?:allowed|permitted|acceptable|authori[sz]ed)\b|\bprohibits?\b|^(?:no|neither|nobody|no one)\b[^.]*\b(?:may|shall|must|can|is|are)\b|\b(?:may|must|shall) (?:under no circumstances|in no case)\b|\bno (?:[a-z]+ ){1,6}(?:may|must|shall|can) (?:be|ever)\b|\bnobody may\b|\b(?:is|are) (?:not|never) (?:reimbursed|refunded|paid|accepted|tolerated|covered by expenses)\b|\bdo(?:es)? not (?:use|share|post|send|open|connect|install|leave|disclose|store|forward|accept|discuss|click|lend|copy)\b|^(?:don['’]t)\b/i,
    'prohibition',
  ],
  [
    /\b(?:must|shall|(?:is|are) (?:required|obliged|expected) to|ha(?:s|ve) to|needs? to|(?:is|are) (?:responsible for|mandatory|compulsory|required)|requires?)\b/i,
    'obligation',
  ],
  [
    /\b(?:may|can|(?:is|are) (?:always |only |also )?(?:allowed|permitted|free|welcome|entitled|acceptable|eligible)(?: to)?|(?:is|are) at liberty)\b/i,
    'permission',
  ],
  [
    /\b(?:means?|refers? to|(?:is|are) defined as|in this (?:policy|document|section)[^.]*\bis\b)\b|^[“"][^”"]+[”"]\s*(?:\(|:|means|is|includes)/i,
    'definition',
  ],
  [
    /\b(?:appl(?:y|ies) (?:to|also|only|equally|when|where|whether)|do(?:es)? not (?:apply|cover|extend)|(?:is|are) (?:not )?(?:covered|in scope|out of scope|subject to this)|covers?|extends? to)\b/i,
    'scope',
  ],
  [
    /^(?:(?:always|immediately|if [^,]+,|when [^,]+,|before [^,]+,|after [^,]+,|at [^,]+,|in [^,]+,) )?(?:use|keep|report|lock|encrypt|tell|contact|notify|return|store|delete|remove|check|ask|obtain|get|wear|change|enable|choose|complete|submit|send|inform|call|log|register|record|disconnect|protect|follow|verify|shred|label|review|update|make sure|ensure|hand|leave|turn|stop|save|switch|attach|claim|book)\b/i,
    'obligation',
  ],
  [
    /\b(?:will|provides?|maintains?|reviews?|keeps?|monitors?|operates?|carries out|conducts?|reserves the right|is committed|publishes)\b/i,
    'measure',
  ],
];

/** A duty in the same sentence outranks what it only recommends. */
const WEAK: ReadonlySet<Modality> = new Set<Modality>(['recommendation', 'best_effort']);

const HANGS_ON = new RegExp(
  `\\b(?:unless|except(?: (?:where|when|if|with|for|in|that|as))?|save (?:where|with|as)|without (?:the |prior |express |written |explicit |first |a |an |their |your |his )*(?:\\w+ ){0,4}?${APPROVAL}|without (?:first )?(?:asking|obtaining|getting|being)|only (?:if|when|where|with|after|to|for|on|in|through|by|from|during)|provided (?:that)?|as long as|so long as|subject to|on condition|with (?:the )?(?:prior |written |express |advance )*(?:\\w+ ){0,3}?${APPROVAL}|until|where|if:|if (?:the|your|they|it|he|she|a) [^.]{3,80})\\b`,
  'i',
);
const ACTOR =
  "(?:the |your |their |his |her |a |an |one['’]s )?((?:[A-Z]?[\\w’'&/-]+)(?: (?:of (?:the )?|and |or |in |for )?(?:[A-Z]?[\\w’'&/-]+)){0,5}?)";
const STOP =
  '(?=[,.;:)(]|\\s(?:before|for|in|to|unless|prior|when|if|is|has|have|and (?:is|the|must|shall|may)|must|shall|may|on|at|who|which|that|has|after|within|through|using|via|where|until|each|every|as|with|by|in writing|in advance)\\b|$)';
const APPROVERS: readonly RegExp[] = [
  new RegExp(
    `\\b(?:${APPROVAL}|confirmation|instructions?|decision)(?: in writing| in advance)? (?:of|from|by) ${ACTOR}${STOP}`,
    'i',
  ),
  new RegExp(
    `\\b(?:approved|authori[sz]ed|agreed|permitted|cleared|signed off|confirmed)(?:,? (?:in writing|in advance|beforehand|first|explicitly))* (?:by|with) ${ACTOR}${STOP}`,
    'i',
  ),
  new RegExp(
    `\\b(?:unless|if|until|where|when|once|provided(?: that)?|after) ${ACTOR} (?:has |have |had )?(?:first |expressly |specifically )?(?:approves?|approved|authori[sz]e[sd]?|agrees?|agreed|permits?|permitted|gives? (?:[a-z]+ )?${APPROVAL}|given (?:[a-z]+ )?${APPROVAL}|allows?|consents?)\\b`,
    'i',
  ),
  new RegExp(
    `\\b(?:ask|get|obtain|need|needs|require|requires|seek|have|with|without)(?:s|ed)? ${ACTOR}['’]s? (?:prior |written |express |advance |explicit )*${APPROVAL}\\b`,
    'i',
  ),
  /\b(?:with|without|subject to|needs?|requires?) (?:prior |written |express |advance |the )*((?:[A-Za-z][\w’'&/-]+ ){0,3}[A-Za-z][\w’'&/-]+) (?:approval|sign-?off|authori[sz]ation)\b/i,
];
const ROLE_GRANTS: readonly RegExp[] = [
  /\b[Tt]he ((?:[A-Z][\w’'&/-]+)(?: (?:of |and |& )?[A-Z][\w’'&/-]+){0,4}) may (?:permit|allow|approve|authori[sz]e|agree|grant|waive|make exceptions?)\b/,
  /(?:^|\band |, )(?:the |your )?((?:[A-Z][\w’'&/-]+)(?: (?:of |and |& )?[A-Z][\w’'&/-]+){0,4}) has (?:expressly |first )?(?:agreed|approved|authori[sz]ed|consented|given)\b/,
];
const NOT_A_PERSON =
  /^(?:prior|written|express|explicit|advance|proper|appropriate|such|this|that|it|the|any|all|each|formal|specific|management-level|case|following|two|both|special|their|individual|affected person|data subject|patient|client|customer|parents?|guardians?|person concerned)$/i;
const CONCERNED =
  /\b(?:patients?|clients?|customers?|data subjects?|parents?|guardians?|persons? (?:concerned|shown|pictured)|individuals?|visitors?|people shown|third part(?:y|ies)|recipients?)\b/i;

/** Reads one English sentence. */
export function readEnglishNorm(sentence: string): SentenceReading {
  const plain = sentence
    .replace(/\([^()]{8,}\)/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  const approver = findApproverEn(plain);
  const base = baseForce(plain);
  const exception =
    /\bmay do so\b|\b(?:is|are) excepted\b|\bmay (?:permit|allow|make|grant) (?:an? )?exceptions?\b|^(?:however|except|this (?:does not apply|rule does not)|the (?:exception|only exception)|unless|exceptions?\b|by way of exception)/i.test(
      plain,
    );
  const opensExceptions = base === 'none' && /\b(?:unless|except)\b[^.]{0,20}:$/i.test(plain);
  const lifts =
    opensExceptions ||
    (exception && /\b(?:do(?:es)? not apply|except(?:ion|ed)?s?|may do so)\b/i.test(plain));
  const procedure =
    approver !== null || new RegExp(`\\b${APPROVAL}\\b`, 'i').test(plain)
      ? 'approval'
      : /\b(?:notif(?:y|ied|ication)|report|inform|declare|register|tell|submit)/i.test(plain)
        ? 'notification'
        : null;
  const force = condition(base, plain, procedure);
  return {
    force,
    base,
    role:
      exception || opensExceptions
        ? 'exception'
        : /\b(?:the same applies|also applies|likewise)\b/i.test(plain)
          ? 'extension'
          : 'rule',
    lifts,
    addressee:
      /\b(?:employees?|staff|users?|workers?|you|everyone|personnel|members?|volunteers?|contractors?|managers?|no one|nobody|clinicians?|trainees?)\b/i.test(
        plain,
      )
        ? 'staff'
        : /\b(?:company|organi[sz]ation|department|we|security team|it team|board|trust|charity|clinic)\b/i.test(
              plain,
            )
          ? 'organisation'
          : null,
    inPrinciple: /\b(?:in principle|as a rule|generally|normally|ordinarily)\b/i.test(plain),
    approver,
    decider: force === 'discretion' ? findDeciderEn(plain) : null,
    procedure,
    conditions: readConditions(plain),
    voluntary:
      /\b(?:wish(?:es|ing)? to|want(?:s|ing)? to|plan(?:s|ning)? to|(?:who|you|employee|staff) intends? to|may be|requests? (?:to|for)|before (?:you )?(?:using|taking|going|posting|sending|starting|opening|travel\w*|accept\w*|work\w*))\b/i.test(
        plain,
      ) && !/\b(?:lost|stolen|discover(?:s|ed)|becomes? aware|suspect(?:s|ed)?|receives?)\b/i.test(plain),
    restricts: /\b(?:prevents?|blocks?|disables?|restricts?|prohibits?)\b/i.test(plain),
    earned:
      /\b(?:registered|enrolled|meets? (?:all )?(?:of )?the (?:requirements|conditions|criteria)|has been (?:registered|assessed|checked))\b/i.test(
        plain,
      ),
    introducesList: /:\s*$|\b(?:the )?following\b/i.test(plain),
  };
}

/**
 * The person or body whose approval an English sentence names, in its exact words; null where it names none.
 * Consent of the person concerned (a patient, a parent) is a condition, not an approval.
 */
export function findApproverEn(sentence: string): string | null {
  for (const pattern of [...APPROVERS, ...ROLE_GRANTS]) {
    const name = pattern
      .exec(sentence)?.[1]
      ?.replace(/^(?:the|a|an|your|their|his|her) /i, '')
      .replace(/['’]s$/, '')
      .trim();
    if (name && !NOT_A_PERSON.test(name) && !CONCERNED.test(name) && sentence.includes(name)) return name;
  }
  return null;
}

const DECIDERS: readonly RegExp[] = [
  new RegExp(`\\b(?:decided|determined) (?:[a-z-]+ )*?by ${ACTOR}${STOP}`, 'i'),
  new RegExp(`\\bat (?:the |his |her )?(?:sole |absolute )?discretion of ${ACTOR}${STOP}`, 'i'),
  /(?:^|, )(?:the |your )?([A-Z]?[\w’'&/-]+(?: [A-Z]?[\w’'&/-]+){0,4}) (?:decides?|will decide|may decide)\b/i,
];

/** The person or body that an English sentence leaves the individual case to. */
function findDeciderEn(sentence: string): string | null {
  for (const pattern of DECIDERS) {
    const name = pattern
      .exec(sentence)?.[1]
      ?.replace(/^(?:the|a|an|your|their|his|her) /i, '')
      .trim();
    if (name && !NOT_A_PERSON.test(name) && !CONCERNED.test(name)) return name;
  }
  return null;
}

function baseForce(sentence: string): Modality {
  // A negated "unless" clause must not decide; the main clause does.
  const main = sentence
    .replace(/^(?:if|when|where|before|after|until|once|unless|while|as soon as)\b[^,]+,\s*/i, '')
    .replace(/[,;]? (?:unless|except|if|when|where|provided|until|so that|because)\b.*$/i, '');
  if (/^only\b[^.]*\b(?:may|can|must|shall)\b/i.test(main)) return 'discretion';
  for (const text of main.length > 12 ? [main, sentence] : [sentence])
    for (const [pattern, force] of FORCES)
      if (pattern.test(text) && !(WEAK.has(force) && /\b(?:must|shall)\b(?! endeavou?r)/i.test(text)))
        return force;
  return 'none';
}

function condition(
  base: Modality,
  sentence: string,
  procedure: 'approval' | 'notification' | null,
): Modality {
  // "even if" widens a rule instead of making it hang on something.
  const hangs = HANGS_ON.test(
    sentence.replace(
      /\b(?:even (?:if|where|when|though)|whether or not|regardless of|if necessary)\b[^,.;]*/gi,
      '',
    ),
  );
  if (base === 'prohibition' && hangs) return 'conditional';
  if (base === 'permission' && (hangs || procedure === 'approval')) return 'conditional';
  if (base === 'obligation' && procedure === 'approval') return 'conditional';
  return base;
}

function readConditions(sentence: string): readonly string[] {
  const pattern =
    /\b(?:unless|except|only (?:if|when|with|after|where|on|in|for)|provided|subject to|as long as|until|without|if|with the (?:prior |written )?(?:approval|consent|permission))\b[^.;]*/gi;
  return [...sentence.matchAll(pattern)].slice(0, 2).map((match) => match[0].trim());
}
