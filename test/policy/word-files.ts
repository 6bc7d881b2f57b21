import { strToU8, zipSync } from 'fflate';

/** Parts of a Word file to build; what is left out gets a minimal one. */
export interface WordParts {
  /** XML inside `w:body`. */
  readonly body: string;
  /** XML inside `w:styles`. */
  readonly styles?: string;
  /** XML inside `w:numbering`. */
  readonly numbering?: string;
  /** XML inside `w:footnotes`. */
  readonly footnotes?: string;
}

const NAMESPACES =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** The bytes of a .docx file: a zip of XML parts. */
export function wordFile({ body, styles = '', numbering = '', footnotes = '' }: WordParts): Uint8Array {
  const part = (root: string, inner: string) =>
    strToU8(
      `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:${root} ${NAMESPACES}>${inner}</w:${root}>`,
    );
  const relation = (id: number, kind: string, target: string) =>
    `<Relationship Id="rId${id}" Type="${OFFICE}/${kind}" Target="${target}"/>`;
  const relations = (inner: string) =>
    strToU8(
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inner}</Relationships>`,
    );
  return zipSync({
    '[Content_Types].xml': strToU8(
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    ),
    '_rels/.rels': relations(relation(1, 'officeDocument', 'word/document.xml')),
    'word/_rels/document.xml.rels': relations(
      ['styles', 'numbering', 'footnotes']
        .map((kind, index) => relation(index, kind, `${kind}.xml`))
        .join(''),
    ),
    'word/document.xml': part('document', `<w:body>${body}<w:sectPr/></w:body>`),
    'word/styles.xml': part('styles', HEADINGS + styles),
    'word/numbering.xml': part('numbering', numbering),
    'word/footnotes.xml': part('footnotes', footnotes),
  });
}

const HEADINGS = [1, 2, 3, 4, 5, 6]
  .map(
    (depth) =>
      `<w:style w:type="paragraph" w:styleId="H${depth}"><w:name w:val="heading ${depth}"/><w:pPr><w:outlineLvl w:val="${depth - 1}"/></w:pPr></w:style>`,
  )
  .join('')
  .concat('<w:style w:type="paragraph" w:styleId="Quote"><w:name w:val="Quote"/></w:style>');

export function escapeXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/** A paragraph; lines of `text` are parted by forced line breaks, `properties` is XML inside `w:pPr`. */
export function paragraph(text: string, properties = ''): string {
  const runs = text
    .split('\n')
    .map((line) => `<w:r><w:t xml:space="preserve">${escapeXml(line)}</w:t></w:r>`)
    .join('<w:r><w:br/></w:r>');
  return `<w:p><w:pPr>${properties}</w:pPr>${runs}</w:p>`;
}

export function table(rows: readonly (readonly string[])[]): string {
  const cell = (text: string) => `<w:tc><w:tcPr/>${paragraph(text)}</w:tc>`;
  return `<w:tbl>${rows.map((row) => `<w:tr>${row.map(cell).join('')}</w:tr>`).join('')}</w:tbl>`;
}

/** A level of a numbering definition. */
export interface ListLevel {
  readonly format: string;
  /** As in Word: `第%1条`. */
  readonly text: string;
  readonly start?: number;
  readonly suffix?: 'tab' | 'space' | 'nothing';
  readonly inner?: string;
}

/** A list definition and one list that uses it, both with the number `id`. */
export function list(
  id: number,
  levels: readonly ListLevel[],
): { readonly definition: string; readonly num: string } {
  const level = ({ format, text, start = 1, suffix = 'tab', inner = '' }: ListLevel, index: number) =>
    `<w:lvl w:ilvl="${index}"><w:start w:val="${start}"/><w:numFmt w:val="${format}"/><w:suff w:val="${suffix}"/>${inner}<w:lvlText w:val="${text}"/></w:lvl>`;
  return {
    definition: `<w:abstractNum w:abstractNumId="${id}">${levels.map(level).join('')}</w:abstractNum>`,
    num: `<w:num w:numId="${id}"><w:abstractNumId w:val="${id}"/></w:num>`,
  };
}

export function inList(id: number, level: number): string {
  return `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${id}"/></w:numPr>`;
}
