/**
 * Words that carry no subject matter. "Function" words are never indexed; "question" words are indexed
 * (a clause may be about 許可 or "apply") but do not count as content when a question uses them to ask.
 */

const list = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));

/** Japanese nouns, verbs, adjectives and adverbs (base forms) that are grammar rather than content. */
export const JAPANESE_FUNCTION_WORDS = list(`
  何と なんと 何か なにか
  こと もの 物 とき 時 ため 等 など の よう これ それ あれ どれ ここ そこ どこ 何 なに なん 誰 だれ いつ
  次 上記 以下 場合 ん さん くん ちゃん 様 的 者 方 ほう うち 中 上 下 内 間 はず わけ まま つもり ところ
  する ある いる なる れる られる せる させる できる 出来る いう 言う 行う 行なう やる くる 来る いく 行く てる
  くれる もらう おく 置く とく ない よい ちゃう とる 取る よる 因る かかる 係る もつ 持つ おる 居る しまう
  そう どう こう ああ とても もう まだ また すぐ ちょっと なぜ どうして 例えば もし たとえば なお 特に 必ず
  及び 並びに 又は 若しくは かつ 但し ただし ほか 他 その この あの あと 後 前 いずれ それぞれ おいて
`);

/** Japanese words that ask, soften or address, and so say nothing about what the question is on. */
export const JAPANESE_QUESTION_WORDS = list(`
  いい 良い 良く だめ ダメ 駄目 ok おk セーフ アウト あり アリ なし ナシ まずい マズい やばい ヤバい 平気 大丈夫
  問題 可 可能 不可 可否 是非 許す 許される オッケー オーケー
  教える 教え 知る 分かる わかる 聞く 訊く 尋ねる 質問 回答 答え 説明 確認 お願い 願う 頼む すみません 済む
  つまり 要するに 結局 一言 意味 定義 どういう どんな どの どちら どっち どなた いくつ いくら なんで 何故 なん
  私 わたし 僕 俺 自分 うち 我々 あなた 君 きみ みんな 皆 人 方 やつ 奴 感じ 思う 考える 気 話 件 やつ
  書く 書ける 載る 載せる 決まる 決まり ルール 規定 規則 定め 該当 条文 条項 条 項 号 章 節 内容 記載
  ください 下さい くださる 頂く いただく みる 見る 欲しい ほしい 必要 要る いる 守る べき
  今 いま 今日 明日 昨日 最近 現在 さっき 先ほど これから 多分 たぶん やっぱり やはり 一応 本当 ほんと 全部 全て
  よろしい 宜しい 宜しく よろしく ありがとう 有難う 失礼 初めて はじめて どうも
  絶対 必ず 努力目標 マスト 任意
  使う 使える 入る 含む 含まれる 当たる なる 違う 関係 場所
`);

/** English words that are grammar rather than content. */
export const ENGLISH_FUNCTION_WORDS = list(`
  a an the and or but nor so if then else than that this these those there here it its itself
  i me my mine myself we us our ours ourselves you your yours yourself he him his she her hers they them their theirs
  is am are was were be been being do does did doing done have has had having
  will would shall should can could may might must ought
  of in on at by for with about against between into through during before after above below to from up down out
  off over under again further once as until while because both each few more most other some such no not only own
  same too very just also any all who whom whose which what when where why how whether
  s t d ll m o re ve y don isn aren wasn weren doesn didn hasn haven hadn won wouldn shan shouldn couldn mustn can't
  per via within without upon etc e.g i.e eg ie
`);

/** English words that ask, soften or address. */
export const ENGLISH_QUESTION_WORDS = list(`
  please tell explain say says said show know knows mean means meant question ask asking answer anyone someone
  ok okay fine allowed allow permitted permit permission permissible possible able right wrong problem sure
  need needs have get got want wants like let lets would'd help thanks thank hi hello hey
  does clarify elaborate describe outline provide list give given example examples specific specifically particular
  there something anything thing things way still really actually ever never
  use using used policy rule rules apply applies
`);
