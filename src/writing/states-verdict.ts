import type { Verdict } from '../domain/answer.ts';
import type { Language } from '../domain/policy.ts';
import type { Claims } from './claim-types.ts';

const PATTERNS: Readonly<
  Record<'silent' | 'person' | 'applies' | 'denied', Readonly<Record<Language, RegExp>>>
> = {
  silent: {
    ja: /(?:見つ|見当た|書かれて|書いて|定め|記載|明記|触れ)[^。]{0,12}(?:ない|なく|ません)/,
    en: /\b(?:no|not|nothing|neither|n't)\b.*\b(?:clause|rule|say|state|cover|find|found|address|mention|settle|policy)|\b(?:clause|rule|say|state|cover|find|found|address|mention|settle|policy)\w*\b.*\b(?:no|not|nothing|n't)\b/,
  },
  person: {
    ja: /決め|判断|担当|責任者|確認|相談/,
    en: /\b(?:person|decide[sd]?|decision|ask|check|depends?|judge[sd]?|settle[sd]?|up to)\b/,
  },
  applies: {
    ja: /適用|対象|及び|当てはま|該当|含ま|含め/,
    en: /\b(?:appl(?:y|ies)|cover(?:s|ed)?|scope|include[sd]?|extends?)\b/,
  },
  denied: { ja: /ない|ません|なく|除|外/, en: /\b(?:not|no|n't|outside|exclude[sd]?|except)\b|n't\b/ },
};

/** Whether the first sentence says what the verdict says; a reader may read no further. */
export function statesVerdict(text: string, claims: Claims, verdict: Verdict, language: Language): boolean {
  const says = (name: keyof typeof PATTERNS) => PATTERNS[name][language].test(text);
  switch (verdict) {
    case 'allowed':
      return (
        (claims.permits || claims.exempts || claims.reply === 'yes') &&
        !claims.forbids &&
        claims.reply !== 'no'
      );
    case 'allowed_conditional':
      return (
        (claims.permits || claims.requires || claims.forbids || claims.narrows || claims.reply === 'yes') &&
        claims.conditional
      );
    case 'not_allowed':
      return claims.forbids || (claims.reply === 'no' && !claims.permits);
    case 'required':
      return claims.requires && claims.reply !== 'no';
    case 'applies':
      return says('applies') && !says('denied') && claims.reply !== 'no';
    case 'does_not_apply':
      return says('applies') && says('denied') && claims.reply !== 'yes';
    case 'not_stated':
      return says('silent');
    case 'needs_person':
      return says('person');
    default:
      return true;
  }
}
