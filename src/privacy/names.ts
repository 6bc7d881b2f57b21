import { type Detector, type Finding, pattern } from './kinds.ts';
import { SURNAMES } from './surnames-ja.ts';

/** Forms of address that follow a person's name. */
const HONORIFIC = /(?:さん|サン|さま|様|殿|氏|くん|君|クン|ちゃん|チャン|先生|先輩|センパイ)/;
/** Titles that follow a person's name as well as a department's. */
const TITLE =
  /(?:課長補佐|課長代理|部長代理|係長|課長|部長|次長|局長|室長|所長|署長|館長|園長|院長|校長|教頭|学長|主任|主査|主事|主幹|主席|参事|理事|技師|保健師|看護師|師長|教諭|教授|准教授|講師|医師|議員|市長|町長|村長|区長|知事|社長|専務|常務|会長|店長|支店長|工場長|本部長|班長|リーダー|マネージャー|主管|委員)/;

/**
 * Words before a form of address that name nobody: 「患者さん」「お客様」「委託業者さん」. The last characters of the word
 * decide, so that 「委託先の業者さん」 and 「業者さん」 are one case.
 */
const NOBODY =
  /(?:患者|業者|客|皆|みな|みんな|職員|社員|担当|担当者|委託先|取引先|得意先|仕入先|市民|町民|村民|区民|県民|住民|利用者|申請者|来庁者|来訪者|相談者|納税者|保護者|親|父|母|兄|姉|弟|妹|奥|旦那|主人|娘|息子|子|孫|祖父|祖母|叔父|叔母|隣|相手|先方|弁護士|税理士|会計士|社労士|行政書士|司法書士|看護師|医者|医師|薬剤師|介護士|保育士|栄養士|運転手|警察|警察官|消防|消防士|役所|役場|市役所|会社|銀行|郵便局|病院|学校|保育園|幼稚園|大学|店|本屋|議員|先生|上司|部下|同僚|先輩|後輩|新人|本人|家族|配偶者|友人|友達|知人|仲間|学生|生徒|児童|園児|実習生|研修生|アルバイト|バイト|パート|派遣|スタッフ|ボランティア|メンバー|ユーザー|ユーザ|オーナー|ベンダー|メーカー|システム|管理者|責任者|情シス|ヘルプデスク|デスク|課|部|係|室|局|班|人事|総務|経理|営業|広報|監査|清掃|警備|受付|窓口|事務|作業員|工事|配達員|宅配|運送|引越|農家|組合|組合員|会員|委員|役員|株主|代理人|代表|代理|顧客|消費者|被保険者|受給者|対象者|高齢者|障害者|被害者|遺族|仏|苦労|疲れ|ご苦労|お疲れ|神|王|姫|殿|王子|何|誰|どちら|どなた|あなた|貴方|貴殿|各位|御社|貴社|貴|御中|お|ご|多|有|同|別|左|右|仕|模|異|一|両|諸|外|構|ば|じ|おと|おかあ|おじ|おば|おにい|おねえ|お医者|おまわり|お巡り|殿|赤|坊|犬|猫|会|人|者|方|手|員|たく|いろいろ|Google|AI)$/;

/** Words before a title that are an office, not a person. */
const OFFICE =
  /(?:課|部|係|室|局|所|署|院|科|班|館|園|校|会|庁|省|府|県|市|町|村|区|社|店|団|隊|課内|部内|当|該|各|同|前|元|新|副|総|次|担当|所属|直属|上位|主管|所管|関係|専任|専門|情報|総務|財政|人事|税務|企画|広報|教育|建設|福祉|健康|環境|会計|議会|秘書|管財|契約|法制|文書|防災|危機管理|都市|農政|農林|商工|観光|水道|消防|選挙|監査|市民|町民|区民|営業|経理|開発|技術|製造|品質|法務|事業|企業|研究|保育|生活|子育て|高齢|障害|介護|保険|年金|戸籍|土木|道路|河川|住宅|建築|公園|下水|衛生|清掃|廃棄物|資産|収納|納税|課税|統計|国際|交通|文化|体育|スポーツ|学校|生涯|図書|病院|医事|看護|薬剤|検査|放射線|施設|設備|資材|購買|物流|支|出張|事務|業務|運用|保守|管理|推進|政策|戦略|調整|統括|統轄|最高|特命|非常勤|常勤|臨時|上席|首席|筆頭|現場|現地|全|両|複数|システム|ネットワーク|セキュリティ|デジタル|データ|プロジェクト|チーム|グループ|フロア|エリア|サブ|チーフ|シニア|ゼネラル|ジェネラル|アカウント|プロダクト|客員|特任|名誉|議|民生|児童|教育|選考|審査|の|な|と|は|が|を|に|へ|も|か|で|や|、|。|・)$/;

