import { before } from './context.ts';
import { type Match, type Rule, type Span, where } from './rule.ts';

/** Printable characters of which passwords are made; quotes and brackets end one. */
const VALUE = String.raw`[!#-&*-;=?-Z\\^-~]{4,128}`;
const ENGLISH_LABEL = String.raw`(?:pass(?:word|wd|phrase|code)|\bpass(?= ?[:=])|bearer|account ?key|\bpwd?|\bpin(?: code| number)?|secret|api[ _-]?key|access[ _-]?(?:key|token)|token|credentials?|private[ _-]?key)`;
const JAPANESE_LABEL =
  '(?:パスワード|パスフレーズ|パスコード|暗証番号|暗証|合言葉|合い言葉|アクセスキー|APIキー|トークン|シークレット|(?:ワンタイム|認証|確認|復号)(?:コード|キー|パスワード)|PIN(?:コード|番号)?)';

/** Keys whose issuers gave them a form of their own, and secrets marked as such. */
export const SECRET_RULES: readonly Rule[] = [
  {
    kind: 'secret',
    pattern:
      /(?<value>-----BEGIN [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----\s{0,4}(?:[A-Za-z-]{1,20}: [^\n]{1,80}\n\s{0,2}){0,3}[A-Za-z0-9+/=\s]{0,8000}(?:-----END [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----)?)/dg,
  },
  {
    kind: 'secret',
    pattern: /\b[a-z][a-z0-9+.-]{1,20}:\/\/(?<value>[^\s/:@]{1,100}:[^\s/@]{1,200})(?=@)/dgi,
  },
  {
    kind: 'secret',
    pattern:
      /[?&#](?:access_|id_|refresh_)?(?:token|key|api_?key|sig|signature|password|passwd|pwd|secret|auth|code)=(?<value>[A-Za-z0-9%._~+/-]{6,500})/dgi,
  },
  {
    kind: 'secret',
    pattern:
      /(?<![A-Za-z0-9_-])(?<value>xox[a-z]-[A-Za-z0-9-]{8,250}|xapp-[A-Za-z0-9-]{10,250}|gh[a-z]_[A-Za-z0-9]{16,255}|github_pat_[A-Za-z0-9_]{20,255}|glpat-[\w-]{16,100}|A(?:KIA|SIA|GPA|IDA|ROA)[A-Z0-9]{12,20}|AIza[\w-]{30,40}|ya29\.[\w-]{20,300}|sk-[A-Za-z0-9_-]{20,250}|[srp]k_(?:live|test)_[A-Za-z0-9]{10,100}|whsec_[A-Za-z0-9+/=]{16,100}|hf_[A-Za-z0-9]{20,60}|npm_[A-Za-z0-9]{20,60}|pypi-[\w-]{30,250}|SG\.[\w-]{10,60}\.[\w-]{10,80}|dop_v1_[a-f0-9]{40,80}|shp(?:at|ss|ca)_[a-fA-F0-9]{20,60}|eyJ[\w-]{8,2000}\.[\w-]{8,4000}(?:\.[\w-]{0,2000})?)/dg,
  },
  {
    kind: 'secret',
    pattern: new RegExp(`(?<![!-~])(?<value>${VALUE})(?=[」』]?というパスワード)`, 'dg'),
  },
  {
    kind: 'secret',
    pattern: /hooks\.slack\.com\/(?:services|workflows)\/(?<value>[A-Za-z0-9/_-]{20,120})/dg,
  },
  {
    kind: 'secret',
    pattern: new RegExp(
      String.raw`${ENGLISH_LABEL}(?<verb> ?(?:=>?|:)[ \n]?|(?:,? it| (?:for|of|to)(?: [a-z-]{1,12}){1,4}|)? (?:is|was):? ?| )(?<quote>["'「\x60]?)(?<value>${VALUE})`,
      'dgi',
    ),
    refine: labelledSecret,
  },
  {
    kind: 'secret',
    pattern: new RegExp(
      String.raw`${JAPANESE_LABEL}(?<verb> ?(?:[=:]|は|が|を)[ \n]?| )?(?<quote>["'「『(\x60]?)(?<value>${VALUE})`,
      'dgi',
    ),
    refine: labelledSecret,
  },
  {
    kind: 'secret',
    pattern: new RegExp(
      String.raw`${JAPANESE_LABEL}は?[「『](?<value>[^」』\n]{2,40})(?=[」』](?:です|でした|だ|に(?:変更|設定|し)))`,
      'dg',
    ),
  },
];

/** What follows a value that is a length, a period or a rule about passwords. */
const MEASURE =
  /^ ?(?:文字|桁|回|日|年|か月|ヶ月|個|種類|以上|以下|characters?|chars?|digits?|days?|times?|letters?|months?|years?|words?|or |and )/i;

/**
 * Whether what follows a label is its value or goes on with the sentence: "password: may I …" does. A word without
 * digits and signs counts as a value only where nothing but the value can stand.
 */
function labelledSecret(match: Match): readonly Span[] {
  const { start, groups, text } = match;
  const value = match.value.replace(/[.,;:?)]{1,5}$/, '');
  const span = { start, end: start + value.length };
  const after = text.slice(span.end, span.end + 16);
  if (value.length < 4 || MEASURE.test(after) || /^(?:https?:|file:)/i.test(value)) return [];
  const quoted = (groups.quote ?? '') !== '';
  const assigned = /[=:]/.test(groups.verb ?? '');
  const telling = /\d/.test(value)
    ? /[^\d.,/:-]|^\d{4,12}$/.test(value)
    : /[a-z][A-Z]|[!#$%&*+@^~]|\w[-_]\w.{0,100}[A-Z]/.test(value);
  if (telling) return assigned || quoted || groups.verb !== ' ' || /[A-Za-z]/.test(value) ? [span] : [];
  const ends =
    /^(?:["'」』)\x60]|[ 、。,.!?]{0,2}(?:$|\n)|です|でした|だ(?!け)|に(?:変更|設定|した|しま))/.test(after);
  return (quoted || assigned) && ends && !/ /.test(value) ? [span] : [];
}

const HASH_LABEL =
  /(?:sha-?\d{0,3}|md5|hash|ハッシュ(?:値)?|commit|コミット|checksum|チェックサム|digest|uuid|guid)[^A-Za-z0-9\n]{0,6}$/i;

/** Long strings that no word and no name of a file is. */
export const UNLABELLED_SECRET_RULES: readonly Rule[] = [
  {
    kind: 'secret',
    pattern: /(?<![\w/+.=@-])(?<value>[A-Za-z0-9+/_-]{20,256}={0,2})(?![\w/+.@-])/dg,
    refine: where((match) => isRandom(match.value) && !HASH_LABEL.test(before(match))),
  },
];

/** Digits, capitals and small letters in frequent change, or hexadecimal digits of at least 128 bits. */
function isRandom(value: string): boolean {
  if (/^[\da-f]{32,256}$/i.test(value)) return /\d/.test(value) && /[a-f]/i.test(value);
  if (!/\d/.test(value) || !/[a-z]/.test(value) || !/[A-Z]/.test(value)) return false;
  let changes = 0;
  for (let at = 1; at < value.length; at++) if (kindOf(value, at) !== kindOf(value, at - 1)) changes++;
  return changes >= value.length / 3;
}

function kindOf(value: string, at: number): string {
  const character = value.charAt(at);
  if (/\d/.test(character)) return 'digit';
  if (/[a-z]/.test(character)) return 'small';
  return /[A-Z]/.test(character) ? 'capital' : 'sign';
}
