/** Keeps Slack from making a link of an address: shown as nothing, and no part of any address. */
const WORD_JOINER = '\u2060';

/**
 * Text for Slack's Markdown that is shown as it is: no format, no mention, no emoji, no link. What is made of the
 * beginning of a text is the beginning of what is made of the text, so that it can be sent piece by piece.
 */
export function escapeMarkdown(text: string): string {
  return (
    text
      .replace(/[^\P{Cc}\n\t]/gu, '')
      .replace(/(?<=:\/)\//g, `${WORD_JOINER}/`)
      .replace(/(?<=www)\./gi, `${WORD_JOINER}.`)
      // "http:", and the end of ":name:".
      .replace(/(?<=[\w+-]):/g, `${WORD_JOINER}:`)
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
      .replace(/[\\`*_~[\]#|]/g, '\\$&')
      .replace(/^(\s*)([-+])/gm, '$1\\$2')
      .replace(/^(\s*\d+)([.)])/gm, '$1\\$2')
  );
}
