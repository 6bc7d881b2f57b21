const OPENINGS_JA = [
  '',
  '',
  '',
  'すみません、',
  'お疲れ様です。',
  '教えてください。',
  '至急です。',
  '確認ですが、',
  '今さらですが',
];
const CLOSINGS_JA = ['', '', '', '。', '？', 'お願いします', '（急ぎ）', '…'];
const OPENINGS_EN = ['', '', 'Hi, ', 'quick question: ', 'Sorry, '];

/** Spellings that people mix. */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/USB/g, 'ＵＳＢ'],
  [/USB/g, 'usb'],
  [/パソコン/g, 'PC'],
  [/メール/g, 'ﾒｰﾙ'],
  [/いいですか/g, 'よいですか'],
  [/ですか$/g, 'でしょうか'],
  [/ください/g, '下さい'],
  [/ソフトウェア/g, 'ソフトウエア'],
  [/サーバ/g, 'サーバー'],
  [/ウェブ/g, 'Web'],
  [/Wi-Fi/g, 'wifi'],
];

/** A wording as somebody in a hurry types it: an opening, a spelling, a slip of the fingers. */
export function varied(wording: string, random: () => number): string {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const japanese = /[ぁ-んァ-ヺ一-鿿]/.test(wording);
  let text = wording;
  if (random() < 0.4) {
    const [from, to] = pick(SPELLINGS);
    text = text.replace(from, to);
  }
  if (random() < 0.08) text = slipped(text, random, japanese);
  return japanese ? `${pick(OPENINGS_JA)}${text}${pick(CLOSINGS_JA)}` : `${pick(OPENINGS_EN)}${text}`;
}

/** A particle left out, or two letters in the wrong order. */
function slipped(text: string, random: () => number, japanese: boolean): string {
  if (japanese) {
    const particles = [...text.matchAll(/[をはにが](?=[一-鿿ァ-ヺ])/g)].map(({ index }) => index);
    const at = particles[Math.floor(random() * particles.length)];
    return at === undefined ? text : text.slice(0, at) + text.slice(at + 1);
  }
  const at = 1 + Math.floor(random() * (text.length - 3));
  return text.slice(0, at) + text.charAt(at + 1) + text.charAt(at) + text.slice(at + 2);
}
