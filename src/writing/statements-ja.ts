import type { Morpheme, Morphology } from '../retrieval/morphology.ts';
import { boundWords, headsOf, isLight } from './bound-words-ja.ts';
import { sameWords } from './same-words.ts';
import type { BoundWord, Condition, Force, Matter, Statement, StatementReader } from './statement.ts';

/** What may stand before a statement without changing it. */
const OPENING =
  /^(?:残念ながら|残念ですが|申し訳ありませんが|恐れ入りますが|ただし|なお|また|結論として|お尋ねの件ですが|ご質問の件ですが)、?|^ +(?:の(?:とおり|規定により|定めにより)|により|によれば|によると|に基づき|では|で)、?/;
const REPLY = /^(はい|ええ|いいえ|いえ)(?:、|。|です。|$)/;

const REPORTED =
  /(?:と(?:定められて|されて|規定されて|書かれて|なって)い(?:ます|る)|ことになってい(?:ます|る)|こととなってい(?:ます|る))$/;

/** How a statement may end, and what it then does. Nothing else ends one. */
const FINAL: readonly (readonly [RegExp, Force])[] = [
  [
    /(?:こと(?:は|が)|は|が)?(?:でき|出来)(?:ません|ない)$|(?:て|で)は(?:いけ|なり)(?:ません|ない)$|(?:て|で)はならない$|ないでください$|(?:こと)?(?:は|が)(?:固く)?禁(?:止され|じられ|止し)てい(?:ます|る)$|(?:こと)?(?:は|が)禁止です$|(?:こと)?(?:は|が)(?:認められ|許され|許可され)ていません$|(?:こと)?(?:は|が)認められません$|は不可です$|ことを禁止する$/,
    'must_not',
  ],
  [
    /なければ(?:なりません|ならない|いけません)$|(?:こと)?(?:が|も)?必要(?:です|となります|になります)$|(?:こと)?が求められ(?:てい)?ます$|(?:にする)?必要があ(?:ります|る)$|義務があります$|こと(?:が|を)義務付けられています$/,
    'must',
  ],
  [
    /必要は?(?:ありません|ない)$|(?:は|が)?不要です$|(?:は|が)要りません$|を要しません$|(?:は|を)必要としません$/,
    'need_not',
  ],
  [/ことが望ましい(?:です)?$|が望ましい(?:です)?$|ことが推奨(?:されています|されます)?$/, 'should'],
  [
    /こと(?:は|が|も)?(?:でき|出来)(?:ます|る)$|(?:は|が)?(?:でき|出来)(?:ます|る)$|(?:こと)?(?:は|が)?可能です$|(?:て|で)も?(?:かまいません|構いません|よいです|いいです|差し支えありません)$|(?:こと)?(?:は|が)(?:認められ|許され|許可され)ています$/,
    'may',
  ],
  [/(?:に?は|に)?例外があります$|(?:は|が)?例外(?:です|となります)$|この限りでは?ありません$/, 'exception'],
  [
    /(?:は|、)?この(?:規程|規定|定め|扱い|ルール)の(?:適用の)?対象外です$|(?:が|は)?適用されません$|(?:の|は)?対象外です$/,
    'applies_not',
  ],
  [/(?:が|を|は)?適用(?:されます|します)$|(?:の)?適用の?対象(?:です|になります|となります)$/, 'applies'],
  [
    /に(?:ご)?(?:確認|相談|お?問い合わせ|お尋ね)(?:を?して)?(?:ください|をお願いします|願います)$|にお?(?:尋ね|聞き)(?:に?なって)?ください$/,
    'ask',
  ],
  [
    /(?:条文|規程|規定|定め)?だけでは(?:決められ|決まり|判断でき)ません$|は(?:決められ|決まり|判断でき)ません$/,
    'unsettled',
  ],
  [
    /(?:は|が|も)?(?:見つかり|見つけられ|見当たり|書かれてい|定められてい|記載されてい|明記されてい)ません(?:でした)?$|(?:定め|記載)(?:は|が)ありません$/,
    'silent',
  ],
  [
    /が(?:その都度|個別に)?(?:判断|決定)(?:します|する|)$|が(?:その都度|個別に)?(?:決めます|定めます)$/,
    'discretion',
  ],
  [/[てで]ください$/, 'must'],
];

