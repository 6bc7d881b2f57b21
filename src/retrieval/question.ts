import type { Language } from '../domain/policy.ts';
import { englishWords } from './english-words.ts';
import { japaneseWords, type PartOfSpeech } from './japanese-words.ts';
import { isAct, loadMorphology, type Morpheme } from './morphology.ts';
import { ENGLISH_QUESTION_WORDS, JAPANESE_QUESTION_WORDS } from './stop-words.ts';
import { detectLanguage, hasJapanese, normaliseText } from './text.ts';

/** A content word of a question. */
export interface QuestionWord {
  /** The word as it stands in the normalised question. */
  readonly surface: string;
  /** Dictionary form (Japanese) or the word itself (English). */
  readonly base: string;
  /** The form it is indexed under. */
  readonly term: string;
  /** `word` for English, whose parts of speech are not analysed. */
  readonly pos: PartOfSpeech | 'word';
  /** Katakana reading, null for English and unknown words. */
  readonly reading: string | null;
  /** False for Japanese words that the dictionary lacks; English has no dictionary and counts as known. */
  readonly known: boolean;
  /** Start in the normalised question, in UTF-16 units. */
  readonly start: number;
  /** Names something done: a verb, or a noun that 「する」 makes one. False in English, whose words are not analysed. */
  readonly act: boolean;
  /** False for words that only ask (教えて, 大丈夫, "allowed"): searched for, but no evidence. */
  readonly content: boolean;
}

/** A question read once, for search as well as for intent and rule reading. */
export interface QuestionAnalysis {
  readonly text: string;
  readonly normalised: string;
  readonly language: Language;
  /** Words in reading order, function words left out, repeats kept. */
  readonly words: readonly QuestionWord[];
  /** Every morpheme of the normalised question; empty where it holds no Japanese. */
  readonly morphemes: readonly Morpheme[];
}

/** Words that ask how binding a rule is; taken one by one (努力, 目標) they would seem to be its subject. */
const ASKING_PHRASES = /努力(?:目標|義務)|必須事項/g;

/** 「同僚に教えていいか」: the word that elsewhere asks (教えて) is what somebody wants to do. */
const TELLING =
  /教え(?:て|ちゃ)も?(?=いい|よい|良い|よろし|宜し|ok|おk|オッケー|大丈夫|平気|構|かま|問題|だめ|ダメ|駄目|は(?:いけ|だめ|ダメ|なら))/g;

const CACHE_LIMIT = 500;
const cache = new Map<string, Promise<QuestionAnalysis>>();

/** Analyses a question; the last few hundred are remembered, so that asking again costs nothing. */
export function analyseQuestion(text: string): Promise<QuestionAnalysis> {
  let analysis = cache.get(text);
  if (analysis === undefined) {
    analysis = read(text);
    analysis.catch(() => cache.delete(text));
    if (cache.size >= CACHE_LIMIT) cache.delete(cache.keys().next().value as string);
    cache.set(text, analysis);
  }
  return analysis;
}

async function read(text: string): Promise<QuestionAnalysis> {
  const normalised = normaliseText(text);
  const morphemes = hasJapanese(normalised) ? (await loadMorphology()).analyse(normalised) : [];
  const doable = new Set(morphemes.filter((_, i) => isDone(morphemes, i)).map(({ start }) => start));
  const asking = [...normalised.matchAll(ASKING_PHRASES)];
  const telling = new Set([...normalised.matchAll(TELLING)].map(({ index }) => index));
  const words: QuestionWord[] = japaneseWords(morphemes).map((word) => ({
    ...word,
    act: doable.has(word.start),
    content:
      (telling.has(word.start) ||
        (!JAPANESE_QUESTION_WORDS.has(word.base) && !JAPANESE_QUESTION_WORDS.has(word.surface))) &&
      !asking.some(({ 0: phrase, index }) => index <= word.start && word.start < index + phrase.length),
  }));
  for (const { surface, term, start } of englishWords(normalised)) {
    const content =
      !ENGLISH_QUESTION_WORDS.has(surface) && !/^[0-9]$/.test(surface) && !isLaughter(surface, morphemes);
    words.push({
      surface,
      base: surface,
      term,
      pos: 'word',
      reading: null,
      known: true,
      start,
      act: false,
      content,
    });
  }
  words.sort((a, b) => a.start - b.start);
  return { text, normalised, language: detectLanguage(text), words, morphemes };
}

/** 「録画していい」 does something; in 「会議を録画」 and 「勤務の連絡に」 the nouns name what it is done to. */
function isDone(morphemes: readonly Morpheme[], i: number): boolean {
  const [morpheme, next, after] = morphemes.slice(i, i + 3);
  if (morpheme === undefined || !isAct(morpheme)) return false;
  if (morpheme.pos === '動詞' || next?.pos !== '助詞' || !/^(?:を|の|に|で|が|へ|と)$/.test(next.surface))
    return true;
  return next.surface === 'を' && /^(?:する|やる|行う|行なう)$/.test(after?.base ?? '');
}

/** 「これｗ」「ｗｗ」 in a Japanese sentence. */
function isLaughter(surface: string, morphemes: readonly Morpheme[]): boolean {
  return morphemes.length > 0 && /^w+$/.test(surface);
}
