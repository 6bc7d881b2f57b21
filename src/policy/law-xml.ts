import { KiteiError } from '../errors.ts';
import { LAW_LEVELS, SENTENCE_GROUPS, sentenceWords, wordsOf } from './law-xml-words.ts';
import type { LineForm, SourceLine, SourceText } from './source-line.ts';
import { childNamed, elementsOf, parseXml, type XmlElement } from './xml-tree.ts';

/**
 * Reads the XML in which the Japanese government publishes laws (e-Gov, 法令標準XMLスキーマ): each article, paragraph
 * and item on a line of its own with its printed number, captions above their articles, tables as rows. The table of
 * contents is left out, and so are pictures.
 *
 * @throws KiteiError `policy.unreadable` for other XML, `policy.empty` for a law without text.
 */
export function readLawXml(text: string, path: string): SourceText {
  const law = find(parseXml(text, path), 'Law');
  const body = childNamed(law, 'LawBody');
  if (!law || !body) {
    throw new KiteiError(
      'policy.unreadable',
      `${path} is XML, but not of a law as e-Gov publishes it.`,
      'Save the document as Markdown, Word, PDF with a text layer, HTML or plain text.',
    );
  }
  const writer = new LawWriter();
  const title = wordsOf(childNamed(body, 'LawTitle'));
  if (title !== '') writer.line(title, 'heading', 1);
  const number = wordsOf(childNamed(law, 'LawNum'));
  if (number !== '') writer.line(`（${number}）`);
  for (const element of elementsOf(body)) if (element.name !== 'LawTitle') writer.element(element);
  if (writer.lines.length <= 1) {
    throw new KiteiError('policy.empty', `${path} holds no text of a law.`, 'Download the file again.');
  }
  return { lines: writer.lines, titleHint: title === '' ? null : title };
}

/** What is not part of the text. */
const DROPPED = new Set(['TOC', 'FigStruct', 'Fig', 'RemarksLabel', 'LawNum']);

class LawWriter {
  readonly lines: SourceLine[] = [];

  line(text: string, form: LineForm = 'plain', depth = 0): void {
    if (text === '') return;
    this.lines.push({ text, form, depth, indent: 0, opensBlock: true, hardBreak: false });
  }

  element(element: XmlElement): void {
    const { name } = element;
    if (DROPPED.has(name)) return;
    const depth = LAW_LEVELS[name];
    if (depth !== undefined) this.container(element, depth);
    else if (name === 'Article') this.article(element);
    else if (name === 'Paragraph') this.paragraph(element);
    else if (/^(?:Item|Subitem\d+)$/.test(name)) this.item(element);
    else if (name === 'SupplProvision') this.supplement(element);
    else if (/^Appdx/.test(name)) this.appendix(element);
    else if (name === 'TableRow' || name === 'TableHeaderRow') this.row(element);
    else if (SENTENCE_GROUPS.has(name)) this.line(sentenceWords(element));
    else for (const child of elementsOf(element)) this.element(child);
  }

  private children(element: XmlElement, except: readonly string[]): void {
    for (const child of elementsOf(element)) if (!except.includes(child.name)) this.element(child);
  }

  /** 編, 章, 節, 款, 目. */
  private container(element: XmlElement, depth: number): void {
    const title = `${element.name}Title`;
    this.line(wordsOf(childNamed(element, title)), 'heading', depth);
    this.children(element, [title]);
  }

  private article(element: XmlElement): void {
    this.line(wordsOf(childNamed(element, 'ArticleCaption')));
    const title = wordsOf(childNamed(element, 'ArticleTitle'));
    let printed = false;
    for (const child of elementsOf(element)) {
      if (child.name === 'ArticleCaption' || child.name === 'ArticleTitle') continue;
      // The article's number stands before its first paragraph, which usually bears none.
      if (child.name === 'Paragraph' && !printed) {
        printed = true;
        this.paragraph(child, title);
      } else {
        if (!printed) this.line(title);
        printed = true;
        this.element(child);
      }
    }
    if (!printed) this.line(title);
  }

  private paragraph(element: XmlElement, above = ''): void {
    this.line(wordsOf(childNamed(element, 'ParagraphCaption')));
    const number = wordsOf(childNamed(element, 'ParagraphNum'));
    const words = sentenceWords(childNamed(element, 'ParagraphSentence'));
    this.line([above, number, words].filter((part) => part !== '').join('\u3000'));
    this.children(element, ['ParagraphCaption', 'ParagraphNum', 'ParagraphSentence']);
  }

  private item(element: XmlElement): void {
    const [title, sentence] = [`${element.name}Title`, `${element.name}Sentence`];
    const parts = [wordsOf(childNamed(element, title)), sentenceWords(childNamed(element, sentence))];
    this.line(parts.filter((part) => part !== '').join('\u3000'));
    this.children(element, [title, sentence]);
  }

  /** 附則, with the act that added it. */
  private supplement(element: XmlElement): void {
    const act = element.attributes.AmendLawNum;
    const label = wordsOf(childNamed(element, 'SupplProvisionLabel')).replace(/\s/g, '') || '附則';
    const extract = element.attributes.Extract === 'true' ? '\u3000抄' : '';
    this.line(`${label}${act === undefined ? '' : `\u3000（${act}）`}${extract}`, 'heading', 2);
    this.children(element, ['SupplProvisionLabel']);
  }

  /** 別表, 様式, 付録. */
  private appendix(element: XmlElement): void {
    const title = elementsOf(element).find((child) => /^(?:Suppl)?Appdx.*Title$/.test(child.name));
    const related = wordsOf(childNamed(element, 'RelatedArticleNum'));
    this.line(wordsOf(title) + related, 'heading', 2);
    this.children(element, [title?.name ?? '', 'RelatedArticleNum']);
  }

  private row(element: XmlElement): void {
    const cells = elementsOf(element)
      .map((cell) => wordsOf(cell, ' ').trim())
      .filter((cell) => cell !== '');
    this.line(cells.join(' | '), 'row');
  }
}

function find(element: XmlElement, name: string): XmlElement | undefined {
  if (element.name === name) return element;
  for (const child of elementsOf(element)) {
    const found = find(child, name);
    if (found) return found;
  }
  return undefined;
}
