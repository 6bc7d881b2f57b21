import type { Language } from '../domain/policy.ts';
import { ADDRESS_RULES } from './addresses.ts';
import { CONTACT_RULES } from './contact-data.ts';
import { DEVICE_RULES } from './device-addresses.ts';
import { employeeNumberFinder } from './employee-numbers.ts';
import { foldText } from './folded-text.ts';
import { IDENTITY_RULES } from './identity-documents.ts';
import { markOf, type PersonalDataKind } from './kinds.ts';
import { ENGLISH_NAME_RULES } from './names-en.ts';
import { JAPANESE_NAME_RULES } from './names-ja.ts';
import { MONEY_RULES, MY_NUMBER_RULES } from './numbers.ts';
import { type Finding, findings, type Rule } from './rule.ts';
import { SECRET_RULES, UNLABELLED_SECRET_RULES } from './secrets.ts';

/** What the organisation knows about its own data. */
export interface RedactionRules {
  /** Regular expression of employee numbers, in the syntax of RE2; null where they have no known form. */
  readonly employeeNumber: string | null;
  /** Whether something found is printed in the organisation's own documents, and therefore stays. */
  readonly isPublished?: (text: string) => boolean;
}

/** A text without personal data and secrets. */
export interface Redaction {
  readonly text: string;
  /** What was replaced, by kind in order of first occurrence. */
  readonly found: readonly { readonly kind: PersonalDataKind; readonly count: number }[];
}

/** Rules in the order in which they claim what several of them match. */
export const RULES: readonly Rule[] = [
  ...SECRET_RULES,
  ...CONTACT_RULES.email,
  ...IDENTITY_RULES,
  ...MONEY_RULES,
  ...MY_NUMBER_RULES,
  ...ADDRESS_RULES,
  ...CONTACT_RULES.phone,
  ...DEVICE_RULES,
  ...JAPANESE_NAME_RULES,
  ...ENGLISH_NAME_RULES,
  ...UNLABELLED_SECRET_RULES,
];

/** Replacing one thing can lay open another beside it; text that does so longer than this was made to. */
const PASSES = 8;

/**
 * Makes the function that replaces personal data and secrets by typed marks, in time linear in the text. Redacting
 * redacted text changes nothing.
 *
 * @throws KiteiError `config.invalid` for a pattern of employee numbers that cannot be read.
 */
export function compileRedaction(rules: RedactionRules): (text: string) => Redaction {
  const employeeNumbers = employeeNumberFinder(rules.employeeNumber);
  const isPublished = rules.isPublished ?? (() => false);
  return (original) => {
    const language = languageOf(original);
    const counts = new Map<PersonalDataKind, number>();
    let text = original;
    for (let pass = 0; ; pass++) {
      const folded = foldText(text);
      const all = [...employeeNumbers(folded.text), ...RULES.flatMap((rule) => findings(rule, folded.text))];
      const inText = all.map(({ kind, start, end }) => ({
        kind,
        start: folded.starts[start] as number,
        end: folded.ends[end - 1] as number,
      }));
      const chosen = withoutOverlaps(inText.filter(({ start, end }) => !isPublished(text.slice(start, end))));
      if (chosen.length === 0) return { text, found: [...counts].map(([kind, count]) => ({ kind, count })) };
      for (const { kind } of chosen) counts.set(kind, (counts.get(kind) ?? 0) + 1);
      if (pass === PASSES) return { text: markOf('secret', language), found: [{ kind: 'secret', count: 1 }] };
      text = replaced(text, chosen, language);
    }
  };
}

/** The findings that no finding before them in the list overlaps, in order of their place. */
function withoutOverlaps(all: readonly Finding[]): Finding[] {
  const taken = new Set<number>();
  const chosen = all.filter(({ start, end }) => {
    for (let at = start; at < end; at++) if (taken.has(at)) return false;
    for (let at = start; at < end; at++) taken.add(at);
    return true;
  });
  return chosen.sort((a, b) => a.start - b.start);
}

function replaced(text: string, chosen: readonly Finding[], language: Language): string {
  let written = '';
  let done = 0;
  for (const { kind, start, end } of chosen) {
    written += text.slice(done, start) + markOf(kind, language);
    done = end;
  }
  return written + text.slice(done);
}

/** `ja` where kana or kanji carry the text, as everywhere in Kitei. */
function languageOf(text: string): Language {
  const japanese =
    text.match(/[\u3041-\u3096\u30a1-\u30fa\uff66-\uff9d\u3400-\u4dbf\u4e00-\u9fff々〒]/g)?.length ?? 0;
  const latinWords = text.match(/[A-Za-zＡ-Ｚａ-ｚ]{2,40}/g)?.length ?? 0;
  return japanese > 0 && japanese >= latinWords * 2 ? 'ja' : 'en';
}
