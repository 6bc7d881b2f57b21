import type { Cues } from './cues.ts';

/** How English-speaking staff put their questions. Order matters: the first match decides. */
export const ENGLISH_CUES: Cues = {
  intents: [
    [
      'attack',
      /\b(?:ignore|forget|disregard|override|bypass)\b[^.]{0,30}\b(?:instructions?|rules?|prompts?|polic(?:y|ies)|restrictions?|above|previous|guard ?rails?)\b|\b(?:system|hidden|internal) (?:prompt|instructions?|settings?|config(?:uration)?)\b|\b(?:developer|admin|debug|god|dan) mode\b|\bjailbreak\b|\b(?:pretend|act as|role-?play)\b|\b(?:tell|give|show|send|print|reveal)\b[^.]{0,20}\b(?:passwords?|secrets?|api keys?|tokens?|credentials)\b|(?:^|[.!?] )(?:please )?(?:just )?(?:say|answer|reply) (?:that )?(?:yes|it'?s (?:ok|okay|fine|allowed)|allowed)\b|\b(?:without|avoid|not) (?:getting|being|get) caught\b|\b(?:get around|circumvent|evade|hide (?:it|this)? ?from)\b[^.]{0,30}\b(?:monitor|filter|log|audit|control|security|it|manager|detection)/i,
    ],
    [
      'others_data',
      /\b(?:what|which|show|list|tell|see|give|read)\b[^.?]{0,30}\b(?:(?:has|have|did) (?!i\b|we\b)\w+(?: \w+)? (?:ask|asked|search|searched|look(?:ed)? up)|(?:other|another|someone else|somebody|everyone|colleagues?|people|\w+['’]s) ?(?:\w+ )?(?:questions?|queries|quer(?:y|ies)|logs?|history|messages|emails?|searches))\b|\bwho (?:asked|else asked|has been asking)\b/i,
    ],
    [
      'chitchat',
      /^(?:hi|hello|hey|good (?:morning|afternoon|evening)|thanks?|thank you|thx|cheers|ok(?:ay)?|great|cool|bye|test)\b[\s\w,'’]{0,24}[!.…]*$|\b(?:what(?:'s| is) your name|who are you|are you (?:a )?(?:human|bot|robot|ai|real)|how are you|tell me a joke|sing|what can you do|who made you|favou?rite)\b/i,
    ],
    [
      'off_topic',
      /\b(?:weather|forecast|recipe|stock price|exchange rate|horoscope|football|who won|capital of|translate|summari[sz]e this|write (?:me )?(?:a |an |some )?(?:poem|code|story|script|essay)|recommend (?:a |me )|(?:good|best) (?:restaurant|movie|book|hotel|pub|bar|place to)|what (?:day|time) is it)\b/i,
    ],
    [
      'external_text',
      /\b(?:article|section|art\.|sec\.|§) ?\d+[\w()]* (?:of|in) (?:the )?(?:gdpr|hipaa|[A-Z]\w+(?: \w+){0,4} (?:act|law|code|regulations?|constitution))|\b(?:gdpr|hipaa|civil code|penal code|constitution)\b[^.?]{0,20}\b(?:article|section|say|says|state)/i,
    ],
    [
      'sanction',
      /\b(?:fired|sacked|dismissed|disciplin|punish|penalt|sanction|sued|get in trouble|lose my job|written up|consequences?|suspended|terminated)/i,
    ],
    [
      'approver',
      /\b(?:who(?:m|se)?|which (?:team|person|department|manager)|what (?:team|department))\b[^.?]{0,40}\b(?:approv|sign|permission|authori[sz]|ask|contact|report|notify|tell|speak|decid|request|ok|okay|clear|need|responsible|go to|talk to|inform|send|submit|let)/i,
    ],
    [
      'definition',
      /\b(?:what (?:does|do|is|are|counts?|qualifies|exactly)\b[^.?]{0,60}\b(?:mean|means|count as|counted|considered|defined|definition|refer|include|included)|definition of|define|meaning of|what counts as|what(?:'s| is) (?:a|an|the|meant by|considered)? ?(?:"|“)?[\w\s-]{2,40}(?=["”]?\?*$)|stands? for|do(?:es)? [\w\s'-]{2,40} count as|(?:is|are) (?:the |a |an |my |our )?[\w\s-]{2,40} (?:part of|included in|considered|counted as|classed as|treated as|regarded as))\b/i,
    ],
    [
      'scope',
      /\b(?:appl(?:y|ies|icable)|cover(?:s|ed)?|subject to|in scope|out of scope|bound by|(?:rules?|policy|this|it)\b[^.?]{0,30}\bcount|concern(?:s)? (?:me|us)|have to follow|must (?:i|we|they) follow|(?:rules?|polic(?:y|ies)|this)\b[^.?]{0,24}\b(?:only|just)? ?for\b|worry about the|need to follow|exempt from)\b/i,
    ],
    ['duty', /\bwhat (?:do|should|must|shall|can) (?:i|we) do\b|\bwhat now\b/i],
    [
      'information',
      /^(?:so |and |um |hi,? |hello,? |quick question:? |please )*(?:what|where|when|why|how|which|who)\b(?![^.?]{0,24}\b(?:if i|do i do if)\b)|\b(?:how (?:long|often|many|much|soon|do|does|should|quickly|far|late)|(?<=[-,;:–.!?] ?)(?:when|where|why|how much|how many) (?:do|does|did|is|are|will|can|should)|by when|deadline|what time|where (?:is|does|can|do)|is there (?:a|any) (?:limit|deadline|rule|policy|plan)|purpose of|tell me about|explain)\b/i,
    ],
    [
      'duty',
      /\b(?:do (?:i|we|you|they|staff|employees) (?:have|need|really have|really need|actually have|still have|still need|also need|also have) to|must (?:i|we|they|it)|(?:am|are) (?:i|we) (?:required|obliged|supposed|expected)|should (?:i|we)|(?:is|are) (?:it|this|that|\w+(?: \w+)?) (?:mandatory|required|compulsory|obligatory|necessary|needed|optional)|need (?:a |an |any |the )?(?:approval|permission|consent|sign)|have to|need to|(?:can|may|could) (?:i|we) (?:skip|leave out|omit|avoid)|without (?:having|needing) to)\b/i,
    ],
    [
      'permission',
      /\b(?:may|can|could|am i|are we|is it|would it|ok|okay|fine|allowed|permitted|possible|alright|all right|problem|against|want to|like to|going to|planning|thinking of|mind if|let me|gonna|wanna|legit|cool)\b/i,
    ],
  ],
  incident:
    /\b(?:lost|stolen|missing|left (?:my|the|it|a) [^.]{0,30}\b(?:on|in|at)\b|misplaced|can(?:no|')t find|sent (?:it|this|that|an?|the|my)? ?[^.]{0,30}\b(?:wrong|mistake|accident)|(?:wrong|accident(?:al)?ly|by mistake)[^.]{0,40}\b(?:sent|emailed|shared|posted|deleted|forwarded|uploaded|attached|cc)|(?:sent|emailed|shared|posted|deleted|forwarded|uploaded)[^.]{0,50}\b(?:by mistake|accidentally|wrong|by accident)|leaked|breach(?:ed)?|hacked|ransom(?:ware)?|malware|virus|infected|phish(?:ed|ing)|clicked|suspicious|weird (?:e-?mail|message|popup|pop-up)|pop-?up|compromised|broke into|broken into|someone (?:used|logged)|spilled|injur(?:ed|y)|accident)\b/i,
  happened:
    /^(?!.*\b(?:if|would|should) (?:i|we|my|someone|a|you)\b).*\b(?:just|i(?:'ve| have)?|my|now|lost|help|omg|what (?:do|should) i do|it(?:'s| is))\b/i,
  omission:
    /\b(?:without|skip|leave out|not (?:have to|need to)|don'?t (?:have to|need to)|avoid|instead of)\b/i,
  topic: /^(?!.*\b(?:i|we|my|our|me|us|just|please)\b)(?:[\w'’-]+ ?){1,5}[?.!]*$/i,
  exemption: /\b(?:exception|exempt|waiver|waive|special permission|special case)\b/i,
};
