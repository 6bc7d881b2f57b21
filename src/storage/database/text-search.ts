/** After the last character of a text; no character has it as its code. */
const END = 'z';

/**
 * Neighbouring characters as words of letters and digits only, which every full-text index leaves whole: 「持出」
 * becomes `6301x51fa 51faxz`. Case, width and white space do not matter. A text of two characters or more is contained
 * in another one exactly where its pairs (without the one that marks its end) follow each other there. A trigram index
 * would find nothing for the two-character words that Japanese is full of.
 */
export function characterPairs(text: string): readonly string[] {
  const codes = Array.from(normalised(text), codeOf);
  return codes.map((code, index) => `${code}x${codes[index + 1] ?? END}`);
}

/** The words that follow each other where a text is found; `open` where the last one may go on. */
export function searchedPairs(text: string): { readonly words: readonly string[]; readonly open: boolean } {
  const words = characterPairs(text);
  const [only] = words;
  if (words.length === 1 && only !== undefined) return { words: [only.slice(0, -END.length)], open: true };
  return { words: words.slice(0, -1), open: false };
}

/** Whether a text is contained in a question, in the same sense. */
export function containsText(question: string, text: string): boolean {
  return normalised(question).includes(normalised(text));
}

/** A text without what does not matter: case, width and white space. */
export function normalised(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, '');
}

function codeOf(character: string): string {
  return (character.codePointAt(0) as number).toString(16);
}
