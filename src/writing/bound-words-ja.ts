import type { Morpheme } from '../retrieval/morphology.ts';
import { foldKatakana } from '../retrieval/text.ts';
import type { BoundWord, ContentWord } from './statement.ts';

/** Words that carry nothing by themselves: what is done with an approval, who reads, what points back. */
const LIGHT = new Set(
  'する いる おる ある いう 行う こと もの の 者 人 方 職員 社員 従業員 あなた これ それ この その 当該 ため 規程 規定 限る なる つく ついて おく 次 ただし 但し また なお 日 係る 関する'.split(
    ' ',
  ),
);
/** What 「持ち出す」 says already. */
const OUTSIDE = /^(?:庁|社|院|校|学|館|室|施設)外$/;
/** What is done with a leave, and says something only of other things (「接待を受ける」). */
const OF_LEAVE = new Set('受ける 得る もらう 貰う 取る とる 頂く いただく 経る'.split(' '));
const LEAVE = /^(?:許可|承認|了解|了承|同意|承諾|許諾|決裁|認可)$/;
const PARTS: Readonly<Record<string, string>> = {
  に: 'to',
  へ: 'to',
  から: 'from',
  より: 'from',
  で: 'with',
};
const JOINS: Readonly<Record<string, string>> = {
  か: 'OR',
  又は: 'OR',
  または: 'OR',
  若しくは: 'OR',
  もしくは: 'OR',
  や: 'AND',
  及び: 'AND',
  および: 'AND',
  並びに: 'AND',
  ならびに: 'AND',
  かつ: 'AND',
};
/** Particles and auxiliaries that change nothing where they stand. */
const PLAIN = new Set(
  'は が を の て で だ な です ます ます。 て、 に対して について につき に関し による により に対する に関する によって'.split(
    ' ',
  ),
);

/** Whether a word of a rule may be left out. */
export function isLight({ form, surface }: ContentWord): boolean {
  return LIGHT.has(form) || OUTSIDE.test(surface);
}

interface Open {
  surface: string;
  form: string;
  start: number;
  marks: Set<string>;
  part: string;
  side: BoundWord['side'];
  verb: ContentWord | null;
  isObject: boolean;
  isVerb: boolean;
  /** Another verb follows on the same footing (「提出し、」). */
  isJoined: boolean;
  isTopic: boolean;
  pinned: boolean;
}

function endOf({ start, surface }: Open): number {
  return start + surface.length;
}

function opened(surface: string, form: string, start: number): Open {
  return {
    surface,
    form,
    start,
    marks: new Set(),
    part: '',
    side: '',
    verb: null,
    isObject: false,
    isVerb: false,
    isJoined: false,
    isTopic: false,
    pinned: false,
  };
}

