import type { Verdict } from '../domain/answer.ts';
import type { Language } from '../domain/policy.ts';
import type { Norm } from '../policy/norms.ts';
import { normaliseText } from '../retrieval/text.ts';
import type { Brief } from './brief.ts';
import type { Claims } from './claim-types.ts';
import type { ProblemCode } from './problem.ts';
import type { Quote } from './quotes.ts';
import type { WordReader } from './words.ts';

/** A sentence of a draft with what is read from it. */
export interface ReadSentence {
  /** Normalised. */
  readonly text: string;
  readonly claims: Claims;
  readonly quotes: readonly Quote[];
}

const ABSTAINS: ReadonlySet<Verdict> = new Set<Verdict>(['needs_person', 'not_stated']);

/**
 * Whether a sentence frees from more, or asks for more, than the sentences it rests on and the verdict do; null where it
 * does neither. A permission must stand in a clause that the answer rests on, and keeps that clause's conditions.
 */
export function checkModality(sentence: ReadSentence, brief: Brief, words: WordReader): ProblemCode | null {
  const { claims, quotes } = sentence;
  const { verdict } = brief.answer;
  const norms = quotes.flatMap((quote) => quote.norms);
  const deciding = quotes.filter(({ source }) => source.decides).flatMap((quote) => quote.norms);
  const isBareYes =
    claims.reply === 'yes' && verdict !== 'applies' && !Object.values(only(claims)).some(Boolean);
  const permits = claims.permits || isBareYes;
  if ((permits || claims.exempts) && ABSTAINS.has(verdict)) return 'looser_than_clause';
  if (claims.exempts && verdict !== 'does_not_apply' && !deciding.some(exempts)) return 'looser_than_clause';
  if (permits && !deciding.some(opens)) return 'looser_than_clause';
  if (permits || claims.exempts) {
    const isFree = verdict === 'allowed' || verdict === 'informational' || verdict === 'does_not_apply';
    const bound = !(isFree && deciding.some((norm) => opens(norm) && norm.force !== 'conditional'));
    if (bound && !keepsConditions(sentence, brief, deciding, words)) return 'unconditional';
    if (verdict === 'not_allowed' && !deciding.some(isWayOut)) return 'looser_than_clause';
  }
  if (claims.recommends && !norms.some(({ force }) => force === 'recommendation' || force === 'best_effort'))
    return 'looser_than_clause';
  if (claims.narrows && (claims.requires || claims.forbids) && !permits && !quotes.some(narrows))
    return 'looser_than_clause';
  if (claims.requires && !norms.some(binds)) return 'stronger_than_clause';
  if (claims.forbids && !norms.some(binds)) return 'stronger_than_clause';
  return null;
}

function only({ permits, exempts, forbids, requires }: Claims) {
  return { permits, exempts, forbids, requires };
}

function opens({ force, base, role, lifts }: Norm): boolean {
  return (
    lifts ||
    force === 'permission' ||
    force === 'exemption' ||
    force === 'conditional' ||
    (role === 'exception' && base === 'permission')
  );
}

function exempts({ force, base, lifts }: Norm): boolean {
  return lifts || force === 'exemption' || base === 'exemption' || force === 'scope';
}

/** A way out of a ban: an exception, or what the ban hangs on. */
function isWayOut({ force, role, lifts }: Norm): boolean {
  return lifts || role === 'exception' || force === 'conditional';
}

function binds({ force, base, procedure }: Norm): boolean {
  return (
    force === 'obligation' ||
    force === 'prohibition' ||
    force === 'conditional' ||
    base === 'prohibition' ||
    base === 'obligation' ||
    (force === 'permission' && procedure !== null)
  );
}

function narrows({ sentences }: Quote): boolean {
  return sentences.some((text) =>
    /のみ|だけ|限|除|以外|しか|\b(?:only|except|unless|other than|solely)\b/i.test(text),
  );
}

const CONDITIONS: Readonly<Record<Language, RegExp>> = {
  ja: /(?:条件|要件|例外)(?!は?(?:な|ござ|あり?ません|問わ))/,
  en: /(?<!\b(?:no|any|without|un|free of) ?)\b(?:conditions?\b|conditional|exceptions?\b)/,
};

/** Whether the sentence says that there are conditions, and speaks of what they are. */
function keepsConditions(
  { text, claims, quotes }: ReadSentence,
  { answer, language, questions }: Brief,
  norms: readonly Norm[],
  words: WordReader,
): boolean {
  if (CONDITIONS[language].test(text)) return true;
  if (!claims.conditional) return false;
  if (answer.approver !== null && text.includes(normaliseText(answer.approver))) return true;
  const named = [...answer.conditions, ...norms.flatMap(({ conditions }) => conditions)];
  const waysOut = quotes.flatMap(({ source, norms }) =>
    norms.filter(isWayOut).map(({ start, end }) => source.citation.quote.slice(start, end)),
  );
  // A way out whose condition nobody could read is spoken of in its own words.
  const said = (named.length > 0 ? named : waysOut).map(normaliseText);
  const asked = words.pool(questions.map(normaliseText));
  const all = words.read(said.join('\n')).filter(({ form }) => !LIGHT.has(form));
  const telling = all.filter((word) => !asked.has(word));
  const wanted = telling.length > 0 ? telling : all;
  if (wanted.length === 0) return true;
  const written = words.pool([text]);
  return wanted.some((word) => written.has(word));
}

/** Words of conditions that name none. */
const LIGHT = new Set('する ある いる 場合 とき もの こと 得る 受ける 者 等 行う なる'.split(' '));
