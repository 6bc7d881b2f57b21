import { isCommonNoun, isSubject, namesNobody } from './japanese-titles.ts';
import { isPlaceOffice, isPlaceSurname } from './place-surnames.ts';
import type { Span } from './rule.ts';
import { isSurname, LONGEST_SURNAME } from './surnames-ja.ts';

/** Words that stand directly before a name: times, and how the person is related. */
const LEAD =
  /^(?:昨日|今日|本日|明日|先日|今朝|昨夜|毎日|先週|今週|来週|先月|今月|来月|昨年|今年|来年|午前|午後|現在|以前|今回|同僚|上司|部下|後輩|先輩|同期|新人|新任|前任|後任|担当|委託先|取引先|業者|隣|元|前|故|当時|副|新)/;
/** The end of a unit that a name follows: 総務課山田. */
const UNIT = /^.{1,7}[課部係室局庁班署校院社店園所](?=[一-鿿㐀-䶿々ヶ]{2,6}$)/;

/** Where in a run of kanji before a form of address the name starts; null where nobody is named. */
export function addressedName(run: string): number | null {
  if (isCommonNoun(run)) return null;
  if (isSurname(run)) return 0;
  const lead = LEAD.exec(run)?.[0].length ?? 0;
  if (lead > 0 && lead < run.length) {
    const rest = addressedName(run.slice(lead));
    return rest === null ? null : lead + rest;
  }
  if (readsAsName(run)) return 0;
  if (namesNobody(run)) return surnameWithoutUnit(run);
  const inside = surnameWithoutUnit(run) ?? surnameAtEnd(run) ?? fullNameAtEnd(run);
  if (inside !== null) return inside;
  const unit = UNIT.exec(run)?.[0].length ?? 0;
  const rest = run.length - unit;
  // An unlisted name: most have two to four characters.
  return rest < 2 ? null : unit + Math.max(0, rest - 4);
}

/** The name before an office. Units and subjects stand there too, so only listed surnames count. */
export function officeHolder(run: string, office: string): Span | null {
  const lead = LEAD.exec(run)?.[0].length ?? 0;
  const own = run.slice(lead < run.length ? lead : 0);
  const offset = run.length - own.length;
  // 両主査: the office of two, the second of whom stands before it.
  const rest = own.length > 2 ? own.replace(/両$/, '') : own;
  // 東部 + 長, not 東 + 部長.
  if (isCommonNoun(rest) || /^[東西南北中上下]$/.test(rest)) return null;
  const found = officeName(rest);
  if (found === null) return null;
  if (isPlaceOffice(office) && isPlaceSurname(rest.slice(found.start, found.end).slice(0, 2))) return null;
  return { start: offset + found.start, end: offset + found.end };
}

function officeName(run: string): Span | null {
  if (isSurname(run)) return { start: 0, end: run.length };
  const unit = surnameWithoutUnit(run);
  if (unit !== null) return { start: unit, end: run.length };
  if (isFullName(run)) return { start: 0, end: run.length };
  // 山田総務課長: a surname, then what the office is for.
  for (const length of [3, 2])
    if (
      isSubject(run.slice(length)) &&
      isSurname(run.slice(0, length)) &&
      !isPlaceSurname(run.slice(0, length))
    )
      return { start: 0, end: length };
  const from = surnameAtEnd(run);
  return from === null ? null : { start: from, end: run.length };
}

/** Last characters that given names share with words for roles, and such words. */
const GIVEN_NAME_ENDS = /[夫人生士達元文長弘主先]$/;
const ROLE_ENDS =
  /(?:本人|個人|法人|新人|病人|住人|職人|役人|学生|先生|主人|[課部係局室所館院校園署社店会班隊団議次]長|[書理護育]士|夫婦|[先元等]|.民)$/;

/**
 * Whether a run of kanji is a listed surname, alone or with a given name of up to three characters after it, and no
 * word for a role or an organisation.
 */
export function readsAsName(run: string): boolean {
  if (isCommonNoun(run)) return false;
  if (isSurname(run)) return true;
  const name = run.replace(/[ ・]/, '');
  const surname = surnameAtStart(name);
  if (surname === 0) return false;
  return !namesNobody(run) || (surname >= 2 && GIVEN_NAME_ENDS.test(name) && !ROLE_ENDS.test(name));
}

/** Length of the listed surname that a name starts with, the rest a given name; 0 where there is none. */
function surnameAtStart(name: string): number {
  for (let length = Math.min(LONGEST_SURNAME, name.length); length >= 1; length--) {
    const given = name.length - length;
    if (!isSurname(name.slice(0, length)) || given > 3) continue;
    // One character and another one make a common word more often than a name: 林業, 許可.
    return length > 1 || given === 0 || given === 2 ? length : 0;
  }
  return 0;
}

/** A listed surname of two or more characters and a given name of two or three. */
export function isFullName(run: string): boolean {
  const surname = surnameAtStart(run);
  return surname >= 2 && run.length - surname >= 2 && readsAsName(run);
}

function surnameWithoutUnit(run: string): number | null {
  const unit = UNIT.exec(run)?.[0].length ?? 0;
  return unit > 0 && readsAsName(run.slice(unit)) ? unit : null;
}

/** Start of the longest listed surname of at least two characters that ends a run. */
export function surnameAtEnd(run: string): number | null {
  for (let from = Math.max(0, run.length - LONGEST_SURNAME); from <= run.length - 2; from++)
    if (isSurname(run.slice(from))) return from;
  return isSurname(run) ? 0 : null;
}

function fullNameAtEnd(run: string): number | null {
  for (let from = 1; from <= run.length - 3; from++) if (isFullName(run.slice(from))) return from;
  return null;
}
