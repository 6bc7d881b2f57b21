import type { MarkedLine } from './fit.ts';
import { isVerbatim } from './source-line.ts';

const NAMES_A_DOCUMENT =
  /(?:規程|規則|細則|要綱|要領|条例|法律|法|政令|省令|憲章|基準|ガイドライン|方針|ポリシー|手引き?|手引書|マニュアル|規約|指針|約款|内規|心得|ハンドブック|取扱い?|policy|policies|standards?|guidelines?|handbook|manual|rules|regulations?|procedures?|code of conduct|act)(?:\s*[（(].*[）)])?$/i;
const MENTIONS_A_DOCUMENT = new RegExp(
  `${NAMES_A_DOCUMENT.source}|\\b(?:policy|policies|standards?|guidelines?|handbook|manual|regulations?)\\b`,
  'i',
);
const SECTION_NAME =
  /^(?:目的|趣旨|はじめに|概要|総則|適用範囲|purpose|scope|introduction|overview|background|summary|definitions?)$/i;

/** The lines that give a document its title, at its very start. */
export interface TitleLines {
  /** Title of the front matter; empty where the document starts with its clauses. */
  readonly title: string;
  /** The line of them that names the document, for `PolicyDocument.title`. */
  readonly name: string;
  /** Index of the first line after them. */
  readonly first: number;
}

/** Finds the title: a heading without a number, or short lines before the first number. */
export function readTitleLines(lines: readonly MarkedLine[]): TitleLines {
  const start = lines[0];
  if (!start || start.marks.length > 0 || isVerbatim(start)) return { title: '', name: '', first: 0 };
  if (start.form === 'heading') {
    const peers = lines.filter(
      (line) => line.form === 'heading' && line.depth === start.depth && line.marks.length === 0,
    );
    if (SECTION_NAME.test(start.text) && peers.length > 1) return { title: '', name: '', first: 0 };
    // The organisation's name may stand above the document's.
    const second = lines[1];
    const named =
      second !== undefined &&
      second.marks.length === 0 &&
      (second.form === 'bold' || (second.form === 'heading' && second.depth === start.depth)) &&
      MENTIONS_A_DOCUMENT.test(second.text) &&
      !MENTIONS_A_DOCUMENT.test(start.text);
    return titleOf(lines, named ? 1 : 0);
  }
  let last = -1;
  for (let index = 0; index < Math.min(3, lines.length); index += 1) {
    const line = lines[index];
    if (!line || line.marks.length > 0 || isVerbatim(line) || !isShort(line.text)) break;
    if (line.form === 'heading' || NAMES_A_DOCUMENT.test(line.text)) {
      last = index;
      break;
    }
  }
  if (last < 0 && isShort(start.text) && !/[：:]/.test(start.text)) last = 0;
  return last < 0 ? { title: '', name: '', first: 0 } : titleOf(lines, last);
}

function titleOf(lines: readonly MarkedLine[], last: number): TitleLines {
  const words = lines.slice(0, last + 1).map((line) => line.text.replace(/^[○◎●◯](?![○◎●◯])\s*/, ''));
  return { title: words.join(' '), name: words.at(-1) ?? '', first: last + 1 };
}

function isShort(text: string): boolean {
  const sentence = /[。；;]$/.test(text) || (/\.$/.test(text) && text.split(/\s+/).length > 4);
  return text.length <= 80 && !sentence && !/^[（(]/.test(text);
}