/** What a clause of a sentence hangs on ends so. */
const NEGATIVE =
  '(?:で)?なければ(?!なら|なり|いけ)、?|(?:て|で)?い?ない(?:限り|場合|とき|まま|うち)(?:に|は|には|で)?(?!も)、?|な(?:し|く)(?:に|で|して|ては)(?:は)?(?!も)、?|ことなく、?|(?:場合|とき|もの|者)を除(?:き|いて)(?:ほか)?、?|(?<=[たてかさらまばわがなけせえれべめねげいきしちりみび])(?:ずに(?:は)?|ないで(?:は)?(?!くださ))、?';
const POSITIVE =
  '(?:場合|とき|(?<=[るたう])時(?!間|点|期|刻)|際)(?:に限り|に限って|のみ|だけ|にのみ|に(?:お)いては|には|に|は)?(?![もでかが]|に限)、?|(?:で)?あれば、?|(?<=[れえけげせてねべめ])ば(?!なら|なり|いけ)、?|なら(?:ば)?(?![なびずい])、?|(?<=[いっんしけせてえれきりちび])(?:たら|だら)、?|(?<=[ただ])(?:後|あと|うえ|上)(?:に|で)?(?:は)?(?!も)、?|て(?:から)(?:は)?(?!も)、?|の(?:うえ|上)(?:で)?、?|(?<=(?:許可|承認|同意|了解|承諾|決裁)を?(?:得|受け|経))て、?|(?<=[しけりきえみびげちいめれ])て、';
const BEFORE = '(?<=[うくすつぬむるぐぶの])前に(?:は)?(?!も)、?';
const FOR = '(?<=[うくすつぬむるぐぶ])(?:には|ために(?:は)?)、?';
const BECAUSE = 'なので、?';
const HINGE = new RegExp(`(${NEGATIVE})|(${BEFORE})|(${FOR})|(${BECAUSE})|(${POSITIVE})`, 'g');

