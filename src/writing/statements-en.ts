import { boundWords, isLight } from './bound-words-en.ts';
import { sameWords } from './same-words.ts';
import type { Condition, Force, Matter, Statement, StatementReader } from './statement.ts';

/** What may stand before a statement without changing it. */
const OPENING =
  /^(?:sorry|unfortunately|i am afraid|however|also|but|please note that|note that|in short)\b,? /;
/** What stood before a place that was taken out ("under … you may"). */
const PLACED = /\b(?:under|according to|as per|by|in) {2,},? ?/g;
const REPLY = /^(yes|no)(?:[,.;:!]\s*|$)/;
const SUBJECT = '(?:you|it|they|we|staff|employees|that|this|there)';

/** What a clause does; it must hold exactly one of these. The longer come first. */
const FORCES: readonly (readonly [RegExp, Force])[] = [
  [/\b(?:must|may|shall|can|should)(?: not|not) be allowed\b/, 'must_not'],
  [
    /\b(?:is|are) not (?:allowed|permitted)(?: to)?\b|\b(?:is|are) (?:strictly )?(?:prohibited|forbidden)\b|\b(?:prohibits|forbids)\b/,
    'must_not',
  ],
  [/^(?:please )?do not (?!need\b|have\b|require\b)/, 'must_not'],
  [/\bcannot\b|\b(?:must|may|shall|can) (?:not|never)\b(?! only)/, 'must_not'],
  [
    /\b(?:do|does) not (?:need|require|have)(?: to)?\b|\bneed not\b|\b(?:is|are) not (?:required|needed|necessary)\b/,
    'need_not',
  ],
  [
    /\b(?:must|shall)\b|\b(?:have|has|need|needs) to\b|\b(?:is|are) required(?: to)?\b|\b(?:is|are) needed\b|\brequires?\b|\bneeds?\b/,
    'must',
  ],
  [/\bshould\b|\b(?:is|are) (?:recommended|advised)(?: to)?\b/, 'should'],
  [/\b(?:may|can)\b|\b(?:is|are) (?:allowed|permitted)(?: to)?\b/, 'may'],
  [/\b(?:does|do) not (?:apply|extend)\b|\b(?:is|are) not covered by this policy\b/, 'applies_not'],
  [/\b(?:applies|apply)\b|\b(?:is|are) covered by this policy\b/, 'applies'],
  [/\b(?:decides|decide|(?:is|are) decided)\b/, 'discretion'],
];
/** Statements that are no rule, told by how they are put. */
const WHOLE: readonly (readonly [RegExp, Force])[] = [
  [/^there are conditions$/, 'conditional'],
  [/^the (?:deadline|limit|maximum|period|time limit) is /, 'figure'],
  [/^(?:so )?please (?:ask|contact|check with|consult) /, 'ask'],
  [
    /\bleaves this to a person\b|\b(?:does|do|cannot|alone cannot|alone does not) (?:not )?settle (?:this|it|that)\b|\bit depends\b/,
    'unsettled',
  ],
  [
    /\bnothing (?:in (?:the|our) (?:policy|policies|rules|documents) )?(?:says|covers|mentions|addresses)\b|\b(?:does|do|did) not (?:say|state|cover|mention|address)\b|\b(?:found nothing|could not find|did not find)\b|\bno (?:clause|rule|policy|section) (?:says|states|covers|mentions|addresses)\b/,
    'silent',
  ],
];
const NONE = /^ *(?:nobody|no one|no)\b/;

/** What a clause hangs on begins so; the longer come first. */
const HINGE =
  /\b(?:(only )?(?:if|when|once|where|after)|whenever|on condition that|provided(?: that)?|providing|as long as|so long as|subject to|(only )?with(?= (?:the )?(?:\w+ ){0,3}?(?:approval|permission|consent|agreement|authorisation)\b)|only with|unless|until|without|except (?:if|when|where|with)|before|in order to)\b/g;
const KINDS: readonly (readonly [RegExp, Condition['kind']])[] = [
  [/^(?:unless|until|without|except)/, 'unless'],
  [/^before/, 'before'],
  [/^(?:only )?(?:once|after)/, 'after'],
  [/^in order/, 'for'],
];

const CASE = /^(?:when|whenever|where|before|in order)/;

/** Reads English. */
export const ENGLISH_STATEMENTS: StatementReader = {
  read(text) {
    let rest = plain(text.replace(PLACED, ' ')).replace(/[.!]+$/, '');
    if (/\?/.test(rest)) return null;
    const said = REPLY.exec(rest);
    const reply = said === null ? null : (said[1] as 'yes' | 'no');
    if (said !== null) rest = rest.slice(said[0].length);
    const statements: Statement[] = [];
    for (const clause of clauses(rest)) {
      const found = statement(clause);
      if (found === null) return null;
      statements.push(found);
    }
    return { reply, statements };
  },
  readRule(text) {
    const { act, conditions } = split(plain(text).replace(/[.]$/, ''));
    const modal = VERB.exec(act);
    return {
      ...sided(
        act.replace(FORCE_WORDS, (word) => ' '.repeat(word.length)),
        modal,
      ),
      conditions,
    };
  },
  matches: (one, other) => sameWords(one, other, 'en'),
  isLight: ({ surface }) => isLight(surface),
  words: (text) => boundWords(plain(text)),
};

const FORCE_WORDS = new RegExp(FORCES.map(([pattern]) => pattern.source).join('|'), 'g');

/** Verbs before which stands who does it, or in the passive what it is done to. */
const VERB =
  /\b(?:may|can|must|shall|cannot|should|(?:have|has|need|needs) to|(?:is|are) (?:not )?(?:allowed|permitted|required) to)(?: not| never)?\b( be\b(?! (?:allowed|permitted|able)))?/;

