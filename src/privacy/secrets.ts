import { type Detector, pattern } from './kinds.ts';

/** Tokens of well-known services, told by how they begin. */
const knownToken = pattern(
  'secret',
  /(?<![\w-])(?:xox[abeoprs]-[\w-]{8,200}|xapp-[\w-]{8,200}|gh[oprsu]_[A-Za-z0-9]{20,255}|github_pat_\w{20,255}|glpat-[\w-]{16,64}|(?:AKIA|ASIA)[A-Z0-9]{16}|AIza[\w-]{30,40}|sk-[\w-]{16,200}|sk_(?:live|test)_\w{16,64}|npm_\w{30,60}|hf_\w{20,60}|ya29\.[\w-]{20,200}|SG\.[\w-]{16,64}\.[\w-]{16,64})/,
);
/** JSON Web Tokens (RFC 7519): three parts, the first of which is a JSON object. */
const jsonWebToken = pattern('secret', /(?<![\w-])eyJ[\w-]{8,2000}\.[\w-]{4,4000}\.[\w-]{0,2000}/);
const privateKey = pattern(
  'secret',
  /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[\s\S]{0,8000}?(?:-----END [A-Z ]{0,30}PRIVATE KEY-----|$)/,
);
/** `https://user:password@host` */
const urlCredentials = pattern(
  'secret',
  /\b[a-z][a-z0-9+.-]{1,15}:\/\/(?<it>[^\s/:@]{1,64}:[^\s/@]{1,128})@/i,
);

const LABEL =
  '(?:パスワード|パスコード|パスフレーズ|暗証番号|合言葉|秘密鍵|(?:API|アクセス|シークレット)\\s?(?:キー|トークン)|トークン|ＰＷ|password|passwd|passcode|passphrase|pass|pwd|PW|PIN(?: code)?|secret(?: key)?|api[ _-]?key|access[ _-]?(?:key|token)|token|bearer)';

/** Words that stand after "password is" without being one. */
const NO_SECRET =
  /^(?:required|expired|correct|incorrect|wrong|invalid|valid|changed|shared|reset|stored|known|weak|strong|secret|written|mandatory|optional|forgotten|allowed|forbidden|prohibited|protected|needed|longer|shorter|enough|policy|rules?|manager|the|not|too|same|only|always|never|minimum|maximum)$/i;

/** A password or key after the word for it. A length, an age or a rule about passwords is none. */
const namedSecret = pattern(
  'secret',
  new RegExp(
    `${LABEL}\\s{0,2}(?:は|が|を|is|was|to|[:：=])\\s{0,2}[「『"'\`]?(?<it>[!-~]{3,128}?)(?=[」』"'\`]|です|でした|だ|に|と|で|を|って|、|。|[,;]?\\s|[.]?$)(?!\\s?(?:文字|桁|年|月|日|回|個|か月|ヶ月|カ月|時間|分|種類|件|以上|以内|characters?|digits?|days?|months?|times|years?|letters|hours?|minutes?))`,
    'i',
  ),
  (found) => {
    const value = found.replace(/[.,;]+$/, '');
    if (value.startsWith('[') || NO_SECRET.test(value)) return false;
    // A plain lower-case word is more often grammar than a password.
    return /\d/.test(value) ? value.length >= 3 : /[^A-Za-z]/.test(value) ? value.length >= 5 : false;
  },
);
/** 「パスワードはkiteimasterです」: said outright in Japanese, so a plain word counts. */
const plainPassword = pattern(
  'secret',
  /(?:パスワード|パスコード|パスフレーズ|合言葉)(?:は|が|を)\s?[「『]?(?<it>[A-Za-z]{4,64})(?=[」』]?(?:です|でした|だよ|だけど|だと|に(?:し|設定|変え)))/,
  (found) => !/^(?:Windows|Excel|Word|Slack|Teams|Outlook|Google|Zoom|LGWAN|PDF|ZIP)$/i.test(found),
);

/** Long texts without meaning: letters of both cases and digits in no order. Hashes and UUIDs have one case only. */
const randomText = pattern('secret', /(?<![\w/+=-])[A-Za-z0-9_+/-]{24,512}={0,2}(?![\w/+=])/, (found) => {
  const changes = [...found].filter(
    (sign, at) => at > 0 && kindOf(sign) !== kindOf(found[at - 1] as string),
  ).length;
  return /[a-z]/.test(found) && /[A-Z]/.test(found) && /\d/.test(found) && changes / found.length > 0.35;
});

function kindOf(sign: string): string {
  return /\d/.test(sign) ? 'digit' : /[a-z]/.test(sign) ? 'lower' : /[A-Z]/.test(sign) ? 'upper' : 'other';
}

/** Everything that opens a door, surest first. */
export const SECRET_DETECTORS: readonly Detector[] = [
  privateKey,
  jsonWebToken,
  knownToken,
  urlCredentials,
  namedSecret,
  plainPassword,
  randomText,
];