/** The words of some morphemes, each with the operators that bear on it: in Japanese they follow it. */
export function boundWords(morphemes: readonly Morpheme[]): readonly BoundWord[] {
  const found: Open[] = [];
  let last: Open | null = null;
  let prefix = '';
  // 「許可を受けたことにして」, 「…ものとして」: a thing taken to be so is not so.
  let isThing = false;
  const hasLeave = morphemes.some(({ surface }) => LEAVE.test(surface));
  const mark = (name: string, start: number, surface: string) => {
    if (last === null) {
      last = opened(surface, name, start);
      found.push(last);
    } else last.marks.add(name === 'NOT' && last.marks.has('NOT') ? 'NOT NOT' : name);
  };
  for (const [i, { surface, base, pos, detail, form: inflection, start }] of morphemes.entries()) {
    if (detail === '数' || /^[\d,.]+$/.test(surface)) {
      if (last !== null && /[\d,.]$/.test(last.surface) && endOf(last) === start) last.surface += surface;
      else if (/^[,.]/.test(surface)) continue;
      else {
        last = opened(surface, surface, start);
        found.push(last);
      }
      last.form = last.surface;
      continue;
    }
    if (pos === '記号') {
      const before = morphemes[i - 1];
      if (surface === '、' && last !== null && before?.pos === '動詞' && /^連用/.test(before.form))
        last.isJoined = true;
      continue;
    }
    if (pos === '助詞' || pos === '助動詞' || pos === '接続詞' || (pos === '形容詞' && base === 'ない')) {
      if (base === 'た') mark('DONE', start, surface);
      else if (/^(?:ない|ぬ|ん|ず)$/.test(base) || /^(?:ず|ぬ|ん)$/.test(surface))
        mark('NOT', start, surface);
      else if (JOINS[surface] !== undefined) mark(JOINS[surface], start, surface);
      else if (isThing && /^[にとでへも]/.test(surface)) mark(`こと${surface}`, start, surface);
      else if (PARTS[surface] !== undefined && last !== null) {
        if (!last.pinned) last.part = PARTS[surface];
      } else if (last !== null && !last.pinned && /^[はがを]$/.test(surface)) {
        last.side = surface === 'を' ? 'after' : 'before';
        last.isTopic = surface === 'は';
      } else if (!PLAIN.has(surface) && !PLAIN.has(base) && !LIGHT.has(base)) mark(surface, start, surface);
      isThing = false;
      continue;
    }
    if (pos === '接頭詞') {
      if (!/^[おご御]$/.test(surface)) prefix = surface;
      continue;
    }
    if (pos === '動詞' && (detail === '接尾' || detail === '非自立')) {
      if (!LIGHT.has(base) && !PLAIN.has(base)) mark(base, start, surface);
      continue;
    }
    if (/^(?:以外|以内|以下|以上|未満|超|まで|など|等|ほか)$/.test(surface) && last !== null) {
      mark(surface === '以外' ? 'EXCEPT' : surface, start, surface);
      continue;
    }
    if (pos === '名詞' && detail === '接尾' && last !== null && endOf(last) === start) {
      last.surface += surface;
      last.form = last.surface;
      continue;
    }
    const form = foldKatakana(prefix + base);
    const word: Open = {
      surface: foldKatakana(prefix + surface),
      form,
      start,
      marks: new Set<string>(),
      part: '',
      side: '',
      verb: null,
      isObject: false,
      isVerb:
        pos === '動詞' ||
        (detail === 'サ変接続' && /^(?:する|できる|出来る)$/.test(morphemes[i + 1]?.base ?? 'する')),
      isJoined: false,
      isTopic: false,
      pinned: false,
    };
    prefix = '';
    if (base === '限る' || surface === '限り') {
      mark('ONLY', start, surface);
      continue;
    }
    const next = morphemes[i + 1];
    const isAhead =
      pos === '動詞' &&
      inflection === '基本形' &&
      next?.pos === '名詞' &&
      !/^(?:こと|の|もの)$/.test(next.surface);
    // Marks on light words fall back on the word before: 「許可を受けない」.
    if (LIGHT.has(form) || LIGHT.has(base) || (hasLeave && OF_LEAVE.has(base))) {
      if (last === null) continue;
      if (isAhead) last.marks.add('TO_DO');
      isThing = form === 'こと' || form === 'もの';
      if (pos === '動詞') last.pinned = true;
      else if (form === '日') last.pinned = false;
      continue;
    }
    if (isAhead) word.marks.add('TO_DO');
    found.push(word);
    last = word;
  }
  tellVerbs(found);
  return found;
}

/** Each word goes with the next verb, a topic with the last, and the parts of a compound with its last. */
function tellVerbs(words: readonly Open[]): void {
  const final = words.findLast(({ isVerb }) => isVerb) ?? null;
  let verb: Open | null = null;
  let next: Open | null = null;
  for (const word of words.toReversed()) {
    if (word.isVerb) verb = word;
    else if (next !== null && endOf(word) === next.start && !next.isVerb) word.verb = next.verb;
    else word.verb = word.isTopic ? final : verb;
    next = word;
  }
}

/** What is to be done: the last word of a matter, and those joined to it. */
export function headsOf(words: readonly BoundWord[]): readonly BoundWord[] {
  return words.filter((word, i) => i === words.length - 1 || ('isJoined' in word && word.isJoined));
}
