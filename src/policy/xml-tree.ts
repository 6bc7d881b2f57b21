import { SaxesParser } from 'saxes';
import { KiteiError } from '../errors.ts';

/** An element of an XML file. Names are without their prefix: `w:p` is `p`. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (XmlElement | string)[];
}

interface OpenElement extends XmlElement {
  readonly children: (XmlElement | string)[];
}

/** No policy comes near these; files made to exhaust the memory do. */
const DEEPEST = 400;
const MOST_ELEMENTS = 3_000_000;

/**
 * Parses XML into a tree. Entities that a document type declares are never expanded, and nothing is ever fetched:
 * an entity bomb is an ordinary mistake in the file.
 *
 * @throws KiteiError `policy.unreadable` naming the line of the first mistake.
 */
export function parseXml(text: string, path: string): XmlElement {
  const document: OpenElement = { name: '', attributes: {}, children: [] };
  const open: OpenElement[] = [document];
  let elements = 0;
  const parser = new SaxesParser({ xmlns: false, position: true });
  const fail = (why: string, cause?: unknown): never => {
    throw new KiteiError(
      'policy.unreadable',
      `${path} cannot be read: ${why} (line ${parser.line} of its XML).`,
      'Save the document again in the program that made it, or export it as PDF or plain text.',
      cause,
    );
  };
  const addText = (words: string): void => {
    open.at(-1)?.children.push(words);
  };
  parser.on('error', (error) => fail('its XML is broken', error));
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('opentag', ({ name, attributes }) => {
    elements += 1;
    if (open.length > DEEPEST) fail('its elements are nested too deeply');
    if (elements > MOST_ELEMENTS) fail('it has too many elements');
    const element: OpenElement = {
      name: localName(name),
      attributes: Object.fromEntries(
        Object.entries(attributes).map(([key, value]) => [localName(key), value]),
      ),
      children: [],
    };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => void open.pop());
  parser.write(text).close();
  const root = document.children.find((child) => typeof child !== 'string');
  return root ?? fail('it holds no XML');
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** The child elements of an element, in order. */
export function elementsOf(element: XmlElement): readonly XmlElement[] {
  return element.children.filter((child): child is XmlElement => typeof child !== 'string');
}

/** The first child element of a name. */
export function childNamed(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element && elementsOf(element).find((child) => child.name === name);
}

/** The child elements of a name, in order. */
export function childrenNamed(element: XmlElement | undefined, name: string): readonly XmlElement[] {
  return element ? elementsOf(element).filter((child) => child.name === name) : [];
}

/** The `val` attribute of a child element, as Word writes its settings; undefined where there is none. */
export function settingOf(element: XmlElement | undefined, name: string): string | undefined {
  return childNamed(element, name)?.attributes.val;
}
