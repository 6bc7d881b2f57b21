import type { Match } from './rule.ts';

/** Labels of numbers that belong to papers and things, not to people. */
const HARMLESS_LABEL =
  /(?:(?:文書|書類|様式|通知|通達|決裁|起案|受付|受理|整理|管理|案件|契約|伝票|注文|発注|請求書?|見積書?|納品書?|領収書?|資産|備品|機器|製造|シリアル|追跡|お?問い?合わ?せ|申請|登録|法人|事業者|機種|型|品|商品|製品|部品|チケット|トランザクション|処理|ロット|バージョン|版|工事|事業|予算|会議|議案|要綱|告示|公告|図書|識別|インシデント|管轄|アカウント)(?:の)?(?:番号|コード|ナンバー|ID|No\.?|NO\.?|#)?|JAN(?:コード)?|ISBN|ISSN|DOI|バーコード|通番|連番|型番|品番|CVE-?|RFC|ISO|JIS|ver\.?|version|invoice|ticket|order|form|document|doc|file|reference|ref|case|serial|model|part|version|build|incident|request|asset|tracking|purchase|PO|article|AWS account|account ID|ID)(?: ?(?:number|no\.?|code|id|#))?[ :#はが「(]{0,3}$/i;

/** Units after a number that say it counts or measures. */
const UNIT =
  /^ ?(?:[円万億兆千個件枚部人名頁回台冊通本点歳%℃]|か月|ヶ月|年[度間]?|バイト|ビット|ドル|ユーロ|ページ|[KMGT]?i?B(?![a-z])|bytes?\b|bits?\b|yen\b|JPY\b|USD\b|EUR\b|km?\b|people\b|items?\b|records?\b|rows?\b|files?\b|times\b|hours?\b|days?\b)/i;

/** What stands before a match, as far as labels reach. */
export function before({ text, start }: Pick<Match, 'text' | 'start'>): string {
  return text.slice(Math.max(0, start - 32), start);
}

/** Whether a number is labelled as that of a paper or a thing, measures something, or is part of a longer identifier. */
export function isIdentifierOrAmount({ text, start, end }: Pick<Match, 'text' | 'start' | 'end'>): boolean {
  return (
    HARMLESS_LABEL.test(before({ text, start })) ||
    UNIT.test(text.slice(end, end + 12)) ||
    /[A-Za-z0-9_#$¥€£](?:[-./])?$|[\d][,]$/.test(text.slice(Math.max(0, start - 2), start)) ||
    /^(?:[A-Za-z0-9_]|[-./,]\d)/.test(text.slice(end, end + 2))
  );
}