/** Reads Japanese with a dictionary. */
export function japaneseStatements(dictionary: Morphology): StatementReader {
  const morphology = remembering(dictionary);
  const words = (text: string) => boundWords(morphology.analyse(text));
  /** @param text the beginning of `whole` up to its force; words are cut in the whole, where they read rightly. */
  const split = (text: string, whole: string): Matter => {
    const morphemes = morphology.analyse(whole);
    const within = (from: number, to: number) => morphemes.filter(({ start }) => start >= from && start < to);
    const conditions: Condition[] = [];
    const matter: Morpheme[] = [];
    let from = 0;
    for (const match of text.matchAll(HINGE)) {
      const topic = from + (/^.*は、/.exec(text.slice(from, match.index))?.[0].length ?? 0);
      matter.push(...within(from, topic));
      const [kind, isCase] = kindOf(match, text[match.index - 1]);
      const own = boundWords(within(topic, match.index)).map(withoutTense);
      // A condition without words (「なければ」 alone) is none that a clause could have.
      const isOnly = /限|のみ|だけ/.test(match[0]);
      conditions.push({
        kind,
        isCase,
        isOnly,
        words: own.length === 0 && kind === 'unless' ? [STRANGE] : own,
      });
      from = match.index + match[0].length;
    }
    const act = boundWords([...matter, ...within(from, text.length)]);
    return { act, conditions, isPassive: false, heads: headsOf(act) };
  };
  const statement = (clause: string): Statement => {
    const text = clause.replace(REPORTED, '').replace(NEEDED_FOR, 'は、');
    if (DEADLINE.test(text)) {
      const rest = text.replace(DEADLINE, '');
      return { force: 'figure', ...split(rest.replace(/です$/, ''), rest) };
    }
    if (/^条件があります$/.test(text))
      return { force: 'conditional', act: [], conditions: [], isPassive: false, heads: [] };
    if (CONDITIONALLY.test(text)) {
      const rest = text.replace(CONDITIONALLY, '');
      return { force: 'conditional', ...split(rest.replace(MAY_END, ''), rest) };
    }
    for (const [pattern, force] of FINAL)
      if (pattern.test(text)) return { force, ...split(text.replace(pattern, ''), text) };
    const able = ableTo(text, morphology);
    if (able !== null) return { force: able.force, ...split(able.rest, text) };
    const isDone = /(?<!てい|でい|れ)ます$/.test(text);
    const rest = text.replace(/(?:のこと)?(?:です|ます|でした|ました|である)$/, '');
    return { force: isDone ? 'done' : 'fact', ...split(rest, text) };
  };
  return {
    read(text) {
      let rest = text
        .trimEnd()
        .replace(/[。!]+$/, '')
        .replace(INTENTION, '$1')
        .replace(CLEFT, '$2に限り、$1ます');
      const said = REPLY.exec(`${rest}。`);
      const reply = said === null ? null : /^(?:はい|ええ)/.test(said[0]) ? 'yes' : 'no';
      if (said !== null) rest = rest.slice(said[0].length);
      if (/[?？]/.test(rest)) return null;
      const statements: Statement[] = [];
      for (const clause of rest.split(/。|(?<=(?:です|ます|ません))が、|(?<=[るい])ので、/)) {
        let plain = clause;
        while (OPENING.test(plain)) plain = plain.replace(OPENING, '');
        if (plain.trim() !== '') statements.push(statement(plain.trim()));
      }
      return { reply, statements };
    },
    readRule(text) {
      const whole = text
        .replace(/[。.]$/, '')
        .replace(INTENTION, '$1')
        .replace(/^(?:ただし|但し)、?/, '');
      return split(whole.replace(RULE_END, ''), whole);
    },
    matches: (one, other) => sameWords(one, other, 'ja'),
    isLight,
    words,
  };
}

/** How many texts are remembered; a draft is held against the same few clauses again and again. */
const REMEMBERED = 300;

function remembering({ analyse }: Morphology): Morphology {
  const known = new Map<string, readonly Morpheme[]>();
  return {
    analyse(text) {
      const morphemes = known.get(text) ?? analyse(text);
      if (known.size >= REMEMBERED) known.clear();
      known.set(text, morphemes);
      return morphemes;
    },
  };
}

/** 「しようとする」: to intend a thing is to be about to do it. */
const INTENTION = /(よう|[おこそとのもろごぼ]う)とする/g;
/** 「提供できるのは、…場合に限られます」 is 「…場合に限り、提供できます」. */
const CLEFT =
  /([^、。]*(?:でき|[えけげせてねべめれ]))るのは、?([^。]*(?:場合|とき))(?:に限られます|に限ります|だけです|のみです)$/;
const DEADLINE = /^(?:提出|返却|届出|申請|報告)?の?(?:期限|期間|上限)は、?(?=.*です$)/;

const CONDITIONALLY = /^条件付きで、?(?=.*(?:ます|です)$)/;
/** 「購入には決裁が必要です」. */
const NEEDED_FOR =
  /(?<![うくすつぬむるぐぶ])には、?(?=[^、]*(?:必要(?:です|となります)|不要です|要りません|必要ありません)$)/;

const MAY_END = /(?:こと(?:が|は))?(?:でき|出来)ます$|ます$/;
/** How rules end; what they do is read by `readNorms`. */
const RULE_END =
  /(?:こと(?:は|が)でき(?:る|ない|ます|ません)|(?:て|で)は(?:ならない|なりません|いけない|いけません)|なければ(?:ならない|なりません|いけない)|ことが望ましい|が望ましい|を要しない|を要する|もの?とする|、?この限りで(?:は)?(?:ない|ありません)|(?:その都度|個別に)?(?:判断|決定)する|(?:を)?適用(?:する|しない)|(?:て|で)ください|ことを禁止する|(?:は|を)?禁止する|できる|できない|必要がある|必要がない|不要とする|よい)$/;

