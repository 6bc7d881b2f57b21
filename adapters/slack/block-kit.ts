import type { types } from '@slack/bolt';

/** A message of Slack: its blocks, and the words of its notification. */
export interface SlackMessage {
  /** Escaped for Slack. */
  readonly text: string;
  readonly blocks: readonly types.KnownBlock[];
}

type Inline = types.RichTextText | types.RichTextLink | types.RichTextUserMention;

/** Names of buttons and dialogs, as they come back. */
export const ACTIONS = {
  feedback: 'kitei_feedback',
  related: 'kitei_related',
  askPerson: 'kitei_ask_person',
  share: 'kitei_share',
  mute: 'kitei_mute',
} as const;

/** How much the value of a button can carry, in UTF-16 units. */
export const BUTTON_VALUE = 2_000;

/** What Slack counts against a message or a dialog. */
export function size(blocks: readonly types.KnownBlock[]): number {
  return JSON.stringify(blocks).length;
}

/** The beginning of a text, ended by "…" where it is longer than `most` UTF-16 units; never half a character. */
export function clip(text: string, most: number): string {
  if (text.length <= most) return text;
  const end = most - 1;
  const half = /[\uD800-\uDBFF]/.test(text.charAt(end - 1));
  return `${text.slice(0, Math.max(0, half ? end - 1 : end))}…`;
}

/** The beginning of a text that weighs no more than `most` in a message, ended by "…" where something is left out. */
export function fitted(text: string, most: number): string {
  if (weight(text) <= most) return text;
  let left = most - 1;
  let shown = '';
  for (const character of text) {
    left -= weight(character);
    if (left < 0) break;
    shown += character;
  }
  return `${shown}…`;
}

/** What Slack counts for a text: quotation marks and line ends are longer in JSON than they are. */
function weight(text: string): number {
  return JSON.stringify(text).length - 2;
}

/**
 * Text that Slack shows as it is. In rich text nothing is read as a mention, a link, an emoji or a format, so words of
 * a policy or a person need no escaping there.
 */
export function plainly(text: string, style?: types.RichTextText['style']): types.RichTextText {
  const shown = text.replace(/[^\P{Cc}\n\t]/gu, '');
  // Slack refuses empty texts.
  return { type: 'text', text: shown === '' ? ' ' : shown, ...(style !== undefined && { style }) };
}

export function bold(text: string): types.RichTextText {
  return plainly(text, { bold: true });
}

export function paragraph(...elements: Inline[]): types.RichTextSection {
  return { type: 'rich_text_section', elements };
}

export function quoted(text: string, style?: types.RichTextText['style']): types.RichTextQuote {
  return { type: 'rich_text_quote', elements: [plainly(text, style)] };
}

export function bullets(items: readonly string[]): types.RichTextList {
  return {
    type: 'rich_text_list',
    style: 'bullet',
    elements: items.map((item) => paragraph(plainly(item))),
  };
}

export function richText(...elements: types.RichTextBlock['elements']): types.RichTextBlock {
  return { type: 'rich_text', elements };
}

export function header(text: string): types.HeaderBlock {
  return { type: 'header', text: label(clip(text, 150)) };
}

/** Text of a button or a title: no emoji, no formats. */
export function label(text: string): types.PlainTextElement {
  return { type: 'plain_text', text, emoji: false };
}

export function button(
  actionId: string,
  text: string,
  value: string,
  more: Partial<Pick<types.Button, 'style' | 'confirm'>> = {},
): types.Button {
  return { type: 'button', action_id: actionId, text: label(clip(text, 75)), value, ...more };
}

/** For the few places where Slack reads its own markup: nothing in the result can ping or link. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
