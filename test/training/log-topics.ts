import type { Verdict } from '../../src/domain/answer.ts';
import type { GapType } from '../../src/training/gap-type.ts';

/** How often a topic is asked about in the course of the year. */
export type Course = 'lasting' | 'growing' | 'shrinking' | 'new' | 'closed' | 'reopened';

/** Something people ask about, with what is wrong with the answer, if anything. */
export interface Topic {
  readonly id: string;
  /** The gap that is planted with it; null for questions of everyday life. */
  readonly gap: GapType | null;
  /** Clauses that answer it: document id and label. Empty where no clause does. */
  readonly clauses: readonly (readonly [document: string, label: string])[];
  /** What a right answer says. */
  readonly verdict: Verdict;
  /** Questions a week in its full course. */
  readonly perWeek: number;
  readonly course: Course;
  readonly ja: readonly string[];
  readonly en: readonly string[];
  /** Wordings with the clause's own words; only where the others are not found (retrieval gaps). */
  readonly official?: readonly string[];
}

export const STANDARDS = 'minamori-security-standards';
export const ACCEPTABLE_USE = 'minamori-acceptable-use';

/** Topics with a gap. Every gap type has several, and every course occurs. */
export const PLANTED: readonly Topic[] = [
  {
    id: 'own-usb',
    gap: 'training',
    clauses: [
      [STANDARDS, '第28条第1項'],
      [ACCEPTABLE_USE, '5.8'],
    ],
    verdict: 'not_allowed',
    perWeek: 14,
    course: 'lasting',
    ja: [
      '自分のUSBメモリを職場のパソコンに挿してもいいですか',
      '私物のUSBに資料を保存して持って帰りたい',
      '家で使っているUSBメモリで書類をコピーしても大丈夫？',
      '個人のUSBメモリを業務で使うのはありですか',
      '100均で買ったUSBメモリを仕事に使っていい？',
      '外付けハードディスクを家から持ってきて使ってよいか',
      'USBがないので自前のものを使用してもよろしいでしょうか',
    ],
    en: [
      'Can I plug my own USB stick into the office PC?',
      'May I use a private USB memory stick to save work files?',
      'is it ok to copy documents to my personal usb',
    ],
  },
  {
    id: 'screen-lock',
    gap: 'training',
    clauses: [
      [STANDARDS, '第29条第1項'],
      [ACCEPTABLE_USE, '5.1'],
    ],
    verdict: 'required',
    perWeek: 5,
    course: 'growing',
    ja: [
      '席を離れるとき画面をロックしないといけませんか',
      'トイレに行くだけでも画面の施錠は必要ですか',
      '離席時にパソコンの画面をつけたままでもいい？',
      '昼休みに画面を開いたまま席を外してよいか',
      '窓口対応で少し離れるときも画面ロックしますか',
      '自分の席で離席するときの画面の決まりは',
    ],
    en: [
      'Do I have to lock the screen when I leave my desk?',
      'Is locking the screen needed for a short break?',
    ],
  },
  {
    id: 'ai-input',
    gap: 'training',
    clauses: [
      [STANDARDS, '第53条第2項'],
      [ACCEPTABLE_USE, '7.6'],
    ],
    verdict: 'not_allowed',
    perWeek: 6,
    course: 'lasting',
    ja: [
      '住民の名前が入った文書を生成AIに入力してもいいですか',
      '個人情報を生成AIに入れて要約させるのは可能か',
      'ChatGPTに相談記録を貼り付けてもよい？',
      '生成AIに重要情報を入力して議事録を作りたい',
      'AIに税の資料を読ませて表にしてもいい？',
      '生成AIへ苦情メールの本文をそのまま入れてよいですか',
    ],
    en: [
      'May I paste resident records into a generative AI tool?',
      'can I put personal information into ChatGPT',
    ],
  },
  {
    id: 'password-length',
    gap: 'training',
    clauses: [
      [STANDARDS, '第35条第2項第2号'],
      [ACCEPTABLE_USE, '4.3'],
    ],
    verdict: 'required',
    perWeek: 9,
    course: 'lasting',
    ja: [
      'パスワードは何文字以上にすればよいですか',
      'パスワードの文字数の決まりを教えて',
      'パスワードが8文字だと短いですか',
      '同じパスワードを他のサービスで使い回してもいい？',
      '短いパスワードでもよいでしょうか',
      'パスワードの長さは自由に決めていいですか',
    ],
    en: ['How many characters must a password have?', 'Can I reuse the password of another service?'],
  },
  {
    id: 'virus',
    gap: 'training',
    clauses: [
      [STANDARDS, '第33条第3項'],
      [ACCEPTABLE_USE, '8.4'],
    ],
    verdict: 'required',
    perWeek: 8,
    course: 'shrinking',
    ja: [
      'ウイルスに感染したかもしれない、電源は切るべき？',
      'コンピュータウイルスの警告が出たらまず何をする',
      'ウイルスらしき表示が出たのでLANケーブルを抜いてよいか',
      '感染が疑われるとき無線LANは切りますか',
      'ウイルス感染の疑いがあるパソコンは再起動してもいい？',
    ],
    en: [
      'My PC may be infected by a virus, should I switch it off?',
      'what do I do first when a virus warning appears',
    ],
  },
  {
    id: 'install',
    gap: 'training',
    clauses: [
      [STANDARDS, '第37条第1項'],
      [ACCEPTABLE_USE, '6.1'],
    ],
    verdict: 'allowed_conditional',
    perWeek: 26,
    course: 'lasting',
    ja: [
      'フリーソフトを支給端末に入れてもいいですか',
      '業務用パソコンにソフトウェアをインストールしたい',
      '無料のアプリなら勝手に入れても大丈夫？',
      'PDF編集ソフトを導入するには許可が要りますか',
      '画像編集のソフトをダウンロードして使ってよいか',
      'ソフトの導入は誰の許可を取ればいい？',
      '新しいソフトウェアをパソコンに追加したいのですが',
    ],
    en: ['Can I install free software on my city PC?', 'Do I need approval to install an app?'],
  },
  {
    id: 'bcc',
    gap: 'training',
    clauses: [
      [STANDARDS, '第41条第3項'],
      [ACCEPTABLE_USE, '7.1(b)'],
    ],
    verdict: 'required',
    perWeek: 8,
    course: 'lasting',
    ja: [
      '複数の事業者に一斉メールするときBCCにしますか',
      '外部の人たちへ同時にメールを送る場合の宛先は',
      '面識のない人同士に送るメールはCCでもいい？',
      '説明会の参加者全員へのメールはBCCに入れるべきか',
      '宛先に外部の方を並べて送ってもよいですか',
    ],
    en: ['Should I put outside addresses in BCC?', 'Is CC fine when I mail several outside people at once?'],
  },
  {
    id: 'meeting-recording',
    gap: 'policy',
    clauses: [],
    verdict: 'not_stated',
    perWeek: 4,
    course: 'lasting',
    ja: [
      '会議の録画はいつまで残しておけばいいですか',
      'オンライン会議の録画データの保存期間は決まっていますか',
      '録画した打合せの動画は消してもいい？',
      '会議を録画するとき参加者の同意は要りますか',
      '録画ファイルを何年保管すればよいか',
    ],
    en: [
      'How long do we keep recordings of meetings?',
      'Do participants have to agree before a meeting is recorded?',
    ],
  },
  {
    id: 'camera-footage',
    gap: 'policy',
    clauses: [],
    verdict: 'not_stated',
    perWeek: 6,
    course: 'new',
    ja: [
      '防犯カメラの映像を警察に渡してもいいですか',
      '庁舎の防犯カメラの録画を見たいと言われた',
      '監視カメラ映像の提供は誰が決めますか',
      '防犯カメラに映った人から映像の開示を求められた',
      '駐車場のカメラ映像を保険会社へ見せてよいか',
    ],
    en: [
      'May we give footage of the security camera to the police?',
      'Who decides about showing camera footage?',
    ],
  },
  {
    id: 'e-signature',
    gap: 'policy',
    clauses: [],
    verdict: 'not_stated',
    perWeek: 5,
    course: 'closed',
    ja: [
      '契約書に電子印鑑を押してもいいですか',
      '電子署名で契約を結んでよいか',
      '公印の代わりに印影の画像を貼り付けてもいい？',
      '電子契約サービスの署名は有効と扱われますか',
      '判子をデータで押すのは認められますか',
    ],
    en: ['Is an electronic seal valid on a contract?', 'May I sign contracts electronically?'],
  },
  {
    id: 'drone',
    gap: 'policy',
    clauses: [],
    verdict: 'not_stated',
    perWeek: 5,
    course: 'reopened',
    ja: [
      'ドローンで撮影した写真の扱いはどうなりますか',
      'ドローンの空撮動画に民家が映っていても使える？',
      '災害調査でドローンを飛ばすとき何か届出が要りますか',
      'ドローン映像を業者に渡してもいいですか',
      '空撮データはどこに保存すればよいか',
    ],
    en: ['What are the rules for pictures taken by drone?', 'Can drone footage of houses be shared?'],
  },
  {
    id: 'card-in-reader',
    gap: 'retrieval',
    clauses: [
      [STANDARDS, '第36条'],
      [ACCEPTABLE_USE, '4.5'],
    ],
    verdict: 'not_allowed',
    perWeek: 5,
    course: 'lasting',
    ja: [
      '職員証を差しっぱなしで席を立ってもいい？',
      '職員証を同僚に貸してもいいですか',
      '職員証を忘れたので隣の人のを借りたい',
      '名札型の職員証をリーダーに入れたまま帰った',
      '職員証の貸し借りはだめですか',
    ],
    en: ['Can I leave my badge in the reader?', 'May I lend my badge to a colleague?'],
    official: ['認証に用いるICカードを貸与してもよいか', 'ICカードを端末に挿したまま離席してもいいですか'],
  },
  {
    id: 'shredder',
    gap: 'retrieval',
    clauses: [[STANDARDS, '第16条第1項']],
    verdict: 'required',
    perWeek: 5,
    course: 'growing',
    ja: [
      'シュレッダーにかけずにゴミ箱へ捨てていい紙はどれ',
      '要らない書類を手で破って捨ててもいいですか',
      'シュレッダーが壊れているときの捨て方は',
      '古い名簿をシュレッダーにかけないとだめ？',
      '紙ごみに出す前にシュレッダーは要りますか',
    ],
    en: ['Must old lists go through the shredder?', 'Can I throw papers into the bin without shredding?'],
    official: ['重要情報を記載した文書の廃棄は細断によりますか', '文書を廃棄するときの溶解の方法とは'],
  },
  {
    id: 'cafe-wifi',
    gap: 'retrieval',
    clauses: [
      [STANDARDS, '第26条の2第2項第2号'],
      [ACCEPTABLE_USE, '5.4(b)'],
    ],
    verdict: 'not_allowed',
    perWeek: 6,
    course: 'lasting',
    ja: [
      'スタバで仕事のメールを返していい？',
      '喫茶店のフリーWi-Fiにつないでもいいですか',
      '出張先のホテルのネットで作業したい',
      '新幹線のWi-Fiで資料を送ってもよいか',
      'コワーキングのネットを使って働ける？',
    ],
    en: ['Can I work from Starbucks?', 'Is hotel internet okay when I travel?'],
    official: ['テレワークで公衆無線LANを使用してもよいか', '飲食店の公衆無線LANを使えますか'],
  },
  {
    id: 'server-room',
    gap: 'retrieval',
    clauses: [[STANDARDS, '第20条第1項']],
    verdict: 'allowed_conditional',
    perWeek: 5,
    course: 'lasting',
    ja: [
      '機械室の掃除に入ってもいいですか',
      'ラックのある部屋に見学者を案内したい',
      '機械室の鍵を借りて中を見てよい？',
      '議員さんに電算室を見せてもいいですか',
      '電算室に工事の人だけで入れていい？',
    ],
    en: ['Can visitors see the machine room?', 'May a cleaner go into the rack room alone?'],
    official: ['管理区域に立ち入るには誰の許可が要りますか', 'サーバ室への立入りの許可について'],
  },
  {
    id: 'handouts',
    gap: 'wording',
    clauses: [
      [STANDARDS, '第26条第5項'],
      [STANDARDS, '第26条第1項'],
    ],
    verdict: 'allowed',
    perWeek: 5,
    course: 'lasting',
    ja: [
      '説明会の資料を持ち出すのに許可は要りますか',
      '会議資料だけなら許可なしで持出しできる？',
      '会議に使う配布資料の持出しは届出不要ですか',
      '説明会用の資料に未公表の数字があるときの持出しは',
      '会議の資料をいつも通り外へ持って行ってよいか',
    ],
    en: ['Do handouts for a meeting need permission to leave the office?'],
  },
  {
    id: 'separate-password',
    gap: 'wording',
    clauses: [[STANDARDS, '第14条第2項']],
    verdict: 'required',
    perWeek: 5,
    course: 'lasting',
    ja: [
      '暗号化した添付ファイルの復号パスワードを次のメールで送ってもいい？',
      '復号のパスワードは電話で伝えないといけませんか',
      '別メールで復号用パスワードを送るのは異なる方法になりますか',
      '暗号化ファイルのパスワードをチャットで相手に知らせてよいか',
      '添付の暗号化と復号パスワードの伝え方が分からない',
    ],
    en: ['May the key of an encrypted attachment follow in a second e-mail?'],
  },
  {
    id: 'web-meeting',
    gap: 'wording',
    clauses: [
      [STANDARDS, '第51条第3項'],
      [ACCEPTABLE_USE, '7.5'],
    ],
    verdict: 'allowed_conditional',
    perWeek: 6,
    course: 'lasting',
    ja: [
      '業者が主催するウェブ会議に参加するとき承認は要りますか',
      '外部主催のウェブ会議への参加は届出だけで足りる？',
      '市民団体のウェブ会議に招かれたが手続は',
      'ウェブ会議に毎回届出をするのですか',
      '他市が主催するウェブ会議に出てもよいか',
    ],
    en: [
      'Is notifying enough to join an online meeting hosted by a vendor?',
      'Do I need approval for each outside web meeting?',
    ],
  },
  {
    id: 'sns-reply',
    gap: 'wording',
    clauses: [
      [STANDARDS, '第52条第4項'],
      [ACCEPTABLE_USE, '7.7'],
    ],
    verdict: 'needs_person',
    perWeek: 5,
    course: 'lasting',
    ja: [
      '市の公式アカウントに来たコメントへ返信していいですか',
      'SNSに寄せられた意見に返事をするべきか',
      '公式アカウントへの批判コメントに返信してもいい？',
      'ソーシャルメディアの個別の意見には返信しますか',
      'フォロワーからの質問にSNSで答えてよいか',
    ],
    en: ['May we reply to comments on the city account?'],
  },
];
