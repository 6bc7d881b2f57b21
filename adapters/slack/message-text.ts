/**
 * A message of Slack as its author reads it: mentions of Kitei left out, names and links by what is shown of them,
 * Slack's escapes undone (https://docs.slack.dev/messaging/formatting-message-text).
 */
export function messageText(text: string, botUserId: string | undefined): string {
  return text
    .replace(/<([^<>]*)>/g, (_, inside: string) => shown(inside, botUserId))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/[ \t\u3000]{2,}/g, ' ')
    .trim();
}

/** Whether a message calls on Kitei. */
export function mentions(text: string, userId: string | undefined): boolean {
  return userId !== undefined && new RegExp(`<@${userId}(\\|[^>]*)?>`).test(text);
}

/** Whether a message calls on somebody else. */
export function mentionsOthers(text: string, userId: string | undefined): boolean {
  return [...text.matchAll(/<@([^|>]+)|<!(subteam|here|channel|everyone)/g)].some(([, id]) => id !== userId);
}

function shown(inside: string, botUserId: string | undefined): string {
  const bar = inside.indexOf('|');
  const target = bar < 0 ? inside : inside.slice(0, bar);
  const label = bar < 0 ? '' : inside.slice(bar + 1);
  if (target.startsWith('@')) {
    if (target.slice(1) === botUserId) return ' ';
    // An id without a name says nothing about the question, and would identify somebody in the log.
    return label === '' ? '@…' : `@${label.replace(/^@/, '')}`;
  }
  if (target.startsWith('#')) return label === '' ? '#…' : `#${label}`;
  if (target.startsWith('!')) return label === '' ? `@${target.slice(1).replace(/\^.*$/, '')}` : label;
  return label === '' ? target.replace(/^mailto:/, '') : label;
}
