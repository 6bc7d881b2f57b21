import type { ContentWord } from './words.ts';

const LACKS_AFTER =
  '(?:[をがはにの]?[^、。\\n]{0,4}?(?:(?<!やむを得|なければなら|ては(?:なら|いけ))ない(?=[\\p{Script=Han}\\p{Script=Katakana}]|もの|とき)|(?<!なら)ず(?:に|、))|の?(?:以外|を除|なし|抜き|を問わ))';
const LACKS_BEFORE =
  "\\b(?:no|without|other than|except(?: for| in| when| where)?|excluding|unless|outside(?: of)?)\\s+(?:[\\w'-]+\\s+){0,3}?";

/**
 * Whether the sentence speaks of something that the words quoted speak of only as lacking or excluded (「個人情報を含まない
 * 資料」, "other than staff"), or the other way round. Texts must be normalised.
 * @returns the word; null where nothing is turned round.
 */
export function turnedRound(text: string, quotes: string, words: readonly ContentWord[]): string | null {
  for (const { surface, form } of words) {
    if (surface.length < 2 || PROCEDURE.test(form)) continue;
    const all = occurrences(quotes, surface);
    if (all === 0) continue;
    const lacking = lackings(quotes, surface);
    const here = lackings(text, surface);
    const isTurned =
      lacking === all ? here === 0 : lacking === 0 && here > 0 && here === occurrences(text, surface);
    if (isTurned) return surface;
  }
  return null;
}

/** To act without what is asked for is how bans are worded; the claims of a sentence tell that. */
const PROCEDURE =
  /許可|承認|了解|了承|同意|承諾|届|申請|報告|連絡|確認|手続|登録|認め|必要|approv|permi|consent|notif|agree|tell|regist|ask|author|writ|inform|sign/;

function occurrences(text: string, word: string): number {
  return text.split(word).length - 1;
}

function lackings(text: string, word: string): number {
  const escaped = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return [...text.matchAll(new RegExp(`${escaped}${LACKS_AFTER}|${LACKS_BEFORE}${escaped}`, 'gu'))].length;
}
