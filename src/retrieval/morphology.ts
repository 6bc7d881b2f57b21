import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { TokenizerBuilder } from '@patdx/kuromoji';
import { DictionaryFiles } from './dictionary-files.ts';

/** One morpheme of a Japanese sentence, as IPADIC names its parts. */
export interface Morpheme {
  readonly surface: string;
  /** Dictionary form; the surface where the dictionary does not know the word. */
  readonly base: string;
  /** 品詞, e.g. 名詞, 動詞, 助詞. */
  readonly pos: string;
  /** 品詞細分類1, e.g. サ変接続, 自立, 係助詞. */
  readonly detail: string;
  /** Reading of the surface in katakana; null where unknown. */
  readonly reading: string | null;
  /** Conjugated form (未然形, 連用形, …); `*` for words that do not conjugate. */
  readonly form: string;
  readonly known: boolean;
  /** Start in the analysed text, in UTF-16 units. */
  readonly start: number;
}

/** Whether a morpheme names something done: a verb, or a noun that 「する」 makes one. */
export function isAct({ pos, detail }: Morpheme): boolean {
  return (pos === '動詞' && detail === '自立') || (pos === '名詞' && detail === 'サ変接続');
}

/** Cuts Japanese text into morphemes; whole-process, stateless. */
export interface Morphology {
  analyse(text: string): readonly Morpheme[];
}

/** Stands in where there is no Japanese to analyse. */
export const NO_MORPHOLOGY: Morphology = { analyse: () => [] };

let loading: Promise<Morphology> | undefined;

/** The morphological dictionary, read once per process (about a second) when first asked for. */
export function loadMorphology(): Promise<Morphology> {
  loading ??= readDictionary();
  return loading;
}

async function readDictionary(): Promise<Morphology> {
  const entry = createRequire(import.meta.url).resolve('@patdx/kuromoji');
  const loader = new DictionaryFiles(join(dirname(entry), '..', 'dict'));
  const tokenizer = await new TokenizerBuilder({ loader }).build();
  return {
    analyse(text) {
      let start = 0;
      // The dictionary has no entry for control characters and the library fails on some of them.
      const tokens = piecesOf(text.replace(/\p{Cc}/gu, ' ')).flatMap((piece) => tokenizer.tokenize(piece));
      return tokens.map((token): Morpheme => {
        const surface = token.surface_form;
        const basic = token.basic_form;
        const reading = token.reading;
        const morpheme: Morpheme = {
          surface,
          base: basic === undefined || basic === '*' ? surface : basic,
          pos: token.pos,
          detail: token.pos_detail_1,
          reading: reading === undefined || reading === '*' ? null : reading,
          form: token.conjugated_form,
          known: token.word_type === 'KNOWN',
          start,
        };
        start += surface.length;
        return morpheme;
      });
    },
  };
}

/**
 * A text in pieces that can be analysed one by one. The library looks for the best reading between two stops, in a time
 * that grows with the square of what stands there: no sentence is so long, but a document made to do harm is.
 */
function piecesOf(text: string): readonly string[] {
  return /[^、。]{501}/u.test(text) ? (text.match(/[^、。]{1,500}[、。]*|[、。]+/gu) ?? []) : [text];
}
