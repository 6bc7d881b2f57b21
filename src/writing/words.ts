import type { Language } from '../domain/policy.ts';
import { englishTerm, englishWords } from '../retrieval/english-words.ts';
import { isAct, type Morphology } from '../retrieval/morphology.ts';
import { foldKatakana } from '../retrieval/text.ts';
import { NEUTRAL, SAME } from './neutral-words.ts';

/** A word that carries meaning, in the forms it can be recognised by. */
export interface ContentWord {
  /** As it stands in the normalised text. */
  readonly surface: string;
  /** Dictionary form or stem. */
  readonly form: string;
  readonly start: number;
}

/** Words of one language: which there are in a text, and which of them another text has. */
export interface WordReader {
  /** @param text normalised. */
  read(text: string): readonly ContentWord[];
  /** Whether a word says nothing by itself. */
  isNeutral(word: ContentWord): boolean;
  /** Words of some texts, to hold others against. */
  pool(texts: readonly string[]): WordPool;
  /** Japanese verbs that say that something can be done (使える, 借りられる), as they stand in the text. */
  potentials(text: string): readonly string[];
}

/** The words of one or more texts. */
export interface WordPool {
  has(word: ContentWord): boolean;
}

export function wordReader(language: Language, morphology: Morphology): WordReader {
  return language === 'ja' ? japaneseReader(morphology) : ENGLISH;
}

const PLAIN_NOUN: ReadonlySet<string> = new Set([
  '一般',
  'サ変接続',
  '固有名詞',
  '形容動詞語幹',
  'ナイ形容詞語幹',
  '副詞可能',
]);
const HAN = /\p{Script=Han}/u;

function japaneseReader(morphology: Morphology): WordReader {
  const read = (text: string): ContentWord[] =>
    morphology
      .analyse(text)
      .flatMap(({ surface, base, pos, detail, start }) =>
        (pos === '名詞' && PLAIN_NOUN.has(detail)) ||
        (pos === '動詞' && detail === '自立') ||
        (pos === '形容詞' && detail === '自立') ||
        pos === '副詞'
          ? /[\p{L}]/u.test(surface)
            ? [{ surface: foldKatakana(surface), form: foldKatakana(base), start }]
            : []
          : [],
      );
  const neutral = NEUTRAL.ja;
  const same = groupsOf(SAME.ja);
  return {
    read,
    isNeutral: ({ surface, form }) => neutral.has(form) || neutral.has(surface),
    pool(texts) {
      const text = texts.map((one) => foldKatakana(one)).join('\n');
      const words = read(text);
      const forms = new Set(words.flatMap(({ surface, form }) => [surface, form]));
      const stems = new Set(words.map(({ surface }) => stemOf(surface)).filter((stem) => stem !== ''));
      const groups = new Set([...forms].flatMap((form) => same.get(form) ?? []));
      return {
        has: ({ surface, form }) =>
          forms.has(form) ||
          text.includes(surface) ||
          (same.get(form) ?? same.get(surface) ?? []).some((group) => groups.has(group)) ||
          (HAN.test(surface) && stems.has(stemOf(surface))) ||
          (HAN.test(form) && text.includes(form)),
      };
    },
    potentials: (text) => potentialsOf(text, morphology),
  };
}

/** 「持ち出し」 and 「持出す」 share 「持出」: what is left without kana. Empty for words without kanji. */
function stemOf(word: string): string {
  return HAN.test(word) ? word.replace(/[ぁ-ん]/g, '') : '';
}

/** Verbs in -える that are no potentials, though a verb in -う stands beside them. */
const NO_POTENTIAL =
  /^(?:届け|開け|付け|つけ|続け|進め|止め|立て|任せ|預け|避け|受け|求め|分け|含め|認め|決め|届け出|見せ|合わせ|知らせ|済ませ|整え|加え|備え|控え|得|伝え|与え|変え|考え|替え|抑え|終え|超え|見え|聞こえ|定め|設け|経|寄せ|載せ|乗せ|向け|掛け|かけ|上げ|下げ|挙げ|掲げ|広げ|逃げ|投げ|捨て|育て|当て|あて|慣れ|離れ|触れ|恐れ|訪れ|隠れ|壊れ|破れ|汚れ|漏れ|外れ|現れ|流れ|倒れ|遅れ|忘れ|務め|勤め|努め|深め|高め|まとめ|集め|始め|留め|勧め|改め|確かめ|辞め|締め|占め|比べ|述べ|調べ|並べ|食べ|延べ|出|寝|重ね|兼ね|尋ね|訪ね|委ね|連ね|させ|い|越え|植え|構え|数え|答え|応え|唱え|捉え|支え|添え|迎え|教え|燃え|消え|増え|冷え)る$/;
/** Passives that ask for something or describe it. */
const NO_LEAVE =
  /^(?:求める|定める|禁じる|命じる|課する|課す|挙げる|掲げる|認める|考える|設ける|義務付ける|義務づける|含める|述べる|決める|加える|限る|行う|書く|する|用いる|基づく|見る|与える|分ける|締める|進める|備える)$/;

function potentialsOf(text: string, morphology: Morphology): readonly string[] {
  const morphemes = morphology.analyse(text);
  return morphemes.flatMap((morpheme, i) => {
    const { surface, base, pos } = morpheme;
    if (pos !== '動詞' || !isAct(morpheme)) return [];
    const next = morphemes[i + 1];
    if (next?.base === 'られる' && !NO_LEAVE.test(base)) return [`${surface}${next.surface}`];
    if (!/[えけげせてねべめれ]る$/.test(base) || NO_POTENTIAL.test(base)) return [];
    const plain = `${base.slice(0, -2)}${PLAIN[base.at(-2) as string]}`;
    const [verb, ...rest] = morphology.analyse(plain);
    const after = next?.surface ?? '';
    // 「USBに入れることは…」 may be 入れる as well as 入る; what is only spoken of claims nothing.
    if (base === '入れる' && after === 'こと') return [];
    return rest.length === 0 && verb?.pos === '動詞' && verb.known ? [`${surface}${after}`] : [];
  });
}

const PLAIN: Readonly<Record<string, string>> = {
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

const ENGLISH_NEUTRAL = new Set([...NEUTRAL.en].map((word) => englishTerm(word)));
const ENGLISH_SAME = groupsOf(SAME.en.map((group) => group.map((word) => englishTerm(word))));

const ENGLISH: WordReader = {
  read: englishContent,
  isNeutral: ({ form }) => ENGLISH_NEUTRAL.has(form),
  pool(texts) {
    const forms = new Set(texts.flatMap((text) => englishContent(text)).map(({ form }) => form));
    const groups = new Set([...forms].flatMap((form) => ENGLISH_SAME.get(form) ?? []));
    return {
      has: ({ form }) => forms.has(form) || (ENGLISH_SAME.get(form) ?? []).some((group) => groups.has(group)),
    };
  },
  potentials: () => [],
};

/** Numbers are held against the clauses elsewhere; here they would be words that no stem fits. */
function englishContent(text: string): ContentWord[] {
  return englishWords(text)
    .filter(({ surface }) => /[a-z]/.test(surface) && surface.length > 1)
    .map(({ surface, term, start }) => ({ surface, form: term, start }));
}

function groupsOf(groups: readonly (readonly string[])[]): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  for (const [i, group] of groups.entries())
    for (const word of group) found.set(word, [...(found.get(word) ?? []), i]);
  return found;
}
