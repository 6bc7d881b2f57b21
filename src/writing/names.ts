import type { Language } from '../domain/policy.ts';
import { ENGLISH_FUNCTION_WORDS } from '../retrieval/stop-words.ts';

const ROLE_JA =
  /(?:[\p{Script=Han}\p{Script=Katakana}ーa-z0-9]{0,12}?)(?:責任者|管理者|担当者|委員会|審議会|上司|上長|社長|本部|[\p{Script=Han}ー]{0,10}[長課部室係局官])(?![\p{Script=Han}])/gu;
/** Words that end like an office and are none. */
const NO_OFFICE =
  /^(?:(?:の)?(?:内部|外部|一部|全部|部|課|係|室|長|局|関係|成長|延長|最長|身長|自室|会議室|教室|個室|執務室|幹部|本部|支部|上部|下部|社内外部|庁舎内部)|担当者?|担当課|所属長?の?係|.*延長)$/u;
const ROLE_EN =
  /\b((?:[a-z][\w'&-]*[ ]){0,3})(managers?|directors?|officers?|heads?|leads?|boards?|committees?|departments?|teams?|desks?|supervisors?|chairs?|chairperson|ceo|cfo|cio|ciso|dpo|president|secretar(?:y|ies)|council|hr|human resources|administrators?|executives?|partners?|trustees?|boss(?:es)?|principal|dean)\b((?: of (?:the )?[a-z]+)?)/g;
const NO_MODIFIER =
  /^(?:your|ask|tell|contact|the|a|an|by|to|from|of|with|written|prior|and|or|approval|permission|consent|approved|unless|if|until|before|whether|please|line's|needs?|requires?|must|may|can|first|notify|inform|both|is|has|get|obtain|that|via|through|relevant|responsible|under|without|said|says|which|who|be|agrees|agreement|only|when|you|your|should)$/;

/**
 * Offices and bodies in a sentence that the sources do not name so: an approver is never put together from words that
 * stand apart. Texts must be normalised.
 */
export function strangeRole(text: string, sources: readonly string[], language: Language): string | null {
  const isNamed = (name: string) => sources.some((source) => source.includes(name));
  if (language === 'ja') {
    for (const [name] of text.matchAll(ROLE_JA)) {
      if (!NO_OFFICE.test(name) && !isNamed(name)) return name;
    }
    return null;
  }
  for (const [, before = '', head = '', after = ''] of text.matchAll(ROLE_EN)) {
    const words = before.trim().split(' ');
    const kept: string[] = [];
    for (const word of words.reverse()) {
      if (word === '' || NO_MODIFIER.test(word) || ENGLISH_FUNCTION_WORDS.has(word)) break;
      kept.unshift(word);
    }
    // "Manager approval", "ask manager": what only happens to stand before it may be a verb.
    const names = [`${[...kept, head].join(' ')}${after}`];
    if (!names.some(isNamed)) return names[0] ?? head;
  }
  return null;
}
