import type { Modality } from '../domain/policy.ts';
import { findApproverJa, findDeciderJa } from './approver-ja.ts';
import type { SentenceReading } from './sentence-reading.ts';

/**
 * Sentence-final wordings and what they do, strongest reading first; the first that matches decides.
 * From the modality table of docs/policy-language.md.
 */
const FORCES: readonly (readonly [RegExp, Modality])[] = [
  [/(?:を|と)い(?:う|います)$/, 'definition'],
  [
    /努め(?:てください|る|なければならない|ねばならない|ます|るもの|ること|るよう)|心掛け|心がけ|留意|配慮(?:する|しなければ|すること)/,
    'best_effort',
  ],
  [/望まし[いく]|好ましい|推奨(?:する|され)|勧める|が適(?:当|切)である/, 'recommendation'],
  [
    /(?:個別に|その都度|場合に応じ|別途|別に|総合的に|勘案し)[^。]{0,30}(?:(?:判断|決定|協議|指示)(?:する|し|される)|決め|定め)|(?<!各号に)(?:判断|裁量|定めるところ|定め|決定|協議|指示)に(?:よる|より)|決め(?:る|ます)$|(?:可否|諾否|要否|適否|是非|か(?:どうか|否か))[^。]{0,12}(?:決定|判断|定め|決め)|(?:長|者|員|医|会|室|課|係|部|官|役)が[^。]{0,10}(?:判断|決定)(?:する|します)$/,
    'discretion',
  ],
  [
    /要(?:しない|さない|しません)|必要(?:は|が)?(?:ない|なく|ありません)|不要(?:とする|である|です)?|足りる|免除|省略(?:する)?(?:ことが)?できる/,
    'exemption',
  ],
  [
    /差し支え(?:ない|ありません|なく)|さしつかえない|妨げ(?:ない|るものではない)|制限するものではない|(?:かまわ|構わ)ない/,
    'permission',
  ],
  [
    /適用(?:する|します|しない|しません|され(?:る|ない|ます)|を受け(?:る|ない)|があ)|対象(?:とする|とします|としない|としません|外とする|外です|に含)|準用(?:する|します)/,
    'scope',
  ],
  [
    /(?:て|で)は(?:なら|いけ)(?:ない|ず|ません)|(?:ことは?|は|が|を)(?:でき|出来)(?:ない|ません)|禁(?:止|ず|じ)|認めない|認められない|許可しない|許され?ない|不可(?:とする|である)?|ないもの[とで](?:する|ある)|ないこと(?:とする)?|厳禁|ないでください/,
    'prohibition',
  ],
  [
    /なければ(?:なら|いけ)(?:ない|ず|ません|なかった)|なければなり|ねばなら|(?:[うくすつぬむるぐぶ])こと(?:とする)?。?$|(?:義務|責任|責務)(?:を負う|がある|を有する)|必要が(?:ある|あります)|(?:が|を)必要(?:とする|である|です|とします)|を要(?:する|します)|ください/,
    'obligation',
  ],
  [
    /ことができ(?:る|ます)|(?:は|を|も)?自由(?:とする|である|であり|です)|認め(?:る|られる|ます)|(?:て|で)も?(?:よい|良い|いい)|可(?:とする|能とする|能である|能です)|許(?:す|される|可する)|与える|付与(?:する|します)|支給(?:する|します)|できる/,
    'permission',
  ],
  [/をい(?:う|い)|という|(?:を|のことを)指す|(?:定義|意義)[^。]*(?:とおりとする|による)/, 'definition'],
  [
    /非公開とする|(?<!問わ|問い|限ら|限り|関わら|及ば|及び|当たら|当たり|含ま|含み|少|な|はなら)(?:ない|ません)$/,
    'prohibition',
  ],
  [
    /(?:講じ|見直|定め|設け|努め|図|行|防|置|備え|受け付け)(?:る|う|す|ぐ|く)?|(?:実施|整備|確立|策定|推進|設置|構築|選任|任命|開催|提供|管理|監視|分類|検証|確保|導入|分割|作成|保有|公表|周知|指定|配備|運用|点検|優先|改善|強化|保護|分析)(?:する|し|される)?(?:もの|こと)?(?:とする)?/,
    'measure',
  ],
  [/ものとする/, 'obligation'],
];
/** How far before the full stop a predicate may end and still be the sentence's own. */
const TAIL = 9;
/** A line of a list names a case or a thing; what happens then stands in the sentence above it. */
const FRAGMENT =
  /(?:とき|場合|もの|者|物|際|仕事|行為|事項|情報|内容|等|とき及び|[\p{Script=Katakana}ー]{2})。?$/u;

