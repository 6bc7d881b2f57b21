import type { ClauseKind, DefinedTerm } from '../domain/policy.ts';
import { namesDefinitions } from './kinds.ts';

const QUOTED = '[「『]([^「」『』]{1,60})[」』]';
const MEANS_JA = new RegExp(`${QUOTED}(?:、${QUOTED})?(?:及び${QUOTED})?とは、`, 'g');
const HEREAFTER_JA = new RegExp(
  `[（(](?:[^（()）「」]{0,60}[、。])?(?:以下|次[^（()）「」]{0,20}において)[^（()）「」]{0,40}?(?:${QUOTED})(?:、${QUOTED})?(?:又は${QUOTED})?と(?:総称|略称)?(?:いう|いいます|する|します|呼ぶ|呼びます)。?[^（()）]{0,40}[）)]`,
  'g',
);
const WORD_EN = '["“‘]([A-Za-z][^"”“‘’]{0,60})["”’]';
const MEANS_EN = new RegExp(
  `${WORD_EN}(?:\\s*\\([^)]{1,40}\\))?(?:,? (?:or|and) ${WORD_EN})?\\s+(?:means?|refers? to|is defined as|are defined as|includes?|has the meaning|have the meaning)\\b`,
  'g',
);
const HEREAFTER_EN = new RegExp(
  `\\((?:(?:hereinafter|hereafter|collectively|together)[^()"“]{0,30})?(?:the |an? |each,? an? )?${WORD_EN}(?:\\s*(?:or|and)\\s*(?:the )?${WORD_EN})?[^()]{0,40}\\)`,
  'gi',
);
const BARE_EN = /^([A-Z][\w /&-]{1,60}?)\s+(?:means|refers to|is defined as)\b/;

/** The terms a clause defines, with the span of the words that define them. */
export function readDefinitions(text: string, title: string, kind: ClauseKind): readonly DefinedTerm[] {
  const found: DefinedTerm[] = [];
  const known = new Set<string>();
  const add = (term: string | undefined, start: number, end: number): void => {
    const clean = (term ?? '').trim().replace(/^(?:the|an?)\s+/i, '');
    if (clean === '' || end <= start || known.has(clean)) return;
    known.add(clean);
    found.push({ term: clean, start, end });
  };
  // A list of definitions names each term as the title of its item.
  if (
    kind === 'definition' &&
    title !== '' &&
    text !== '' &&
    !namesDefinitions(title) &&
    title.length <= 60
  ) {
    for (const term of termsOfTitle(title)) add(term, 0, text.length);
  }
  for (const match of text.matchAll(MEANS_JA)) {
    const end = sentenceEnd(text, match.index + match[0].length);
    for (const term of match.slice(1)) add(term, match.index, end);
  }
  for (const match of text.matchAll(HEREAFTER_JA)) {
    const start = phraseStart(text, match.index);
    for (const term of match.slice(1)) add(term, start, match.index + match[0].length);
  }
  for (const match of text.matchAll(MEANS_EN)) {
    const end = sentenceEnd(text, match.index + match[0].length);
    for (const term of match.slice(1)) add(term, match.index, end);
  }
  for (const match of text.matchAll(HEREAFTER_EN)) {
    const start = phraseStart(text, match.index);
    for (const term of match.slice(1)) add(term, start, match.index + match[0].length);
  }
  const bare = BARE_EN.exec(text);
  if (bare) add(bare[1], 0, sentenceEnd(text, bare[0].length));
  return found.sort((a, b) => a.start - b.start);
}

/** 「マイナンバー利用事務系（個人番号利用事務系）」 names two terms, 「…（以下「X」という。）」 as well. */
function termsOfTitle(title: string): readonly string[] {
  const match = /^(.+?)[（(](.+)[）)]$/.exec(title);
  if (!match) return [title];
  const quoted = new RegExp(QUOTED).exec(match[2] ?? '');
  return [match[1] ?? title, quoted?.[1] ?? match[2] ?? ''];
}

/** End of the sentence that goes on at `from`; full stops inside brackets and quotes do not end it. */
function sentenceEnd(text: string, from: number): number {
  let depth = 0;
  for (let index = from; index < text.length; index += 1) {
    const character = text.charAt(index);
    if ('（(「『'.includes(character)) depth += 1;
    else if ('）)」』'.includes(character)) depth = Math.max(0, depth - 1);
    else if (depth > 0) continue;
    else if (character === '。' || character === '\n') return character === '。' ? index + 1 : index;
    else if ((character === '.' || character === ';') && /^(?:\s|$)/.test(text.slice(index + 1, index + 2)))
      return index + 1;
  }
  return text.length;
}

/** Start of the phrase that a 「以下…という」 bracket at `at` names: after the last comma, stop or bracket before. */
function phraseStart(text: string, at: number): number {
  const window = text.slice(Math.max(0, at - 200), at);
  let depth = 0;
  for (let index = window.length - 1; index >= 0; index -= 1) {
    const character = window.charAt(index);
    if ('）)」'.includes(character)) depth += 1;
    else if ('（(「'.includes(character)) {
      if (depth === 0) return at - window.length + index + 1;
      depth -= 1;
    } else if (depth === 0 && /^(?:[、。\n;]|[.,]\s)/.test(window.slice(index, index + 2))) {
      const start = index + 1;
      return at - window.length + start + (/^\s*/.exec(window.slice(start))?.[0].length ?? 0);
    }
  }
  const cut = at > window.length ? (/^[A-Za-z]*\s*/.exec(window)?.[0].length ?? 0) : 0;
  return at - window.length + cut;
}
