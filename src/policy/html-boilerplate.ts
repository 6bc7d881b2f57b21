import { attribute, DROPPED, type Element, isHidden } from './html-tree.ts';

/** Names that sites give to the parts around their text. */
const SIDE =
  /(?:^|[\s_-])(?:side(?:bar|menu|nav)?|secondary|breadcrumbs?|pankuzu|topicpath|menu|navi?|navigation|toc|footer|related|share|sns|pagetop|back-?to-?top|skip(?:link)?)(?:$|[\s_-])/i;
const MANY_LINKS = 4;

interface Measure {
  readonly characters: number;
  readonly linked: number;
  readonly links: number;
}

/**
 * The parts of a page that are not its text: those named as navigation or side matter, and those that consist of
 * links. A part that holds a third of the page's unlinked words is never one of them.
 */
export function boilerplateOf(root: Element): ReadonlySet<Element> {
  const measures = new Map<Element, Measure>();
  const whole = measure(root, false, measures);
  const words = whole.characters - whole.linked;
  const found = new Set<Element>();
  for (const [element, { characters, linked, links }] of measures) {
    if (element === root || (characters - linked) * 3 > words) continue;
    const name = `${attribute(element, 'id') ?? ''} ${attribute(element, 'class') ?? ''}`;
    if (SIDE.test(name) || (links >= MANY_LINKS && linked > characters * 0.7)) found.add(element);
  }
  return found;
}

function measure(element: Element, inLink: boolean, into: Map<Element, Measure>): Measure {
  let [characters, linked, links] = [0, 0, element.tagName === 'a' ? 1 : 0];
  const isLink = inLink || element.tagName === 'a';
  for (const node of element.childNodes) {
    if (node.nodeName === '#text' && 'value' in node) {
      const length = node.value.replace(/\s/g, '').length;
      characters += length;
      if (isLink) linked += length;
    } else if ('tagName' in node && !DROPPED.has(node.tagName) && !isHidden(node)) {
      const inner = measure(node, isLink, into);
      characters += inner.characters;
      linked += inner.linked;
      links += inner.links;
    }
  }
  const total = { characters, linked, links };
  into.set(element, total);
  return total;
}
