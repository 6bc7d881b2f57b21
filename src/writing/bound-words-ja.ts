import type { Morpheme } from '../retrieval/morphology.ts';
import { foldKatakana } from '../retrieval/text.ts';
import type { BoundWord, ContentWord } from './statement.ts';

/** Words that carry nothing by themselves: what is done with an approval, who reads, what points back. */
const LIGHT = new Set(
  'する いる おる ある いう 行う こと もの の 者 人 方 職員 社員 従業員 あなた 受ける 得る もらう 頂く いただく これ それ この その 当該 ため 規程 規定 限る なる つく ついて おく 次 ただし 但し また なお られる れる 日 係る 関する'.split(
    ' ',
  ),
);
/** What 「持ち出す」 says already. */
const OUTSIDE = /^(?:庁|社|院|校|学|館|室|施設)外$/;
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
  'は が を の て で た だ な です ます ます。 て、 れる られる に対して について につき に関し において における として による により に対する に関する によって'.split(
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
  pinned: boolean;
}

function endOf({ start, surface }: Open): number {
  return start + surface.length;
}

/** The words of some morphemes, each with the operators that bear on it: in Japanese they follow it. */
export function boundWords(morphemes: readonly Morpheme[]): readonly BoundWord[] {
  const found: Open[] = [];
  let last: Open | null = null;
  let prefix = '';
  const mark = (name: string, start: number, surface: string) => {
    if (last === null) {
      last = { surface, form: name, start, marks: new Set(), part: '', side: '', pinned: false };
      found.push(last);
    } else last.marks.add(name);
  };
  for (const { surface, base, pos, detail, start } of morphemes) {
    if (detail === '数' || /^[\d,.]+$/.test(surface)) {
      if (last !== null && /[\d,.]$/.test(last.surface) && endOf(last) === start) last.surface += surface;
      else if (/^[,.]/.test(surface)) continue;
      else {
        last = { surface, form: surface, start, marks: new Set(), part: '', side: '', pinned: false };
        found.push(last);
      }
      last.form = last.surface;
      continue;
    }
    if (pos === '記号') continue;
    if (pos === '助詞' || pos === '助動詞' || pos === '接続詞' || (pos === '形容詞' && base === 'ない')) {
      if (/^(?:ない|ぬ|ん|ず)$/.test(base) || /^(?:ず|ぬ|ん)$/.test(surface)) mark('NOT', start, surface);
      else if (JOINS[surface] !== undefined) mark(JOINS[surface], start, surface);
      else if (PARTS[surface] !== undefined && last !== null) {
        if (!last.pinned) last.part = PARTS[surface];
      } else if (last !== null && !last.pinned && /^[はがを]$/.test(surface))
        last.side = surface === 'を' ? 'after' : 'before';
      else if (!PLAIN.has(surface) && !PLAIN.has(base) && !LIGHT.has(base)) mark(surface, start, surface);
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
      pinned: false,
    };
    prefix = '';
    if (base === '限る' || surface === '限り') {
      mark('ONLY', start, surface);
      continue;
    }
    // Marks on light words fall back on the word before: 「許可を受けない」.
    if (LIGHT.has(form) || LIGHT.has(base)) {
      if (last === null) continue;
      if (pos === '動詞') last.pinned = true;
      else if (form === '日') last.pinned = false;
      continue;
    }
    found.push(word);
    last = word;
  }
  return found;
}
