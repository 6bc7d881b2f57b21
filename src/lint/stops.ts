import { beginning, type Check, isBody } from './finding.ts';

/** Words that end a Japanese sentence; lists of nouns and of 「…こと」 need no full stop. */
const PREDICATE =
  /(?:する|しない|ならない|できる|できない|とする|ある|ない|いう|れる|よる|行う|定める|講じる|図る|努める|ます|ません|である|ものとする)$/;
const SENTENCE_EN = /^[A-Z][^.]*\b(?:must|shall|may|should|is|are|will)\b[^.]*[a-z)]$/;

/** Sentences without their full stop: text may have been lost there. */
export const checkStops: Check = ({ clauses, language }) =>
  clauses.filter(isBody).flatMap((clause) => {
    const last = clause.text.split('\n').at(-1)?.trim() ?? '';
    const open =
      language === 'ja'
        ? PREDICATE.test(last) && last.length > 12 && !last.includes(' | ')
        : SENTENCE_EN.test(last) && last.split(/\s+/).length > 8 && !/[:;,]$/.test(last);
    const isItem = language === 'en' && /\([a-z0-9]+\)$/.test(clause.label);
    return open && !isItem
      ? [{ rule: 'stop-missing', labels: [clause.label], evidence: ending(last) } as const]
      : [];
  });

function ending(text: string): string {
  return text.length <= 60 ? beginning(text) : `…${text.slice(-59)}`;
}
