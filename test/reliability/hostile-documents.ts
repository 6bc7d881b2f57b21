import { strToU8, zipSync } from 'fflate';
import { paragraph, wordFile } from '../policy/word-files.ts';

/** A document made to harm whoever reads it. */
export interface HostileDocument {
  readonly what: string;
  /** File name, whose extension tells the format. */
  readonly name: string;
  /** Made when it is needed: some are large. */
  readonly content: () => Uint8Array;
}

const text = (what: string, name: string, content: string): HostileDocument => ({
  what,
  name,
  content: () => strToU8(content),
});

const MEGABYTE = 2 ** 20;
const repeated = (unit: string, bytes = MEGABYTE) => unit.repeat(Math.ceil(bytes / unit.length));

const pdf = (what: string, objects: readonly string[]): HostileDocument =>
  text(
    what,
    'x.pdf',
    `%PDF-1.7\n${objects.map((object, index) => `${index + 1} 0 obj\n${object}\nendobj\n`).join('')}trailer\n<< /Root 1 0 R /Size ${objects.length + 1} >>\n%%EOF`,
  );

/** Documents that hang, blow up or mislead careless readers, of every format. */
export const HOSTILE_DOCUMENTS: readonly HostileDocument[] = [
  text(
    'Markdown nested 20,000 lists deep',
    'x.md',
    Array.from({ length: 20_000 }, (_, n) => `${' '.repeat(Math.min(n, 400))}- a`).join('\n'),
  ),
  text('Markdown with 50,000 quotation marks in a row', 'x.md', `${'>'.repeat(50_000)} a`),
  text('Markdown with 50,000 open brackets', 'x.md', `# a\n${'['.repeat(50_000)}${'('.repeat(50_000)}`),
  text('Markdown with 100,000 emphasis marks', 'x.md', `${'*_'.repeat(50_000)}a`),
  text('front matter that never ends', 'x.md', `---\ntitle: ${repeated('a')}`),
  text(
    'front matter with YAML aliases that multiply',
    'x.md',
    `---\na: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: [*e,*e,*e,*e,*e,*e,*e,*e,*e]\n---\n第1条　あ。`,
  ),
  text(
    'front matter that names an object’s prototype',
    'x.md',
    '---\n__proto__: {public: true}\nconstructor: 1\n---\n第1条　持ち出してはならない。',
  ),
  text('a line of a megabyte without a space', 'x.txt', repeated('あ', MEGABYTE / 3)),
  text('a megabyte of full-width spaces', 'x.txt', `第1条${repeated('　', MEGABYTE / 3)}あ`),
  text('a megabyte of open brackets', 'x.txt', `第1条　${repeated('（', MEGABYTE / 3)}`),
  text('a megabyte of article numbers in one line', 'x.txt', repeated('第1条第2項')),
  text('a megabyte of digits and dots', 'x.txt', repeated('1.')),
  text('a megabyte of kanji numerals', 'x.txt', `第${repeated('一二三千万', MEGABYTE / 15)}条　あ。`),
  text('a megabyte of quotation marks that open', 'x.txt', `第1条　${repeated('「', MEGABYTE / 3)}`),
  text(
    '20,000 clauses that each refer to the next',
    'x.txt',
    Array.from({ length: 20_000 }, (_, n) => `第${n + 1}条　第${n + 2}条の規定は、適用しない。`).join('\n'),
  ),
  text(
    'clauses that refer to one another',
    'x.txt',
    '第1条　第2条の規定にかかわらず、できる。\n第2条　第1条の規定にかかわらず、できない。',
  ),
  text('bytes of nothing', 'x.txt', '\0'.repeat(1000)),
  text(
    'marks that turn the direction of reading',
    'x.md',
    '第1条　\u202e職員は、\u2066持ち出しては\u2069ならない。\u202c',
  ),
  text(
    'characters that cannot be seen',
    'x.md',
    `第1条　職員は、${'\u200b\u2060\ufeff\u00ad'.repeat(1000)}持ち出してはならない。`,
  ),
  text(
    'a thousand marks on one letter',
    'x.md',
    `第1条　職員は、あ${'\u0301'.repeat(100_000)}してはならない。`,
  ),
  {
    what: 'half characters of UTF-16',
    name: 'x.txt',
    content: () => Uint8Array.from([0xff, 0xfe, 0x00, 0xd8, 0x42, 0x30, 0x00]),
  },
  {
    what: 'bytes that are no characters',
    name: 'x.md',
    content: () => Uint8Array.from({ length: 5000 }, (_, n) => 128 + (n % 128)),
  },
  text('HTML nested 200,000 elements deep', 'x.html', `<body>${'<div>'.repeat(200_000)}<p>第1条　あ。`),
  text(
    'HTML with a script, a frame and an event handler',
    'x.html',
    '<p>第1条　<script>alert(1)</script><img src=x onerror=alert(1)><iframe src="file:///etc/passwd"></iframe>職員は、持ち出してはならない。</p>',
  ),
  text(
    'HTML with a table of 1,000,000 columns',
    'x.html',
    '<table><tr><td colspan=1000000 rowspan=1000000>第1条　あ。</td></tr></table>',
  ),
  text(
    'HTML with 100,000 attributes',
    'x.html',
    `<p ${Array.from({ length: 100_000 }, (_, n) => `a${n}`).join(' ')}>第1条　あ。`,
  ),
  text('HTML of tags that never close', 'x.html', repeated('<a href="')),
  text(
    'XML entities that multiply',
    'x.xml',
    `<?xml version="1.0"?><!DOCTYPE Law [<!ENTITY a "aaaaaaaaaa">${'bcdefghij'
      .split('')
      .map((name, n) => `<!ENTITY ${name} "${`&${'abcdefghi'[n]};`.repeat(10)}">`)
      .join('')}]><Law><LawBody>&j;</LawBody></Law>`,
  ),
  text(
    'XML that names a file of the machine',
    'x.xml',
    '<?xml version="1.0"?><!DOCTYPE Law [<!ENTITY x SYSTEM "file:///etc/passwd">]><Law><LawBody><LawTitle>&x;</LawTitle></LawBody></Law>',
  ),
  text('XML nested 100,000 elements deep', 'x.xml', `<Law>${'<LawBody>'.repeat(100_000)}`),
  {
    what: 'Word: a part that unpacks to 120 MB',
    name: 'x.docx',
    content: () => zipSync({ 'word/document.xml': [new Uint8Array(120 * MEGABYTE), { level: 1 }] }),
  },
  {
    what: 'Word: 20,000 parts',
    name: 'x.docx',
    content: () =>
      zipSync(
        Object.fromEntries(Array.from({ length: 20_000 }, (_, n) => [`word/${n}.xml`, new Uint8Array(1)])),
      ),
  },
  {
    what: 'Word: parts named as files of the machine',
    name: 'x.docx',
    content: () =>
      zipSync({
        '../../../../tmp/kitei-hostile': strToU8('x'),
        '/etc/kitei-hostile': strToU8('x'),
        'word/document.xml': strToU8('<x/>'),
      }),
  },
  {
    what: 'Word: a style based on itself',
    name: 'x.docx',
    content: () =>
      wordFile({
        styles:
          '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="A"/><w:basedOn w:val="B"/></w:style><w:style w:type="paragraph" w:styleId="B"><w:name w:val="B"/><w:basedOn w:val="A"/></w:style>',
        body: paragraph('第1条　あ。', '<w:pStyle w:val="A"/>'),
      }),
  },
  {
    what: 'Word: a list of a level beyond all levels',
    name: 'x.docx',
    content: () =>
      wordFile({
        body: paragraph('あ。', '<w:numPr><w:ilvl w:val="999999999"/><w:numId w:val="-1"/></w:numPr>'),
      }),
  },
  pdf('PDF: pages that are their own parent', [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Count 1 /Kids [2 0 R] >>',
  ]),
  pdf('PDF: a catalogue that is its own pages', ['<< /Type /Catalog /Pages 1 0 R >>']),
  pdf('PDF: content that refers to itself', [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Count 1 /Kids [3 0 R] >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents 3 0 R >>',
  ]),
  pdf('PDF: a form that draws itself', [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Count 1 /Kids [3 0 R] >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Resources << /XObject << /F 4 0 R >> >> /Contents 5 0 R >>',
    '<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F 4 0 R >> >> /Length 4 >>\nstream\n/F Do\nendstream',
    '<< /Length 5 >>\nstream\n/F Do\nendstream',
  ]),
  pdf('PDF: a page count beyond all numbers', [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Count 99999999999999999999 /Kids [] >>',
  ]),
  text(
    'PDF: a script that opens with the file',
    'x.pdf',
    '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj 2 0 obj<</Type/Pages/Count 0/Kids[]>>endobj trailer<</Root 1 0 R>>',
  ),
  text('a Word file that is none', 'x.docx', 'PK\u0003\u0004'),
  text('a name that says another format', 'x.pdf', '<html><body>第1条　あ。</body></html>'),
];