function kindOf(match: RegExpMatchArray, before: string | undefined): readonly [Condition['kind'], boolean] {
  if (match[1] !== undefined) return ['unless', false];
  if (match[2] !== undefined) return ['before', true];
  if (match[3] !== undefined) return ['for', true];
  if (match[4] !== undefined) return ['because', true];
  const isPast = before === 'た' || before === 'だ' || /^(?:た|だ|て|の?うえ|の?上)/.test(match[0]);
  return [isPast ? 'after' : 'if', /^(?:場合|とき|時|際)(?!に限|のみ|だけ|にのみ)/.test(match[0])];
}

/** When a condition is met is told by its kind. */
function withoutTense(word: BoundWord): BoundWord {
  return { ...word, marks: new Set([...word.marks].filter((mark) => mark !== 'DONE' && mark !== 'TO_DO')) };
}

/** Stands for what cannot be read; no clause has it. */
const STRANGE: BoundWord = {
  surface: '',
  form: '\u0000',
  marks: new Set(),
  part: '',
  side: '',
  verb: null,
  isObject: false,
};

const ROW: Readonly<Record<string, string>> = {
  え: 'う',
  け: 'く',
  げ: 'ぐ',
  せ: 'す',
  て: 'つ',
  ね: 'ぬ',
  べ: 'ぶ',
  め: 'む',
  れ: 'る',
};
/** Verbs in -える beside which another verb in -う stands by chance. */
const NO_POTENTIAL =
  /^(?:届け|開け|付け|続け|進め|預け|受け|求め|分け|含め|決め|届け出|見せ|合わせ|知らせ|整え|加え|備え|控え|伝え|与え|変え|替え|超え|定め|経|載せ|掛け|上げ|下げ|挙げ|捨て|当て|触れ|離れ|務め|勤め|努め|高め|集め|始め|改め|確かめ|調べ|出|兼ね|尋ね|委ね|答え|添え|教え|入れ)る$/;

/** 「使えます」, 「持ち帰れません」, 「借りられます」: what can be done, or cannot. */
function ableTo(
  text: string,
  morphology: Morphology,
): { readonly force: Force; readonly rest: string } | null {
  const end = /(ます|ません|る|ない)$/.exec(text);
  if (end === null) return null;
  const force = end[1] === 'ます' || end[1] === 'る' ? 'may' : 'must_not';
  const rest = text.slice(0, -end[0].length);
  const morphemes = morphology.analyse(text).filter(({ start }) => start < rest.length);
  const last = morphemes.at(-1);
  if (last === undefined) return null;
  // 「借りられる」 may be a passive as well; a passive of a permission is none.
  if (last.base === 'られる') return { force, rest: rest.slice(0, last.start) };
  if (!/[えけげせてねべめれ]る$/.test(`${last.base}`) || last.pos !== '動詞')
    return plainAble(last, morphology) ? { force, rest } : null;
  if (NO_POTENTIAL.test(last.base) && !/^入れる$/.test(last.base)) return null;
  const plain = plainOf(last.base);
  const [verb, ...more] = morphology.analyse(plain);
  if (verb?.pos !== '動詞' || more.length > 0 || !verb.known) return null;
  return { force, rest };
}

/** 「持ち帰れます」, which the dictionary reads as 持ち帰る. */
function plainAble({ pos, surface, base }: Morpheme, morphology: Morphology): boolean {
  if (pos !== '動詞' || !/[えけげせてねべめれ]$/.test(surface)) return false;
  return (
    base !== `${surface}る` &&
    morphology.analyse(`${surface}る`).length > 0 &&
    plainOf(`${surface}る`) === base
  );
}

function plainOf(base: string): string {
  return `${base.slice(0, -2)}${ROW[base.at(-2) as string] ?? ''}`;
}
