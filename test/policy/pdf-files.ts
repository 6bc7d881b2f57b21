import { strFromU8, strToU8, zlibSync } from 'fflate';

/** Words at a place of a page, in points from the top left corner. */
export interface Printed {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly size: number;
}

/** How the words are stored: a predefined character map of a font that is not embedded. */
export type Encoding = 'UniJIS-UCS2-HW-H' | '90ms-RKSJ-H' | 'UniJIS-UCS2-V';

export interface PdfOptions {
  readonly encoding?: Encoding;
  /** Pages that are nothing but a picture, as scanners make them. */
  readonly pictures?: number;
  /** Reference to an encryption dictionary in the trailer. */
  readonly encrypted?: boolean;
}

const [WIDTH, HEIGHT] = [595, 842];

/**
 * A PDF file written by hand. The font HeiseiMin-W3 is named and not embedded, as in files of older Japanese systems:
 * a reader that lacks the character maps gets no text from it.
 */
export function pdfFile(pages: readonly (readonly Printed[])[], options: PdfOptions = {}): Uint8Array {
  const { encoding = 'UniJIS-UCS2-HW-H', pictures = 0, encrypted = false } = options;
  const encode = encoding === '90ms-RKSJ-H' ? shiftJis : utf16;
  const objects: string[] = ['', '', '', '', '', ''];
  const add = (content: string): number => objects.push(content) - 1;
  const stream = (dictionary: string, data: string) =>
    `<<${dictionary}/Length ${data.length}>>\nstream\n${data}\nendstream`;
  const kids: number[] = [];
  for (const page of pages) {
    const words = page.map(
      ({ text, x, y, size }) =>
        `BT /F1 ${size} Tf 1 0 0 1 ${x.toFixed(2)} ${(HEIGHT - y).toFixed(2)} Tm <${encode(text)}> Tj ET`,
    );
    const content = add(stream('', words.join('\n')));
    kids.push(
      add(
        `<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${WIDTH} ${HEIGHT}]/Resources<</Font<</F1 3 0 R>>>>/Contents ${content} 0 R>>`,
      ),
    );
  }
  for (let count = 0; count < pictures; count += 1) {
    const image = add(
      stream(
        '/Type/XObject/Subtype/Image/Width 8/Height 8/ColorSpace/DeviceGray/BitsPerComponent 8',
        'x'.repeat(64),
      ),
    );
    const content = add(stream('', `q ${WIDTH} 0 0 ${HEIGHT} 0 0 cm /I Do Q`));
    kids.push(
      add(
        `<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${WIDTH} ${HEIGHT}]/Resources<</XObject<</I ${image} 0 R>>>>/Contents ${content} 0 R>>`,
      ),
    );
  }
  objects[1] = '<</Type/Catalog/Pages 2 0 R>>';
  objects[2] = `<</Type/Pages/Count ${kids.length}/Kids[${kids.map((kid) => `${kid} 0 R`).join(' ')}]>>`;
  objects[3] = `<</Type/Font/Subtype/Type0/BaseFont/HeiseiMin-W3/Encoding/${encoding}/DescendantFonts[4 0 R]>>`;
  objects[4] =
    '<</Type/Font/Subtype/CIDFontType0/BaseFont/HeiseiMin-W3/CIDSystemInfo<</Registry(Adobe)/Ordering(Japan1)/Supplement 2>>/FontDescriptor 5 0 R/DW 1000/W[1 94 500 231 632 500]>>';
  objects[5] =
    '<</Type/FontDescriptor/FontName/HeiseiMin-W3/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 723/Descent -241/CapHeight 709/StemV 69>>';
  const security = encrypted
    ? add(`<</Filter/Standard/V 1/R 2/O<${'41'.repeat(32)}>/U<${'42'.repeat(32)}>/P -4>>`)
    : null;
  let file = '%PDF-1.4\n';
  const offsets: number[] = [];
  for (const [number, object] of objects.entries()) {
    if (number === 0) continue;
    offsets.push(file.length);
    file += `${number} 0 obj\n${object}\nendobj\n`;
  }
  const start = file.length;
  const id = `<${'00'.repeat(16)}>`;
  file += `xref\n0 ${objects.length}\n0000000000 65535 f \n${offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')}`;
  file += `trailer\n<</Size ${objects.length}/Root 1 0 R/ID[${id}${id}]${security === null ? '' : `/Encrypt ${security} 0 R`}>>\nstartxref\n${start}\n%%EOF\n`;
  return Uint8Array.from(file, (character) => character.charCodeAt(0));
}

/** Lines of body text below one another. */
export const page = (texts: readonly string[], rest: readonly Printed[] = []): readonly Printed[] => [
  ...texts.map((text, index) => ({ text, x: 70, y: 90 + index * 17, size: 10.5 })),
  ...rest,
];

/** A file whose one page is compressed, and holds so many bytes of nothing beside its words. */
export function packedPdf(bytes: number): Uint8Array {
  const words = strFromU8(pdfFile([page(['職員は、鍵を閉めなければならない。'])]), true);
  const content = /stream\n(BT[\s\S]*?)\nendstream/.exec(words)?.[1] ?? '';
  const packed = strFromU8(
    zlibSync(strToU8(content.padEnd(content.length + bytes), true), { level: 9 }),
    true,
  );
  const file = words.replace(
    /<<\/Length \d+>>\nstream\nBT[\s\S]*?\nendstream/,
    () => `<</Filter/FlateDecode/Length ${packed.length}>>\nstream\n${packed}\nendstream`,
  );
  return Uint8Array.from(file, (character) => character.charCodeAt(0));
}

function utf16(text: string): string {
  return Array.from({ length: text.length }, (_, index) =>
    text.charCodeAt(index).toString(16).padStart(4, '0'),
  ).join('');
}

let shiftJisCodes: ReadonlyMap<string, string> | undefined;

/** Node decodes Shift_JIS but does not encode it: the codes are found by decoding all of them. */
function shiftJis(text: string): string {
  shiftJisCodes ??= codesOfShiftJis();
  return [...text].map((character) => shiftJisCodes?.get(character) ?? '3f').join('');
}

function codesOfShiftJis(): ReadonlyMap<string, string> {
  const decoder = new TextDecoder('shift_jis');
  const codes = new Map<string, string>();
  const hex = (byte: number) => byte.toString(16).padStart(2, '0');
  for (let byte = 0x20; byte < 0x7f; byte += 1) codes.set(String.fromCharCode(byte), hex(byte));
  for (let lead = 0x81; lead <= 0xfc; lead += 1) {
    if (lead > 0x9f && lead < 0xe0) continue;
    for (let trail = 0x40; trail <= 0xfc; trail += 1) {
      const character = decoder.decode(Uint8Array.of(lead, trail));
      if (character.length === 1 && character !== '\ufffd' && !codes.has(character))
        codes.set(character, hex(lead) + hex(trail));
    }
  }
  return codes;
}
