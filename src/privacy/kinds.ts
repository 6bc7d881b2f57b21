/** What is found and replaced. */
export type PersonalDataKind =
  | 'my_number'
  | 'email'
  | 'phone'
  | 'address'
  | 'card'
  | 'account'
  | 'name'
  | 'employee_number'
  | 'birth_date'
  | 'id_number'
  | 'secret';

/** What stands in its place: a typed mark in the language of the text. */
export const MARKS: Readonly<Record<PersonalDataKind, Readonly<Record<'ja' | 'en', string>>>> = {
  my_number: { ja: '[マイナンバー]', en: '[my number]' },
  email: { ja: '[メールアドレス]', en: '[email address]' },
  phone: { ja: '[電話番号]', en: '[phone number]' },
  address: { ja: '[住所]', en: '[postal address]' },
  card: { ja: '[カード番号]', en: '[card number]' },
  account: { ja: '[口座番号]', en: '[account number]' },
  name: { ja: '[氏名]', en: '[name]' },
  employee_number: { ja: '[職員番号]', en: '[employee number]' },
  birth_date: { ja: '[生年月日]', en: '[date of birth]' },
  id_number: { ja: '[証明書番号]', en: '[document number]' },
  secret: { ja: '[秘密情報]', en: '[secret]' },
};

/** A place in a text that holds personal data or a secret. Span in UTF-16 units. */
export interface Finding {
  readonly kind: PersonalDataKind;
  readonly start: number;
  readonly end: number;
}

/**
 * Looks for some kinds of data. `text` has full-width letters and digits made half-width, character by character, so
 * that places in it are places in what was typed.
 */
export type Detector = (text: string) => readonly Finding[];

/** A detector for a pattern. A group named `it` is what is found; the whole match where there is none. */
export function pattern(
  kind: PersonalDataKind,
  expression: RegExp,
  accept: (found: string, match: RegExpExecArray) => boolean = () => true,
): Detector {
  const flags = [...new Set(`${expression.flags}gd`)].join('');
  const global = new RegExp(expression.source, flags);
  return (text) =>
    [...text.matchAll(global)].flatMap((match) => {
      const span = match.indices?.groups?.it ?? match.indices?.[0];
      if (span === undefined) return [];
      const [start, end] = span;
      return start < end && accept(text.slice(start, end), match) ? [{ kind, start, end }] : [];
    });
}
