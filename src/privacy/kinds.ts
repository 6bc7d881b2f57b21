import type { Language } from '../domain/policy.ts';

/** Kinds of personal data and secrets that are found. */
export type PersonalDataKind =
  | 'my_number'
  | 'email'
  | 'phone'
  | 'address'
  | 'card'
  | 'account'
  | 'name'
  | 'employee_number'
  | 'secret'
  | 'birth_date'
  /** Numbers of passports, driving licences and health insurance. */
  | 'identity_document'
  | 'vehicle'
  /** Addresses that identify one machine on a network. */
  | 'device';

/** What is written in the place of each kind. The words are those of the kind, so that search can use them. */
const MARKS: Readonly<Record<PersonalDataKind, Readonly<Record<Language, string>>>> = {
  my_number: { ja: '[マイナンバー]', en: '[my number]' },
  email: { ja: '[メールアドレス]', en: '[e-mail address]' },
  phone: { ja: '[電話番号]', en: '[phone number]' },
  address: { ja: '[住所]', en: '[postal address]' },
  card: { ja: '[カード番号]', en: '[card number]' },
  account: { ja: '[口座番号]', en: '[bank account]' },
  name: { ja: '[氏名]', en: '[name]' },
  employee_number: { ja: '[職員番号]', en: '[staff number]' },
  secret: { ja: '[秘密情報]', en: '[secret]' },
  birth_date: { ja: '[生年月日]', en: '[date of birth]' },
  identity_document: { ja: '[証明書番号]', en: '[identity document number]' },
  vehicle: { ja: '[車両番号]', en: '[licence plate]' },
  device: { ja: '[機器アドレス]', en: '[device address]' },
};

/** The mark of a kind in the language of the text it stands in. */
export function markOf(kind: PersonalDataKind, language: Language): string {
  return MARKS[kind][language];
}

/** Every mark in either language, to find text that is already redacted. */
export const ALL_MARKS: ReadonlySet<string> = new Set(
  Object.values(MARKS).flatMap((byLanguage) => Object.values(byLanguage)),
);
