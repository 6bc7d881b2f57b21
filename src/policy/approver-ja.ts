/** People whose consent is asked as the person concerned: they do not approve on the organisation's behalf. */
const CONCERNED =
  /(?:本人|保護者|相手方?|来庁者|来訪者|来客|利用者|住民|町民|市民|県民|患者|顧客|家族|被写体|著作権者|権利者|対象者|児童|生徒|所有者|遺族|親権者|当事者|提供元|職員等?|従業員)$/;

/** What somebody gives. Consent counts as approval only where a role of the organisation gives it. */
const ACT = '(?:許可|承認|了解|了承|同意|承諾|認可|決裁|指示|確認|許諾|裁可|認定|判断)';
const NAME = '[\\p{Script=Han}\\p{Script=Katakana}ーA-Za-zＡ-Ｚａ-ｚ0-9０-９（）()・〇々]';
const JOINED = `${NAME}+(?:(?:又は|若しくは|及び|並びに|、)${NAME}+)*`;
const MANNER =
  '(?:、?(?:あらかじめ|事前に|事前の|書面による|書面で|文書による|文書で|個別の|特別の|その都度)、?)*';

const GIVEN_BY = new RegExp(
  `(${JOINED})(?:の|から|による|に)${MANNER}${ACT}(?:書|印)?(?:を(?:得|受け|経|求め|もら|要)|が(?:な|得|あ|必要)|な[くし]|の(?:ない|上|下)|を(?:要する|必要と))`,
  'gu',
);
const GRANTS = new RegExp(
  `(${JOINED})が(?:、)?(?:特に|やむを得ないと|必要があると|必要と|適当と|支障がないと|業務上必要と|別に|個別に|事前に|あらかじめ|相当と|認める[^、。]{0,20}場合に)*(?:認め|許可し|承認し|指示し|了承し|許可を与え|許し)`,
  'gu',
);

/**
 * The person or body whose approval a Japanese sentence names, in its exact words (「総務課長」 in
 * 「総務課長の承認を得なければ」); null where it names none. The consent of the person concerned
 * (本人, 保護者 …) is a condition, not an approval.
 */
export function findApproverJa(sentence: string): string | null {
  for (const pattern of [GIVEN_BY, GRANTS]) {
    for (const match of sentence.matchAll(pattern)) {
      const name = trimName(match[1] ?? '');
      if (name.length >= 2 && !CONCERNED.test(name) && isRole(name)) return name;
    }
  }
  return null;
}

const DECIDES = new RegExp(
  `(${JOINED})(?:が|は|とが)(?:、|個別に|その都度|都度|別に|協議して|協議の上|協議し|状況に応じて?|必要に応じて?|総合的に|勘案して)*(?:判断|決定|決め|定め)`,
  'gu',
);

/** The person or body that a Japanese sentence leaves the individual case to (「町長が個別に判断する」). */
export function findDeciderJa(sentence: string): string | null {
  for (const match of sentence.matchAll(DECIDES)) {
    const name = trimName(match[1] ?? '');
    if (name.length >= 2 && !CONCERNED.test(name) && isRole(name)) return name;
  }
  return null;
}

/** Cuts list marks and leading adverbs that the character class lets in. */
function trimName(name: string): string {
  return name
    .replace(/^.*?(?:場合|とき|際|都度|事前|原則|以上|以内|限|当該)(?:は|に|、)/u, '')
    .replace(/^(?:、|又は|若しくは|及び|並びに|上記|次に|当該)+/u, '')
    .replace(/^[)）・]+|[(（・]+$/gu, '');
}

function isRole(name: string): boolean {
  const bare = name.replace(/[（(].*$/u, '').trim();
  return /(?:長|課|係|部|室|局|所|者|会|官|師|主任|主事|責任者|管理者|担当|監|役|理事|社長|学長|院長|CISO|CIO|CEO|CSIRT|ＣＩＳＯ|ＣＩＯ|チーム|センター|グループ|マネージャー|リーダー|オーナー|上司|上長|窓口|本部|事務局|教授|校長|園長|市|町|村|委員|役員|取締役|医師?|代表|当番)$/u.test(
    bare,
  );
}
