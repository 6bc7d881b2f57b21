import { before } from './context.ts';
import { type Rule, where } from './rule.ts';

const KANJI = '一-鿿㐀-䶿々ヶ';
const NUMBER = '[\\d一二三四五六七八九十〇]';
const PREFECTURE = '(?:東京都|北海道|京都府|大阪府|(?:神奈川|和歌山|鹿児島|[一-鿿]{2})県)';
/** Municipalities whose names are not written in kanji. */
const KANA_PLACE =
  '(?:さいたま|つくば(?:みらい)?|いわき|ひたちなか|うるま|いなべ|たつの|さぬき|みやま|うきは|えびの|かすみがうら|ふじみ野|あきる野|つがる|にかほ|南あわじ|みなかみ|みどり|さくら|むつ|かほく|おいらせ|南アルプス|ニセコ|せたな|あま|みよし|いすみ|つくばね)';
/** Kanji but those that end names of places, so that a name can be read in one way only. */
const IN_NAME = `(?:(?![市区町村郡])[${KANJI}])`;
const MUNICIPALITY = `(?:(?:${KANA_PLACE}|[市町村郡]?${IN_NAME}{1,5}(?:[市町村郡](?=市))?)[市区町村郡])`;
/** 市, 区, 町 and 村 also end or begin words that are no places. */
const NO_TOWN =
  '(?!役|庁|議会|内|外|立|営|民|長|道|税|政|有|史|販|場|街|況|価|章|歌|旗|報|分|域|画|間|別|計画|会|職員|条例|規則|全[体域]|単位|さん|様)';
const TOWN = `(?:[${KANJI}ァ-ヺー]|が(?=[丘原岡台崎浜関])|の(?=[内上下郷木里宮山])|ノ|[ぁ-ん]{2,5}(?=[町台丘野])|\\d{1,2}(?:番町|番丁|条(?!第)))`;
const BLOCK = [
  `${NUMBER}{1,4}丁目(?: ?${NUMBER}{1,4}(?:番地?|-)?(?: ?の?-?${NUMBER}{1,4}号?)?)?`,
  `${NUMBER}{1,5}番地(?: ?の?-?${NUMBER}{1,4}号?)?`,
  `${NUMBER}{1,5}番 ?の?-?${NUMBER}{1,4}号?`,
  String.raw`\d{1,5}-\d{1,5}(?:-\d{1,5}){0,2}(?!\d|-)`,
].join('|');
const HOUSE =
  '(?:ハイツ|マンション|荘|コーポ|アパート|ビル|レジデンス|メゾン|タワー|棟|スク[ウエ]?ェ?ア|ハウス|パレス|ヴィラ|ハイム|住宅|団地|寮|ガーデン|プラザ|ヒルズ)';
const BUILDING = String.raw`(?:[ 、]{0,2}[${KANJI}ァ-ヺーA-Za-z]{0,16}?${HOUSE}[${KANJI}ァ-ヺーA-Za-z]{0,6})?(?: ?[A-Z]?-?\d{1,4}(?:号室|号|室))?`;
const POSTCODE = String.raw`(?:〒 ?\d{3}-?\d{4}|(?<![\d-])\d{3}-\d{4}(?= {0,2}(?:東京都|北海道|[一-鿿]{2,3}[都道府県])))`;
const PLACE = `(?:${PREFECTURE}${MUNICIPALITY}?|${MUNICIPALITY})${MUNICIPALITY}?`;

const WAY =
  '(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Boulevard|Blvd|Way|Court|Ct|Place|Pl|Square|Sq|Terrace|Close|Crescent|Gardens|Grove|Hill|Row|Parkway|Pkwy|Highway|Hwy|Mews|Walk|Quay)';
const LOCALITY = String.raw`(?:,? (?:Apt|Apartment|Flat|Unit|Suite|Ste|No|#)\.? ?\w{1,6})?(?:,? ?[A-Z][a-z]{1,20}(?: [A-Z][a-z]{1,20}){0,2}(?=,| [A-Z]{2}\b| [A-Z]{1,2}\d| \d{5})){0,3}(?:,? (?:[A-Z]{2} )?\d{5}(?:-\d{4})?|,? [A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|,? \d{3}-\d{4})?`;

/**
 * A place alone says where the organisation is; a place with a house number says where somebody lives. Well-known forms
 * only: a town and its blocks, a postcode, a street with a number.
 */
export const ADDRESS_RULES: readonly Rule[] = [
  {
    kind: 'address',
    pattern: new RegExp(
      String.raw`(?<value>(?:${POSTCODE}[ \n]{0,2})?${PLACE}${NO_TOWN}(?:大字)?${TOWN}{0,12}(?:${BLOCK})${BUILDING})`,
      'dg',
    ),
  },
  {
    kind: 'address',
    pattern: new RegExp(
      String.raw`(?<value>${POSTCODE}(?:[ \n]{0,2}${PLACE}${NO_TOWN}(?:${TOWN}{1,12})?)?)`,
      'dg',
    ),
  },
  {
    kind: 'address',
    pattern: new RegExp(
      `(?<value>${TOWN}{1,8}${NUMBER}{1,4}丁目 ?${NUMBER}{1,4}(?:番地?|-) ?の?${NUMBER}{1,4}号?${BUILDING})`,
      'dg',
    ),
  },
  {
    kind: 'address',
    pattern: new RegExp(
      String.raw`(?:住所|自宅|居住地|居所|現住所|本籍地?|送付先|届け?先|住まい|実家)(?:は|が|:|\(| )[ :]?(?<value>(?:${PLACE}${NO_TOWN}(?:大字)?${TOWN}{1,12}|${TOWN}{1,8})(?:${BLOCK}|\d{1,5})?${BUILDING})`,
      'dg',
    ),
    refine: where(
      ({ value }) =>
        /\d|[市区町村].{2,20}$/.test(value) && !/(?:区役所|市役所|役場|[課部係室局])$/.test(value),
    ),
  },
  {
    kind: 'address',
    pattern: new RegExp(
      String.raw`(?<![\w.-])(?<value>\d{1,5}[A-Z]?,? (?:[A-Z][a-z'.]{1,20} ){1,4}${WAY}\b\.?${LOCALITY})`,
      'dg',
    ),
    refine: where(
      (match) =>
        !/(?:section|clause|article|level|form|step|chapter|windows|room|floor) ?$/i.test(before(match)),
    ),
  },
  {
    kind: 'address',
    pattern:
      /(?<![\w.-])(?<value>\d{1,4}-\d{1,4}(?:-\d{1,4})?,? [A-Z][a-z]{2,20}(?:-(?:cho|machi|ku|shi|gun|mura|son|to|ken|fu))?(?:,? [A-Z][a-z]{2,20}(?:-(?:cho|machi|ku|shi|gun|mura|to|ken|fu))?){1,4}(?:,? \d{3}-\d{4})?)/dg,
    refine: where(({ value }) =>
      /-(?:cho|machi|ku|shi|gun|mura|to|ken|fu)\b|\d{3}-\d{4}$|Tokyo|Osaka|Kyoto/.test(value),
    ),
  },
  { kind: 'address', pattern: /\b(?<value>P\.? ?O\.? Box \d{1,6})/dgi },
];