const APPROVAL_WORD = '(?:許可|承認|了解|了承|同意|承諾|認可|決裁|指示|確認|許諾|認定)';
/** A ban or a permission that hangs on an approval or a named condition. */
const HANGS_ON = [
  new RegExp(
    `${APPROVAL_WORD}(?:書)?(?:を(?:得|受け|経|求め)|が|の|な[くし])[^。]{0,24}(?:なければ|ないで|ずに|ない(?:限り|まま)|なし[にで]|なく(?:、|して)?|でなければ|除き|除く|場合を除|限り|に限)`,
  ),
  /(?:場合|とき|もの|範囲|者)[^。、]{0,6}(?:を除き|を除いて|以外(?:は|の|に)|に限り|に限って|のみ)/,
  /(?:無断|許可なく|承認なく|承諾なく|無許可)/,
  /(?:た(?:後|上|うえ)(?:で|に)?なければ|(?:し|受け|得|経)なければ、?[^。]{0,40}(?:て|で)はならない)/,
];
const EXCEPTION_START = /^(?:ただし|但し|もっとも)/;
const LIFTS =
  /この限りで(?:は)?(?:ない|なく|ありません)|(?:場合|とき|もの|者|こと|限り|際)(?:は|について(?:は)?)?、?を?除(?:く|きます)。?$|(?:前[項条]|第[0-9０-９一二三四五六七八九十]+[項条]|[①-⑳])[^。]*(?:規定|定め|ただし書)?[^。]*(?:適用し(?:ない|ません)|かかわらず[^。]*できる)/;
const EXTENSION = /同様と(?:する|します)|同様(?:である|です)|も同様|同じと(?:する|します)|例による/;
const NOTIFY = /届(?:け)?(?:出|で)|報告|連絡|申し出|届を|届書|通知|申告|提出/;
const STAFF =
  /(?:職員|従業員|社員|役職員|教職員|利用者|使用者|スタッフ|任用職員|何人|者|員|課長|所属長|申請者|受講者|教員|所属)(?:等)?(?:は|が|に(?:は|おいて)|、|及び)/;
const ORGANISATION =
  /(?:^|、|。)(?:本?(?:市|町|村|県|会社|法人|病院|大学|学校|機構)|当社|当院|本学|教育委員会|総務課|情報(?:システム|政策)?課)(?:は|が|として)/;
const VOLUNTARY =
  /(?:よう|おう|こう|そう|もう|ろう)とする(?:とき|場合|者|職員|課|部署|社員|従業員|もの)|(?<!(?:超え|あ|な|生じ|でき|至|該当す|れ|かか|続|起こ|発生す|判明す|られ|見込ま|に関す|を要す))(?:る|う|く|す|つ|む|ぶ|ぐ)(?:とき|場合|際)(?:は|には|に|、|で)|(?:希望|予定|申請)する/;
const HAPPENED = /(?:た|だ)(?:とき|場合|際|職員|者|社員|従業員)(?:は|には|に|、|で)?|都度|おそれがある/;
/** A case that befalls somebody: 「感染した疑いがあるとき」, 「必要が生じたとき」. */
const BEFALLS =
  /(?:疑い|おそれ|異常|異状)が(?:ある|あった|生じた)(?:とき|場合)|(?:生じ|起こ|発生し|発覚し|判明し|気付い|見つけ|発見し|受信し|感染し|紛失し|誤って[^、。]{1,12})た(?:とき|場合)/;
const LIST_BELOW =
  /(?:次|以下|下記|左)(?:の|に|項|各号)|(?<!前)各号|(?<!前項|第[0-9０-９一二三四五六七八九十]{1,3}[項号条])に掲げる|のとおり|別表|別紙/;

