import type { Language } from '../domain/policy.ts';

/**
 * Words that a sentence may add to those of its clause: they say no more than that there is a rule and what to do with
 * it. None of them permits, forbids, names or counts anything by itself; what they claim together with others is read
 * by `claims`.
 */
export const NEUTRAL: Readonly<Record<Language, ReadonlySet<string>>> = {
  ja: new Set(
    `する ある いる なる できる 出来る 行う おこなう よる 基づく もとづく 関する ついて つく とる 取る 得る うる 要る 要す くださる 下さる いただく 頂く
    場合 とき 時 際 こと もの 必要 不要 可能 不可 条件 規程 規定 規則 規約 ルール 条文 条項 定め 定める 決まる 決まり 書く 書かれる 記載 記す 示す 明記 述べる
    内容 次 上記 下記 以下 通り とおり ため ので 確認 確かめる 相談 問い合わせ 尋ねる 聞く 伺う ご覧 見る 読む 参照 担当 担当者 窓口 判断 決める
    求める 求め 満たす 該当 当たる 当てはまる あたる 適用 対象 例外 ただし書 但し書き ただし書き 禁止 禁じる 認める 許す 許可 義務 手続 手続き 事前 前 始める 先 あらかじめ 前もって
    前提 うえ 上 後 あと 今回 この 質問 お尋ね 件 点 答え 回答 結論 はい いいえ 違う 同じ 同様 注意 具体 具体的 詳しい 詳細 まず また なお つまり 従う したがって
    考える 思う 分かる わかる 言う いう 申す 指す 意味 呼ぶ 含む 限る 除く 方法 方 人 皆さん みなさん あなた 職員 自分 本人 もらう 受ける 済ませる 済む やる 使う 利用 使用
    ok 大丈夫 いい よい 良い 問題 構う かまう ない 無い お願い 願う ご注意 お気 気 すぐ 続ける 進める 扱う 扱い 取り扱い 取扱い 置く 守る 義務付ける 必須 残念 申し訳 恐れ入る すみません いえ`
      .split(/\s+/)
      .filter(Boolean),
  ),
  en: new Set(
    `yes no policy rule clause section document text say state set out lay provide need require requirement must may can allow permit permission permissible forbid
    forbidden prohibit ban possible condition case question answer ask check confirm contact person responsible decide depend cover apply mean meaning refer call
    first before start begin please note see read look below above follow following quote exactly word wording here short however also but otherwise still then so
    do get have obtain give go make take use used using way thing matter situation exception hold count include fall under meet without unless only if when where
    case-by-case you your yourself staff we one that this it there sure want wish plan like would could instead rather long as provided within expect
    obligation duty step ahead advance beforehand prior tell explain yet already likely therefore because since whether either unfortunately oblige compulsory okay ok fine
    name named part describe limit condit mention let know leave sorry please thank afraid unfortunate`.split(
      /\s+/,
    ),
  ),
};

/** Everyday words and the official ones they stand for; a word of a group is supported by any other of it. */
export const SAME: Readonly<Record<Language, readonly (readonly string[])[]>> = {
  ja: [
    ['使う', '使える', '使用', '利用', '用いる'],
    [
      '持ち出す',
      '持ち出せる',
      '持ち出し',
      '持出し',
      '持ち帰る',
      '持ち帰れる',
      '持ち帰り',
      '持って出る',
      '持出す',
    ],
    ['届け出る', '届け出', '届出', '届', '届ける', '届け'],
    ['申請', '申し込む', '申込み', '申し出る', '申出'],
    ['報告', '知らせる', '連絡', '通報', '通知'],
    ['借りる', '貸す', '貸与', '貸出', '貸し出し', '貸し出す', '借りられる'],
    ['貰う', 'もらう', '受け取る', '受ける', '受領', '収受'],
    ['渡す', '引き渡す', '提供', '交付', '手渡す'],
    ['送る', '送信', '送付', '発信'],
    ['捨てる', '廃棄', '処分'],
    ['返す', '返却', '返還'],
    ['直ちに', 'すぐ', 'すぐに', '速やか', '速やかに', '遅滞'],
    ['入れる', '導入', 'インストール'],
    ['つなぐ', '繋ぐ', '接続', 'つなげる'],
    ['書面', '文書', '書類'],
    ['前', '事前', 'あらかじめ', '予め'],
    ['職員', '社員', '従業員', 'スタッフ'],
    ['変える', '変更'],
    ['載せる', '掲載', '投稿', '公開'],
    ['保存', '保管', '保つ'],
    ['撮る', '撮影'],
    ['会社', '当社'],
    ['望ましい', '好ましい', '推奨', '勧める', 'おすすめ'],
    ['努める', '努力', '心がける', '心掛ける'],
    ['パソコン', 'pc', 'コンピュータ', 'コンピューター'],
  ],
  en: [
    [
      'approval',
      'approve',
      'permission',
      'authorisation',
      'authorise',
      'consent',
      'agree',
      'agreement',
      'sign-off',
    ],
    ['use', 'using', 'employ'],
    ['notify', 'inform', 'tell', 'report', 'notice', 'notification'],
    ['staff', 'employee', 'worker', 'colleague', 'personnel', 'you'],
    ['laptop', 'computer', 'pc'],
    ['phone', 'telephone', 'mobile', 'smartphone'],
    ['remove', 'take'],
    ['bring', 'carry', 'take'],
    ['document', 'paper', 'file', 'record'],
    ['immediately', 'straight', 'away', 'once', 'promptly', 'right'],
    ['written', 'write', 'writing'],
    ['store', 'keep', 'save'],
    ['send', 'forward', 'email', 'e-mail', 'transmit'],
    ['company', 'organisation', 'employer'],
    ['install', 'set', 'add'],
    ['accept', 'receive', 'take'],
    ['disclose', 'share', 'pass', 'reveal'],
    ['buy', 'purchase'],
    ['recommend', 'recommended', 'should', 'advise', 'advisable', 'encourage', 'desirable'],
    ...`keep kept|take took taken|give gave given|write wrote written|send sent|leave left|lose lost|bring brought|buy bought|hold held|make made|do done
      go went gone|see seen saw|tell told|pay paid|find found|get got|meet met|say said|steal stolen|break broken broke|wear worn|drive driven|choose chosen
      show shown|know known|speak spoken|sell sold|build built|spend spent|hide hidden|lend lent|read|begin begun began|forget forgotten|throw thrown|withdraw withdrawn`
      .split(/[|\n]/)
      .map((forms) => forms.trim().split(' ')),
  ],
};

/** Words that make a rule reach further than it may; they must stand in the very words quoted. */
export const WIDENING: Readonly<Record<Language, RegExp>> = {
  ja: /すべて|全て|全部|全員|全面|(?:誰|だれ|何|なん|いつ|どこ|いくら|なに)(?:で|に)?も|どんな|いかなる|どの(?:よう)?|どれ|常に|いつも|必ず|絶対|自由|無制限|無条件|一切|例外なく|当然|もちろん|問わず|(?:関|かか)わらず|限らず|永久|無期限|無料|さえ|完全|一律|制限なく|好きな|問題なく|気軽|遠慮なく|堂々|特別に|今回(?:だけ|に限)/g,
  en: /\b(?:all|any|every|each|anyone|anybody|anything|anywhere|anytime|always|everyone|everybody|everything|everywhere|whatever|whenever|wherever|whoever|freely|unlimited|unconditional\w*|regardless|entire\w*|whole|complete\w*|absolute\w*|certainly|of course|definitely|obviously|free|automatic\w*|fully|entirely|no matter|even|ever|forever|immediately|special|unrestricted)\b/g,
};
