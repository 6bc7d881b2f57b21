import type { DefaultTreeAdapterTypes } from 'parse5';

/** A node of a parsed page. */
export type Node = DefaultTreeAdapterTypes.ChildNode;
export type Element = DefaultTreeAdapterTypes.Element;

/** Elements without words of the text. */
export const DROPPED = new Set(
  'script style nav noscript template svg iframe object button select option input textarea head title'.split(
    ' ',
  ),
);

/** Elements that start and end lines. */
export const BLOCKS = new Set(
  (
    'address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form ' +
    'h1 h2 h3 h4 h5 h6 header hr html legend li main ol p pre section summary table tbody td tfoot th thead tr ul caption'
  ).split(' '),
);

export function isHidden(element: Element): boolean {
  const style = attribute(element, 'style') ?? '';
  return (
    attribute(element, 'hidden') !== undefined ||
    attribute(element, 'aria-hidden') === 'true' ||
    /display\s*:\s*none|visibility\s*:\s*hidden/i.test(style)
  );
}

export function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((candidate) => candidate.name === name)?.value;
}

export function descendants(element: Element, tag: string): Element[] {
  const found: Element[] = [];
  for (const node of element.childNodes) {
    if (!('tagName' in node)) continue;
    if (node.tagName === tag) found.push(node);
    found.push(...descendants(node, tag));
  }
  return found;
}

export function words(element: Element): string {
  let text = '';
  for (const node of element.childNodes) {
    if (node.nodeName === '#text' && 'value' in node) text += node.value;
    else if ('tagName' in node && !DROPPED.has(node.tagName) && !isHidden(node)) {
      const gap = BLOCKS.has(node.tagName) || node.tagName === 'br' ? ' ' : '';
      text += gap + words(node) + gap;
    }
  }
  return text;
}

/** Collapses white space as a browser does, but keeps full-width spaces, which Japanese texts use as signs. */
export function collapse(text: string): string {
  return text.replace(/[ \t\n\r\u00a0]+/g, ' ');
}
