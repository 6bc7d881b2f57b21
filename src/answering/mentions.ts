import type { TermMatch } from '../domain/retrieval.ts';

/** Whether a normalised text has the clause's word that a match names, inflected or not. */
export function mentions(text: string, match: TermMatch): boolean {
  return [match.as, match.term.term, match.term.surface].some(
    (word) => word !== '' && (text.includes(stem(word)) || sharesKanji(text, word)),
  );
}

/** 「持ち出す」 and 「持出し」 differ in their kana only. */
function sharesKanji(text: string, word: string): boolean {
  const kanji = word.replace(/[ぁ-ん]/gu, '');
  return /^\p{Script=Han}{2,}$/u.test(kanji) && text.replace(/[ぁ-ん]/gu, '').includes(kanji);
}

/** A Japanese word without its inflected kana ending (「持ち帰る」 → 「持ち帰」); other words as they are. */
function stem(word: string): string {
  const cut = word.replace(/[ぁ-ん]$/u, '');
  return /\p{Script=Han}/u.test(cut) ? cut : word;
}

export function sumOfIdf(matches: readonly TermMatch[]): number {
  return matches.reduce((sum, match) => sum + match.term.idf, 0);
}
