import type { Language } from '../src/domain/policy.ts';
import type { KiteiError } from '../src/errors.ts';
import { COMMANDS } from './failures-of-commands-ja.ts';
import { DOCUMENTS } from './failures-of-documents-ja.ts';
import { KEEPING } from './failures-of-keeping-ja.ts';
import { SETTINGS } from './failures-of-settings-ja.ts';

/** The most telling first: one message may be the frame of another. */
const MESSAGES = Object.entries({ ...COMMANDS, ...DOCUMENTS, ...KEEPING, ...SETTINGS })
  .sort(([a], [b]) => b.length - a.length)
  .map(([english, japanese]) => ({ pattern: patternOf(english), japanese: japanese.split('{}') }));

/** A message or remedy of a `KiteiError`, or of the command line, in a language; what is not known stays as it is. */
export function failureText(text: string, language: Language): string {
  const [both, japanese, english] = /^([^/]*[ぁ-んァ-ヶ一-龯][^/]*) \/ ([^ぁ-んァ-ヶ]*)$/.exec(text) ?? [];
  if (both !== undefined) return (language === 'ja' ? japanese : english) ?? text;
  return language === 'ja' ? inJapanese(text) : text;
}

/** A failure with its remedy on the next line, as a chat shows it. */
export function failureLines({ message, remedy }: KiteiError, language: Language): string {
  return `${failureText(message, language)}\n${failureText(remedy, language)}`;
}

function inJapanese(text: string): string {
  const whole = known(text);
  if (whole !== null) return whole;
  // A message with its remedy, or a warning with its cause, is several messages in a row.
  for (const { index } of text.matchAll(/(?<=[.:]) /g)) {
    const first = known(text.slice(0, index));
    if (first !== null) return `${first} ${inJapanese(text.slice(index + 1))}`;
  }
  return text.includes('; ') ? text.split('; ').map(inJapanese).join('、') : text;
}

function known(text: string): string | null {
  for (const { pattern, japanese } of MESSAGES) {
    const [whole, ...named] = pattern.exec(text) ?? [];
    if (whole === undefined) continue;
    return japanese.map((part, place) => `${part}${inJapanese(named[place] ?? '')}`).join('');
  }
  return null;
}

function patternOf(english: string): RegExp {
  const parts = english.split('{}').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('([\\s\\S]+?)')}$`);
}
