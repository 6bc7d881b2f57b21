import { elementsOf, type XmlElement } from './xml-tree.ts';

/** Headings that gather articles, with their depth. */
export const LAW_LEVELS: Readonly<Record<string, number>> = {
  Part: 2,
  Chapter: 3,
  Section: 4,
  Subsection: 5,
  Division: 6,
};

/** Elements whose sentences make one line. */
export const SENTENCE_GROUPS: ReadonlySet<string> = new Set([
  'Sentence',
  'EnactStatement',
  'SupplNote',
  'RelatedArticleNum',
  'ArithFormulaNum',
  'TableStructTitle',
  'NoteStructTitle',
  'StyleStructTitle',
  'FormatStructTitle',
  'FigStructTitle',
  'AmendProvisionSentence',
  'ListSentence',
  'Sublist1Sentence',
  'Sublist2Sentence',
  'Sublist3Sentence',
  'ClassTitle',
  'ClassSentence',
]);

/** Readings above characters, and pictures. */
const UNPRINTED = new Set(['Rt', 'Fig']);

/** The words of an element and all below it, line breaks of the file taken out. Null and undefined are no words. */
export function wordsOf(element: XmlElement | undefined, between = ''): string {
  if (!element) return '';
  const parts: string[] = [];
  const visit = (at: XmlElement): void => {
    for (const child of at.children) {
      if (typeof child === 'string') parts.push(child.replace(/\s*\n\s*/g, ''));
      else if (!UNPRINTED.has(child.name)) {
        visit(child);
        if (between !== '' && /^(?:Sentence|Column|Line)$/.test(child.name)) parts.push(between);
      }
    }
  };
  visit(element);
  return parts.join('').trim();
}

/** Sentences run on; columns (一　甲　乙) stand apart by a full-width space. */
export function sentenceWords(element: XmlElement | undefined): string {
  if (!element) return '';
  const columns = elementsOf(element).filter(({ name }) => name === 'Column');
  if (columns.length === 0) return wordsOf(element);
  return columns.map((column) => wordsOf(column)).join('\u3000');
}
