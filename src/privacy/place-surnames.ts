/** Surnames that are also well-known cities or prefectures: before 「市長」 or 「支店長」 they name the place. */
const PLACES = new Set(
  '青森 秋田 山形 福島 宮城 茨城 栃木 群馬 千葉 埼玉 新潟 富山 石川 福井 山梨 長野 岐阜 静岡 愛知 三重 滋賀 奈良 鳥取 島根 岡山 広島 山口 徳島 香川 愛媛 高知 福岡 佐賀 長崎 熊本 大分 宮崎 沖縄 仙台 盛岡 横浜 川崎 相模 神戸 堺 浜松 金沢 長岡 柏崎 上田 松本 飯田 福山 豊田 岡崎 川口 川越 高崎 前橋 太田 小山 足利 水戸 土浦 柏 松戸 船橋 市川 浦安 渋谷 目黒 中野 板橋 練馬 葛飾 立川 町田 府中 三鷹 青梅 平塚 藤沢 小田原 大和 秦野 厚木 高岡 小松 大津 草津 宇治 吹田 高槻 茨木 枚方 八尾 西宮 芦屋 明石 姫路 米子 松江 出雲 倉敷 呉 岩国 久留米 別府 石巻 一関 八戸 弘前 札幌 函館 小樽 旭川 村上 新宿 品川 港 中央 北 南 東 西 豊島 足立 江東 墨田 台東 世田谷 高松 松山 高田 五泉 三条 燕 加茂 見附 十日町 小千谷 魚沼 深谷 熊谷 入間 戸田 成田 野田 佐倉 茂原 館山 三島 沼津 富士 豊橋 一宮 春日井 半田 津島 津 四日市 鈴鹿 松阪 桑名 彦根 守山 栗東 橿原 生駒 桜井 橋本 田辺 新宮 益田 浜田 津山 井原 尾道 三原 萩 長門 防府 丸亀 坂出 今治 宇和島 西条 大洲 安芸 大牟田 柳川 八女 小郡 唐津 鳥栖 島原 諫早 大村 八代 人吉 荒尾 日田 佐伯 臼杵 都城 延岡 日向'.split(
    ' ',
  ),
);

export function isPlaceSurname(word: string): boolean {
  return PLACES.has(word);
}

/** Whether an office is that of a place, so that a place name before it names no person. */
export function isPlaceOffice(office: string): boolean {
  return /^副?(?:市長|町長|村長|区長|知事)$|^(?:支店長|支所長|支社長|署長|所長|館長|院長|校長|園長|局長|議員|議長|センター長|会長|[市町村区県都府道]議(?:会議員)?|教育長|消防長)$/.test(
    office,
  );
}
