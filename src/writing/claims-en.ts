import type { Claims } from './claim-types.ts';

/** "Whether you may …", "it does not say that you may": what is asked or denied is not claimed. */
const UNCLAIMED =
  /\b(?:whether|if) (?:\w+ ){1,4}(?:may|can|must|is allowed|is permitted|are allowed|is required)\b|\b(?:not|n't) (?:say|state|mean|follow) (?:that )?(?:\w+ ){0,4}(?:may|can|is allowed|allowed|permitted)\b/g;
const LEAVE = '(?:approval|permission|consent|notice|notification|authori[sz]ation|sign-?off|registration)';
const EXEMPTS = new RegExp(
  [
    "\\bneed(?: not|n't)\\b|\\b(?:do|does|did|will|would)(?: not|n't) (?:really )?(?:need|have|require|take)\\b",
    `\\bno (?:need|obligation|requirement|${LEAVE}|form|limit|restriction|rule)s?\\b|\\bnothing (?:is |further )`,
    "\\b(?:is|are)(?: not|n't) (?:\\w+ )?(?:required|needed|necessary|obliged|mandatory|compulsory)\\b|\\bunnecessary\\b|\\boptional\\b|\\bexempt|\\bwaived?\\b|\\bup to you\\b",
    `\\bbefore (?:\\w+ ){0,3}?(?:${LEAVE}|approved|approves)\\b`,
    "\\b(?:not|n't|never) (?:\\w+ )?(?:apply|cover(?:ed)?|extend|affect(?:ed)?|bound|concern)\\b|\\b(?:outside|out of) (?:the |its )?scope\\b",
    `\\bwithout (?:needing|having|asking|any|prior|first|further|${LEAVE}|telling|notifying|the|a|your)\\b`,
  ].join('|'),
  'g',
);
/** A ban that is denied frees as much as a permission. */
const DENIED_BAN =
  /(?:n't|\bnot|\bnever|\bno) (?:\w+ ){0,2}?(?:prohibited|prohibits?|forbidden|forbids?|banned|bans?|ruled out|off limits|against|restricted|restricts?|excluded|a (?:breach|violation|problem)|illegal|wrong)\b/g;
const FORBIDS =
  /(?:\b(?:is|are|be|was|were|will be) (?:never|not)|n't|\bnot) (?:\w+ )?(?:allowed|permitted|possible|acceptable|authori[sz]ed|okay|ok|fine)\b|\b(?:may|must|can|shall|should|could|will|do|does)(?: not|n't)\b(?! only)|\bcannot\b|\bnever\b|\bprohibit\w*|\bforbid\w*|\bforbade\b|\bban(?:s|ned)?\b|\b(?:no one|nobody|no (?:\w+ ){1,3}) ?(?:may|can|is|are)\b|\bruled out\b|\boff limits\b/g;
const PERMITS =
  /\b(?:may|can|could)\b|\b(?:allow(?:s|ed)?|permit(?:s|ted)?)\b|\bpossible\b|\b(?:free|welcome|entitled|able|fine|okay|ok|acceptable|eligible) (?:to|for|with|if)\b|\b(?:fine|okay|ok|all right|alright|no problem|acceptable|go ahead|feel free|nothing wrong|nothing against|no objection)\b|\b(?:that|this|it) works\b|\bexception (?:for|applies|covers)\b|\bpermission to\b|\b(?:have|has|got) (?:\w+ )?permission\b/;
const REQUIRES =
  /\b(?:must|shall)\b|\b(?:have|has|need|needs) to\b|\b(?:need|needs)\b|\brequire(?:s|d)?\b|\bmandatory\b|\bobliged\b|\bcompulsory\b|\b(?:is|are) (?:needed|necessary)\b|\bexpected to\b/;
const RECOMMENDS =
  /\bshould\b|\bought\b|\brecommend\w*|\bencourag\w*|\btry to\b|\badvis(?:e|ed|able)\b|\bprefer/;
const CONDITIONAL = new RegExp(
  `\\b(?:if|unless|only|when|where|once|after|before|provided|providing|as long as|so long as|subject to|except|apart from|until|within|up to|on condition|conditions?|conditional(?:ly)?|depends?|under|in principle)\\b|\\bwith(?:out)? (?:[\\w'-]+ ){0,5}${LEAVE}\\b|${LEAVE} (?:is|of|from|by|first)|\\bfirst\\b`,
);
const NARROWS = /\bonly\b|\bsolely\b|\bexclusively\b/;

/** Claims of an English sentence, normalised. */
export function englishClaims(text: string): Claims {
  const claimed = text.replace(UNCLAIMED, ' ');
  // "May not … without approval" forbids; "without approval" frees only where nothing is forbidden or asked for.
  const bound = claimed.replace(
    /\b(?:may|must|can|shall|do|is|are)(?: not|n't)\b[^,;.]*?\b(?:without|before)\b|\bcannot\b[^,;.]*?\b(?:without|before)\b|\bwithout\b[^,;.]*,[^.]*?(?:\bnot\b|\bcannot\b)/g,
    ' may not ',
  );
  const denied = bound.match(DENIED_BAN);
  const asked = bound.replace(DENIED_BAN, ' ');
  const exempts = asked.match(EXEMPTS);
  const rest = asked.replace(EXEMPTS, ' ');
  const forbids = rest.match(FORBIDS);
  const open = rest.replace(FORBIDS, ' ');
  return {
    permits: denied !== null || PERMITS.test(open),
    exempts: exempts !== null,
    forbids: forbids !== null,
    requires: REQUIRES.test(open),
    recommends: RECOMMENDS.test(open),
    // What frees from a condition is none.
    conditional: CONDITIONAL.test(exempts === null ? claimed : rest),
    narrows: NARROWS.test(claimed),
    reply: /^yes\b/.test(text) ? 'yes' : /^no\b(?! (?:one|\w+ may|\w+ is|\w+ are))/.test(text) ? 'no' : null,
  };
}