function sided(act: string, verb: RegExpExecArray | null): Omit<Matter, 'conditions'> {
  if (verb === null) return { act: boundWords(act), heads: [], isPassive: false };
  const isPassive = verb[1] !== undefined;
  const before = act.slice(0, verb.index);
  const after = act.slice(verb.index);
  const side = (text: string, name: 'before' | 'after', from: number, isObject: boolean) => {
    const reach = boundWords(text.split(PREPOSITION)[0] ?? '').length;
    return boundWords(text).map((word, i) => ({
      ...word,
      side: name,
      isObject: isObject && i >= from && i < reach,
    }));
  };
  const done = side(after, 'after', 1, true);
  return {
    act: [...side(before, 'before', 0, isPassive), ...done],
    heads: done.slice(0, 1).filter(({ marks, part }) => marks.size === 0 && part === ''),
    isPassive,
  };
}

/** An object ends before these. */
const PREPOSITION =
  /\b(?:of|in|on|at|for|to|from|with|by|within|during|about|under|over|against|between|as|after|before|into|onto)\b/;

function plain(text: string): string {
  return text
    .replace(/[’]/g, "'")
    .replace(
      /\b(can|could|must|do|does|is|are|need|may|should|would|wo|ca|sha)n't\b/g,
      (_, verb: string) => `${verb === 'ca' ? 'can' : verb} not`,
    )
    .replace(/\bcan not\b/g, 'cannot')
    .replace(/\b(you|they|we)'re\b/g, '$1 are')
    .replace(/\b(it|that|there)'s\b/g, '$1 is')
    .replace(/'s\b/g, '')
    .replace(/\b(approval|permission|consent|agreement|authorisation|sign-off) from\b/g, '$1 of')
    .replace(/\s+/g, ' ')
    .trim();
}

function clauses(text: string): readonly string[] {
  return text
    .split(
      new RegExp(`[;:.] +|, (?:but|so|and) (?=${SUBJECT} (?:may|can|must|need|cannot|should)\\b|please )`),
    )
    .map((clause) => {
      let rest = clause.trim();
      while (OPENING.test(rest) && OPENING.exec(rest)?.[0] !== '') rest = rest.replace(OPENING, '').trim();
      return rest;
    })
    .filter((clause) => clause !== '');
}

function statement(clause: string): Statement | null {
  const without = (force: Force, pattern: RegExp): Statement => ({
    force,
    act: boundWords(clause.replace(pattern, ' ')),
    conditions: [],
    isPassive: false,
    heads: [],
  });
  const whole = WHOLE.find(([pattern]) => pattern.test(clause));
  if (whole !== undefined) return without(whole[1], whole[0]);
  const { act, conditions } = split(clause);
  const [found, ...more] = FORCES.flatMap(([pattern, force]) => {
    const match = pattern.exec(act);
    return match === null ? [] : [{ match, force }];
  });
  if (found === undefined) {
    // "Only with approval": what is asked, under that condition.
    const isFragment = act === '' && conditions.length > 0;
    return {
      force: isFragment ? 'may' : 'fact',
      act: boundWords(act),
      conditions,
      isPassive: false,
      heads: [],
    };
  }
  const { force, match } = found;
  const rest = act.replace(match[0], (word) => ' '.repeat(word.length));
  if (more.length > 0 && FORCES.some(([pattern]) => pattern.test(rest))) return null;
  // "No one may", "no approval is needed": the ban stands before.
  const ban = NONE.exec(rest)?.[0] ?? '';
  if (ban !== '' && force !== 'may' && force !== 'must') return null;
  const named = ' '.repeat(ban.length) + rest.slice(ban.length);
  const matter = sided(force === 'must' ? named.replace(/\bfirst *$/, '') : named, VERB.exec(act));
  return { force: ban === '' ? force : force === 'may' ? 'must_not' : 'need_not', ...matter, conditions };
}

/** A clause's matter and what it hangs on: from a conjunction to the next comma, or to a subject with its verb. */
function split(clause: string): { readonly act: string; readonly conditions: readonly Condition[] } {
  const starts = [...clause.matchAll(HINGE)].filter(
    // "even if", "not until", "no later than before": read as part of the matter, where they must stand as in the clause.
    ({ index }) => !/\b(?:even|not|just|as) $/.test(clause.slice(0, index)),
  );
  let act = '';
  let at = 0;
  const conditions: Condition[] = [];
  for (const [i, match] of starts.entries()) {
    if (match.index < at) continue;
    act += ` ${clause.slice(at, match.index)}`;
    const from = match.index + match[0].length;
    const until = starts[i + 1]?.index ?? clause.length;
    const body = clause.slice(from, until);
    const comma = body.search(/, /);
    const subject = new RegExp(
      `(?<=\\w) (?=${SUBJECT} (?:may|can|must|cannot|need|have to|are allowed)\\b)`,
    ).exec(body);
    const end = comma >= 0 ? comma : act.trim() === '' && subject !== null ? subject.index : body.length;
    const isPast = /\b(?:have|has|had|having)\b/.test(body.slice(0, end));
    const kind = KINDS.find(([pattern]) => pattern.test(match[0]))?.[1] ?? (isPast ? 'after' : 'if');
    conditions.push({
      kind,
      isCase: CASE.test(match[0]),
      isOnly: /\bonly\b/.test(match[0]),
      words: boundWords(body.slice(0, end)),
    });
    at = from + end;
  }
  act += ` ${clause.slice(at)}`;
  return { act: act.replace(/^[ ,]+|[ ,]+$/g, ''), conditions };
}
