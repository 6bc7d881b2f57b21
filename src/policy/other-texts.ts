/** Names of other laws and documents in front of a reference: such a reference never links into this document. */

const KIND =
  '法|法律|令|政令|省令|府令|規則|規程|条例|要綱|要領|基準|指針|憲法|告示|訓令|規約|協定|条約|約款|憲章|ガイドライン|ポリシー|方針|計画|細則|内規|手引|手引き|マニュアル|契約|契約書|仕様書|通達|通知';
const NAME = new RegExp(
  `([一-龠々〆ヶァ-ヴーA-Za-zＡ-Ｚａ-ｚ０-９0-9・ー（(のにぁ-ん、]{0,60}?)(${KIND})[」』]?$`,
);
const SELF = /(?:この|本|当)$/;
const FORMER = /(?:改正前の|旧|新)$/;

/** Whether words in front of a reference name another text, this one, or none. */
export type Ownership = 'other' | 'own' | 'none';

/**
 * Reads what stands before a reference at `at`: 「組織規則（昭和46年規則第9号）」 and 「法」 name another text, 「本規程」
 * and this document's own name name this one.
 */
export function textNamedBefore(text: string, at: number, documentName: string): Ownership {
  const end = beforeBrackets(text, at);
  const before = text.slice(Math.max(0, end - 80), end);
  if (FORMER.test(before)) return 'other';
  const match = NAME.exec(before);
  if (!match) return 'none';
  const kind = match[2] ?? '';
  const words = before.slice(0, before.lastIndexOf(kind));
  // 「本基本方針」「この規程」: the words between 本 and the kind belong to the name.
  const start = wordStart(words);
  const name = words.slice(start) + kind;
  if (SELF.test(words.slice(0, start)) || /^(?:この|本|当)(?!人|部|庁|省|社|市|県|町|村)/.test(name))
    return 'own';
  const own = documentName.replace(/\s/g, '');
  if (own !== '' && before.replace(/\s/g, '').endsWith(own)) return 'own';
  // A short form of this document's name, unless it is the end of a longer name.
  const whole = !/[るの等]$/.test(words.slice(0, start));
  if (whole && name.length >= 4 && own.endsWith(name)) return 'own';
  return 'other';
}

/** 同法第3条, 同規則第2条: the text named before. */
export function continuesNamedText(text: string, at: number): boolean {
  return /同(?:法|令|規則|規程|条例|要綱|要領|基準|告示|政令|省令|訓令|規約)$/.test(
    text.slice(Math.max(0, at - 4), at),
  );
}

/** Where the words before `at` end once the brackets right before it are skipped. */
export function beforeBrackets(text: string, at: number): number {
  let end = at;
  while (end > 0 && (text.charAt(end - 1) === '）' || text.charAt(end - 1) === ')')) {
    let depth = 0;
    let index = end - 1;
    const limit = Math.max(0, end - 2000);
    for (; index >= limit; index -= 1) {
      const character = text.charAt(index);
      if (character === '）' || character === ')') depth += 1;
      else if (character === '（' || character === '(') {
        depth -= 1;
        if (depth === 0) break;
      }
    }
    if (depth !== 0) return at;
    end = index;
  }
  return end;
}

/** Start of the run of kanji, katakana and letters that ends `words`. */
function wordStart(words: string): number {
  let start = words.length;
  while (start > 0 && /[一-龠々ヶァ-ヴーA-Za-zＡ-Ｚａ-ｚ]/.test(words.charAt(start - 1))) start -= 1;
  return start;
}
