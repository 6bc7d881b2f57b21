import { type DefaultTreeAdapterMap, parseFragment } from 'parse5';
import type { InboundActivity } from './activity.ts';

/** The words somebody typed: without the mention of the bot, other people's mentions as their names. */
export function questionText(activity: Pick<InboundActivity, 'text' | 'entities' | 'recipient'>): string {
  let text = activity.text ?? '';
  for (const { type, text: mention, mentioned } of activity.entities) {
    const own = (mentioned as { id?: unknown } | undefined)?.id === activity.recipient.id;
    if (type === 'mention' && own && typeof mention === 'string' && mention !== '') {
      text = text.split(mention).join(' ');
    }
  }
  return tidy(text.replace(/<at[^>]*>(.*?)<\/at>/gs, '$1').replace(/&nbsp;/g, ' '));
}

/** The words of a message's HTML, a line for each of its paragraphs. */
export function textOfHtml(html: string): string {
  return tidy(textOf(parseFragment(html)));
}

const BLOCKS = new Set(['p', 'div', 'br', 'li', 'tr', 'h1', 'h2', 'h3', 'blockquote', 'pre']);

function textOf(node: DefaultTreeAdapterMap['node']): string {
  if (node.nodeName === '#text') return (node as DefaultTreeAdapterMap['textNode']).value;
  if (!('childNodes' in node) || node.nodeName === 'script' || node.nodeName === 'style') return '';
  const inner = node.childNodes.map(textOf).join('');
  return BLOCKS.has(node.nodeName) ? `\n${inner}\n` : inner;
}

function tidy(text: string): string {
  return text
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n[\n ]*/g, '\n')
    .trim();
}
