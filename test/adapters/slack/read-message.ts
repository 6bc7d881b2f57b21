import type { Json } from './block-limits.ts';

/** What people see of a message, and what Slack does because of it. */
export interface SeenMessage {
  readonly text: string;
  readonly pings: readonly string[];
  readonly links: readonly string[];
}

/** Reads a message the way Slack's clients show it: blocks where there are some, else the text. */
export function readMessage({
  text = '',
  blocks = [],
  markdown = '',
}: {
  text?: string;
  blocks?: readonly Json[];
  /** What was streamed, which stands above the blocks. */
  markdown?: string;
}): SeenMessage {
  const words: string[] = [];
  const pings: string[] = [];
  const links: string[] = [];
  const markup = (source: string, autolinks: boolean) => {
    for (const [, inside = ''] of source.matchAll(/<([^<>]*)>/g)) {
      if (/^[@!#]/.test(inside)) pings.push(inside);
      else links.push(inside.replace(/\|.*$/s, ''));
    }
    if (autolinks) links.push(...(source.match(/https?:\/\/[^\s<>|]+/g) ?? []));
    return source
      .replace(/<[^<>]*\|([^<>]*)>/g, '$1')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&');
  };
  const visit = (part: unknown): void => {
    if (Array.isArray(part)) {
      for (const one of part) visit(one);
      return;
    }
    if (typeof part !== 'object' || part === null) return;
    const { type, text: own, url, verbatim, ...rest } = part as Json;
    if (type === 'mrkdwn') words.push(markup(String(own), verbatim !== true));
    else if (typeof own === 'string') words.push(own);
    else visit(own);
    if (type === 'link') links.push(String(url));
    if (type === 'user' || type === 'usergroup' || type === 'broadcast') pings.push(JSON.stringify(part));
    for (const [name, value] of Object.entries(rest)) if (name !== 'style') visit(value);
  };
  if (markdown !== '') words.push(readMarkdown(markdown, pings, links));
  visit(blocks);
  // The words of the notification can ping even where blocks are shown.
  const notification = markup(text, false);
  return { text: words.length === 0 ? notification : words.join('\n'), pings, links };
}

/** Markdown as Slack shows it, with what it would ping or link. */
function readMarkdown(source: string, pings: string[], links: string[]): string {
  for (const [, inside = ''] of source.matchAll(/(?<!\\)<([^<>]*)>/g)) {
    (/^[@!#]/.test(inside) ? pings : links).push(inside);
  }
  for (const [, to = ''] of source.matchAll(/(?<!\\)\[[^\]]*(?<!\\)\]\((\S+?)\)/g)) links.push(to);
  links.push(...(source.match(/(https?:\/\/|www\.)[^\s<>|]+/g) ?? []));
  return source
    .replace(/\\([\\`*_~[\]#|.)+-])/g, '$1')
    .replaceAll('\u2060', '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
