import { type Detector, pattern } from './kinds.ts';

/** E-mail addresses, also with a full-width or spelled-out sign. */
const email = pattern(
  'email',
  /(?<![\w.%+-])[\w.%+-]{1,64}(?:@| ?(?:\(at\)|\[at\]|★|☆) ?)(?:[A-Za-z0-9-]{1,63}\.){1,5}[A-Za-z]{2,24}(?![\w-])/,
);

const PREFECTURES =
  '北海道|東京都|京都府|大阪府|(?:青森|岩手|宮城|秋田|山形|福島|茨城|栃木|群馬|埼玉|千葉|神奈川|新潟|富山|石川|福井|山梨|長野|岐阜|静岡|愛知|三重|滋賀|兵庫|奈良|和歌山|鳥取|島根|岡山|広島|山口|徳島|香川|愛媛|高知|福岡|佐賀|長崎|熊本|大分|宮崎|鹿児島|沖縄)県';
const DIGITS = '[0-9一二三四五六七八九十百]';
const DASH = '[-‐‑–—−ーの]';
/** 2丁目3番4号, 2-3-4, 123番地の4 */
const HOUSE = `(?:${DIGITS}{1,4}丁目(?:${DIGITS}{1,4}(?:番地?(?:${DIGITS}{1,4}号)?|号)?(?:${DASH}${DIGITS}{1,4}){0,3})?|${DIGITS}{1,5}番地?(?:の?${DIGITS}{1,4}号?)?(?![窓出入線組目])|${DIGITS}{1,5}(?:${DASH}${DIGITS}{1,5}){1,3}(?![年月日条項]))`;
const PLACE = '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}ヶケ々ー]';

/** An address down to the house: prefecture or town, and a house number. A town alone is no personal datum. */
const japaneseAddress = pattern(
  'address',
  new RegExp(
    `(?:〒\\s?\\d{3}[-−]?\\d{4}\\s{0,2})?(?:(?:${PREFECTURES})${PLACE}{1,24}?|(?:${PLACE}{1,6}郡)?${PLACE}{1,6}[市区町村]${PLACE}{0,14}?)${HOUSE}(?:\\s?${PLACE}{1,14}(?:マンション|アパート|ハイツ|コーポ|荘|ビル|タワー|レジデンス)?\\s?\\d{1,4}号(?:室)?)?`,
    'u',
  ),
  (found) => !/(?:課|係|室|窓口|会議室)/.test(found),
);
const postCode = pattern(
  'address',
  /〒\s?\d{3}[-−‐ー]?\d{4}|(?:郵便番号)\s?(?:は|[:：])?\s?(?<it>\d{3}[-−‐ー]?\d{4})(?!\d)/,
);
/** What follows a label, down to the end of the phrase. */
const namedAddress = pattern(
  'address',
  new RegExp(
    `(?:住所|自宅|現住所|居所|転居先|引っ?越し先|address)(?:は|が|[:：])\\s?(?<it>(?:${PREFECTURES}|${PLACE}{1,8}[市区町村])${PLACE}{0,20}[0-9-]{0,12}?)(?=です|でした|に|へ|から|、|。|$|\\s)`,
    'u',
  ),
  (found) => /[0-9]/.test(found) || /[市区町村].{1,}$/.test(found),
);
const englishAddress = pattern(
  'address',
  /(?<![\w.])\d{1,5}(?:-\d{1,4})?[A-Z]? (?:[NSEW]\.? )?(?:[A-Z][a-z'’]{1,20} ){1,4}(?:Street|St|Avenue|Ave|Road|Rd|Lane|Ln|Drive|Dr|Boulevard|Blvd|Court|Ct|Place|Pl|Way|Terrace|Crescent|Close)\b\.?(?:,? (?:Apt|Apartment|Unit|Flat|Suite)\.? ?[A-Z0-9-]{1,6})?(?:, [A-Z][A-Za-z ]{1,25}){0,2}(?:,? [A-Z]{2} \d{5}(?:-\d{4})?)?/,
);

/** Everything by which somebody is reached, surest first. */
export const CONTACT_DETECTORS: readonly Detector[] = [
  email,
  japaneseAddress,
  postCode,
  namedAddress,
  englishAddress,
];