const KANJI = '(?:(?!〇)[\\p{Script=Han}々ヶヵ])';
const KANA = '[\\p{Script=Katakana}ー]';
const HIRAGANA_NAME = '(?<![\\p{Script=Hiragana}\\p{Script=Han}])[\\p{Script=Hiragana}]{2,4}';
/** What may stand before a form of address: kanji, katakana, a full name with a space, or capital letters. */
const BEFORE = `${KANJI}{1,5}(?:[ 　]${KANJI}{1,4})?|${KANA}{2,10}(?:[・ 　]${KANA}{2,10})?|[A-Z][A-Za-z]{1,15}|${HIRAGANA_NAME}`;

const addressed = named(new RegExp(`(?<it>${BEFORE})(?=${HONORIFIC.source})`, 'gu'), NOBODY);
const titled = named(
  new RegExp(`(?<it>${KANJI}{1,5}|${KANA}{2,8}|[A-Z][a-z]{1,15})(?=${TITLE.source})`, 'gu'),
  OFFICE,
);

/** Names before what reveals them, unless the word is known to name nobody. */
function named(expression: RegExp, nobody: RegExp): Detector {
  return (text) =>
    [...text.matchAll(expression)].flatMap((match): Finding[] => {
      const found = match.groups?.it ?? '';
      const end = match.index + found.length;
      const surname = surnameAtEnd(found);
      if (surname === null && (nobody.test(found) || !looksLikeName(found))) return [];
      return [{ kind: 'name', start: end - (surname ?? found).length, end }];
    });
}

/** The longest surname that the word ends with, with a given name of one or two characters after it. */
function surnameAtEnd(word: string): string | null {
  for (let from = 0; from < word.length; from++) {
    const rest = word.slice(from);
    if (SURNAMES.has(rest)) return rest;
    for (const given of [1, 2, 3]) {
      const surname = rest.slice(0, -given).trim();
      if (surname.length >= 2 && SURNAMES.has(surname)) return rest;
    }
  }
  return null;
}

function looksLikeName(word: string): boolean {
  return /\p{Script=Han}/u.test(word) ? word.replace(/\s/g, '').length <= 4 : word.length <= 10;
}

const labelled = pattern(
  'name',
  /(?:氏名|名前|お名前|本名|担当者名|署名)(?:は|が|[:：])\s?(?<it>[\p{Script=Han}々ヶ]{2,5}(?:[ 　][\p{Script=Han}々]{1,4})?|[\p{Script=Katakana}ー]{2,8}(?:[・ 　][\p{Script=Katakana}ー]{2,8})?)(?=です|でした|と申|と言|といい|、|。|$|[\s(（])/u,
  (found) => !/(?:不明|匿名|記載|必須|任意|未定|同じ|別紙|空欄|本人|職員|患者)/.test(found),
);
const introduced = pattern(
  'name',
  /(?<![\p{Script=Han}々])(?<it>[\p{Script=Han}々]{2,5})(?=と申します|ともうします)/u,
);

const englishTitled = pattern(
  'name',
  /\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sir|Madam)\b\.? (?<it>[A-Z][a-z'’-]{1,20}(?: [A-Z][a-z'’-]{1,20}){0,2})/,
);
const englishIntroduced = pattern(
  'name',
  /\b(?:[Mm]y name is|[Tt]his is|I am called|[Nn]amed|[Nn]ame:) (?<it>[A-Z][a-z'’-]{1,20} [A-Z][a-z'’-]{1,20})/,
  (found) => !/\b(?:The|This|That|What|Information|Security|Policy|Team|Office|Center|Centre)\b/.test(found),
);
const englishSan = pattern('name', /\b(?<it>[A-Z][a-z]{1,20})(?=[- ]?(?:san|sama|kun|sensei)\b)/);

/** Names that a title or a form of address gives away, surest first. */
export const NAME_DETECTORS: readonly Detector[] = [
  labelled,
  introduced,
  addressed,
  titled,
  englishTitled,
  englishIntroduced,
  englishSan,
];