/** Reads one Japanese sentence. */
export function readJapaneseNorm(sentence: string): SentenceReading {
  const plain = withoutBrackets(sentence);
  const role = EXCEPTION_START.test(plain)
    ? 'exception'
    : EXTENSION.test(plain)
      ? 'extension'
      : /この限りで(?:は)?(?:ない|ありません)|(?:前[項条]|第[0-9０-９一二三四五六七八九十]+[項条])[^。]*適用し(?:ない|ません)/.test(
            plain,
          )
        ? 'exception'
        : 'rule';
  const lifts = role === 'exception' && LIFTS.test(plain);
  const approver = findApproverJa(plain);
  const base = lifts ? 'none' : baseForce(plain);
  const procedure = readProcedure(plain, approver);
  const force = condition(base, plain, procedure);
  return {
    force,
    base,
    role,
    lifts,
    addressee: STAFF.test(plain) ? 'staff' : ORGANISATION.test(plain) ? 'organisation' : null,
    inPrinciple: /原則(?:として)?/.test(plain) && !/例外/.test(plain),
    approver,
    decider: force === 'discretion' ? findDeciderJa(plain) : null,
    procedure,
    conditions: readConditions(plain),
    voluntary: VOLUNTARY.test(plain) && !HAPPENED.test(plain),
    restricts: /できない(?:よう|設定|状態)|不可|遮断|禁止|制限(?:する|し)|防止する設定/.test(plain),
    earned:
      /(?:要件|基準)[^。]{0,8}(?:満たす|満たし|適合|該当)|(?:登録|届出|申請|登録を|手続を?)(?:された|した|を(?:した|済|経|行))/.test(
        plain,
      ),
    introducesList: LIST_BELOW.test(plain),
  };
}

/** Brackets qualify; the force of a sentence stands outside them. Positions are not kept. */
function withoutBrackets(sentence: string): string {
  return sentence.replace(/（[^（）]*）|\([^()]*\)/g, '');
}

function baseForce(sentence: string): Modality {
  const words = sentence.replace(/[。．\s]+$/u, '');
  if (FRAGMENT.test(words)) return 'none';
  for (const [pattern, force] of FORCES) {
    for (const match of words.matchAll(new RegExp(pattern.source, `g${pattern.flags}`)))
      if (match.index + match[0].length >= words.length - TAIL) return force;
  }
  return 'none';
}

function condition(
  base: Modality,
  sentence: string,
  procedure: 'approval' | 'notification' | null,
): Modality {
  const hangs = HANGS_ON.some((pattern) => pattern.test(sentence));
  // 「許可を受けることなく…できる」 frees from the approval instead of asking for it.
  if (
    base === 'permission' &&
    /(?:ことなく|なくとも|なくても|しないで|せずに)[^。]*(?:でき(?:る|ます)|よい|差し支え(?:ない|ありません)|自由)/.test(
      sentence,
    )
  )
    return 'permission';
  if (base === 'prohibition' && hangs) return 'conditional';
  if (base === 'permission' && (hangs || procedure === 'approval' || /限り|に限/.test(sentence)))
    return 'conditional';
  // What must be done when something has happened opens no way; what must be asked for first does.
  if (base === 'obligation' && procedure === 'approval' && !BEFALLS.test(sentence)) return 'conditional';
  return base;
}

function readProcedure(sentence: string, approver: string | null): 'approval' | 'notification' | null {
  if (approver !== null) return 'approval';
  if (
    new RegExp(`${APPROVAL_WORD}(?:書)?(?:を(?:得|受け|経|要)|が(?:な|得|必要)|な[くし]|の(?:ない|上))`).test(
      sentence,
    )
  )
    return 'approval';
  return NOTIFY.test(sentence) ? 'notification' : null;
}

/** The parts of a sentence that say when it holds, in its own words. */
function readConditions(sentence: string): readonly string[] {
  const found: string[] = [];
  const pattern =
    /[^、。]*(?:場合|とき|もの|範囲|者|とき)(?:を除き|を除く|に限り|に限る|に限って|でなければ)|[^、。]*(?:許可|承認|了解|了承|同意|承諾|確認|指示|認可|決裁)(?:を(?:得|受け|経)[^、。]*|の(?:ない|上)[^、。]*)|[^、。]*(?:届け出|届出|届け出る|協議し|明示し|負担し)[^、。]*/g;
  for (const match of sentence.matchAll(pattern)) {
    const words = match[0].replace(/^ただし/, '').trim();
    if (words.length >= 4 && !/ことなく|なしに|要しない/.test(words)) found.push(words);
  }
  return found;
}
