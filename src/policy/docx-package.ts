import { unzipSync } from 'fflate';
import { KiteiError } from '../errors.ts';
import { decodeText } from './decode.ts';
import { childrenNamed, parseXml, type XmlElement } from './xml-tree.ts';

/** The parts of a Word file that its words and numbers depend on. */
export interface WordPackage {
  readonly document: XmlElement;
  readonly styles: XmlElement | null;
  readonly numbering: XmlElement | null;
  readonly footnotes: XmlElement | null;
}

/** A part of this size holds more text than any policy; a small file that unpacks to more is a trap. */
const LARGEST_PART = 64 * 1024 * 1024;
const LARGEST_PACKED = 6 * 1024 * 1024;
const PARTS = /(?:^_rels\/\.rels|document\d*\.xml\.rels|(?:document|styles|numbering|footnotes)\d*\.xml)$/;
const COMPOUND_FILE = [0xd0, 0xcf, 0x11, 0xe0];

/**
 * Opens a Word file (Office Open XML). Only the parts that are needed are unpacked, each up to a limit.
 * @throws KiteiError `policy.unreadable` for files that are encrypted, broken, no Word file, or too large inside.
 */
export function openWordPackage(bytes: Uint8Array, path: string): WordPackage {
  if (COMPOUND_FILE.every((byte, index) => bytes[index] === byte)) {
    throw new KiteiError(
      'policy.unreadable',
      `${path} is protected by a password, or is a Word file of the old .doc kind.`,
      'Remove the password, or save the document as .docx.',
    );
  }
  const parts = unpack(bytes, path);
  const read = (name: string | undefined): XmlElement | null => {
    const part = name === undefined ? undefined : parts.get(name);
    return part ? parseXml(decodeText(part, `${path} (${name})`), path) : null;
  };
  const main = mainPartOf(read('_rels/.rels')) ?? 'word/document.xml';
  const document = read(main);
  if (document === null) throw notWord(path);
  const folder = main.slice(0, main.lastIndexOf('/') + 1);
  const name = main.slice(folder.length);
  const relations = childrenNamed(read(`${folder}_rels/${name}.rels`) ?? undefined, 'Relationship');
  const related = (kind: string): XmlElement | null => {
    const target = relations.find(({ attributes }) => attributes.Type?.endsWith(`/${kind}`))?.attributes
      .Target;
    return read(target === undefined ? `${folder}${kind}.xml` : partName(folder, target));
  };
  return {
    document,
    styles: related('styles'),
    numbering: related('numbering'),
    footnotes: related('footnotes'),
  };
}

/** The XML parts by name. A part that claims to be small is cut off where it claims to end, and is then broken XML. */
function unpack(bytes: Uint8Array, path: string): ReadonlyMap<string, Uint8Array> {
  try {
    const files = unzipSync(bytes, {
      filter: ({ name, originalSize, size }) => {
        if (!PARTS.test(name)) return false;
        if (originalSize > LARGEST_PART || size > LARGEST_PACKED) throw tooLarge(path, name);
        return true;
      },
    });
    return new Map(Object.entries(files));
  } catch (error) {
    throw error instanceof KiteiError ? error : notWord(path, error);
  }
}

function mainPartOf(relations: XmlElement | null): string | undefined {
  const main = childrenNamed(relations ?? undefined, 'Relationship').find(({ attributes }) =>
    attributes.Type?.endsWith('/officeDocument'),
  );
  return main?.attributes.Target === undefined ? undefined : partName('', main.attributes.Target);
}

function partName(folder: string, target: string): string {
  return target.startsWith('/') ? target.slice(1) : `${folder}${target}`;
}

function notWord(path: string, cause?: unknown): KiteiError {
  return new KiteiError(
    'policy.unreadable',
    `${path} is no Word file, or is broken.`,
    'Open it in Word and save it again as .docx, or replace it by an intact copy.',
    cause,
  );
}

function tooLarge(path: string, part: string): KiteiError {
  return new KiteiError(
    'policy.unreadable',
    `${path} unpacks to more than ${LARGEST_PART / 1024 / 1024} MB (${part}).`,
    'Check where the file comes from; save the document again without pictures and attachments.',
  );
}
