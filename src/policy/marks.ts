import type { Mark } from './mark.ts';
import { namedMark } from './named-marks.ts';
import { numberedMarks } from './numbered-marks.ts';

/** Numbers and their captions stand at the very start of a line. */
const HEAD = 160;

/** What follows a number that a sentence refers to, as in 「(2)の場合」 or “(a) and (b) above”. */
const REFERS =
  /^(?:の(?![りぼ])|に(?:かかわらず|よ[りるっ]|規定|掲げ|定め|係|該当|つい|おい|基づ|限|準|関)|を(?:除|受|準用|適用|含|満た)|は、|が(?=[^ぁ-ん]|ある|あっ)|から(?=[0-9０-９(（①-⑳])|まで|及び|又は|並びに|若しくは|と同|中「|、|(?:and|or|to)\s+[(\d]|(?:above|below)\b)/;

/** Every way the start of `text` can be read as a number, most telling first; empty for ordinary words. */
export function readMarks(text: string): readonly Mark[] {
  const head = text.length > HEAD ? text.slice(0, HEAD) : text;
  const named = namedMark(head, text.length > HEAD);
  if (named) return [named];
  return numberedMarks(head).filter((mark) => !isReference(head, mark) && !isQuantity(head, mark));
}

function isReference(head: string, mark: Mark): boolean {
  // A tab or a full-width space sets a number apart from its words.
  return !/[\t\u3000]$/.test(head.slice(0, mark.length)) && REFERS.test(head.slice(mark.length));
}

/** 3.5倍, 10:30, 1、2及び3: more digits follow. */
function isQuantity(head: string, mark: Mark): boolean {
  const delimited = /[ \t\u3000)）]$/.test(head.slice(0, mark.length));
  return mark.style === 'decimal' && !delimited && /^[0-9０-９%％]/.test(head.slice(mark.length));
}
