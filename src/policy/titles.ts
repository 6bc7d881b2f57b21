import type { Language } from '../domain/policy.ts';
import { captionLine, isSentence, splitCaption, withoutBrackets } from './captions.ts';
import { type Draft, isContainer, isHeadingLine, rankOf } from './draft.ts';
import { continues } from './paragraphs.ts';
import { columnsOf, isVerbatim, type SourceLine } from './source-line.ts';

/** A clause's heading words and the lines of its text. */
export interface TitledDraft {
  readonly title: string;
  readonly lines: readonly SourceLine[];
}

/** What titles depend on beside the clause itself. */
export interface TitleContext {
  readonly language: Language;
  /** See `wrapColumn`. */
  readonly column: number | null;
}

const INTRODUCES = /次の|次に|以下の|下記|各号|いずれか/;
const TERM_AND_MEANING =
  /^([^、。\u3000\t]{1,40}?)(?:[\u3000\t]+| {2,}|\s*[：:]\s*)(\S.*(?:をいう|をいいます|のこと|ものとする)。?(?:.*。)?)$/;

const RUN_IN = /^([^、。\u3000]{1,24})\u3000+(\S.*。)$/;

/** Splits the words that follow `node`'s number into title and text. `alike` are its siblings of the same style. */
export function titleOf(node: Draft, alike: readonly Draft[], context: TitleContext): TitledDraft {
  const rest = node.rest;
  const body = node.body;
  if (
    node.style === 'root' ||
    node.style === 'heading' ||
    node.style === 'history' ||
    node.style === 'supplement'
  ) {
    return { title: rest, lines: body };
  }
  const above = withoutBrackets(node.caption);
  if (above !== '') return { title: above, lines: withRest(node, rest) };
  const ranked = rankOf(node.style);
  const heads = (ranked !== null && ranked < 60) || node.style.startsWith('en-');
  if (heads && rest === '' && isTitleLine(node, context))
    return { title: body[0]?.text ?? '', lines: body.slice(1) };
  if (ranked !== null && ranked < 60) return { title: rest, lines: body };
  if (node.mark === null || node.style === 'paragraph') return { title: '', lines: withRest(node, rest) };
  if (node.style === 'article' || isHeadingLine(node.line)) {
    const { caption, words } = splitCaption(rest, node.line);
    if (caption !== '') return { title: caption, lines: withRest(node, words) };
    const first = rest === '' ? captionLine(body[0]) : null;
    if (first !== null) return { title: first, lines: body.slice(1) };
    if (isHeadingLine(node.line)) return { title: '', lines: withRest(node, rest) };
  }
  if (rest === '') return { title: '', lines: body };
  const term = TERM_AND_MEANING.exec(rest);
  if (term && node.children.length === 0)
    return { title: (term[1] ?? '').trim(), lines: withRest(node, term[2] ?? '') };
  const runIn = RUN_IN.exec(rest);
  if (
    runIn &&
    body.length === 0 &&
    !ancestorIsArticle(node) &&
    alike.length > 1 &&
    alike.every(startsWithTitle)
  ) {
    return { title: runIn[1] ?? '', lines: withRest(node, runIn[2] ?? '') };
  }
  if (isTitle(node, context) && mostAreTitles(alike, context)) return { title: rest, lines: body };
  return { title: '', lines: withRest(node, rest) };
}

/** 「(1) 相談　判断に迷うときは、…」: a title set off by a full-width space. */
function startsWithTitle(node: Draft): boolean {
  return RUN_IN.test(node.rest);
}

function withRest(node: Draft, words: string): readonly SourceLine[] {
  return words === '' ? node.body : [{ ...node.line, text: words, form: 'plain' }, ...node.body];
}

/** “Article 1 / Purpose”: the title stands on the line after the number. */
function isTitleLine(node: Draft, context: TitleContext): boolean {
  const [first, second] = node.body;
  if (first?.form !== 'plain' || first.opensBlock || first.text.length > 60) return false;
  if (!second && node.children.length === 0) return false;
  return context.language === 'ja' ? !/[。、]/.test(first.text) : isEnglishTitle(first.text, second);
}

/** A series has titles as a whole; one item that happens to look like a title is none. */
function mostAreTitles(alike: readonly Draft[], context: TitleContext): boolean {
  const sample = alike.length > 60 ? alike.slice(0, 60) : alike;
  return (
    sample.filter((node) => isHeadingLine(node.line) || isTitle(node, context)).length * 2 >= sample.length
  );
}

/** True for short words on a line of their own that text or sub-clauses follow. */
function isTitle(node: Draft, context: TitleContext): boolean {
  const first = node.body[0];
  const follows =
    (first !== undefined && !isVerbatim(first)) || node.children.length > 0 || first?.form === 'row';
  if (!follows) return false;
  if (node.line.hardBreak && first && !isSentence(node.rest)) return true;
  if (first && continues(node.line, first, context.language, context.column)) return false;
  if (
    context.column !== null &&
    first &&
    !first.opensBlock &&
    columnsOf(node.line.text) >= context.column * 0.75
  )
    return false;
  return context.language === 'ja' ? isJapaneseTitle(node, first) : isEnglishTitle(node.rest, first);
}

function isJapaneseTitle(node: Draft, first: SourceLine | undefined): boolean {
  const words = node.rest.replace(/[（(].*?[）)]/g, '');
  if (
    words.length > 40 ||
    /[。、，．：:；;]$/.test(node.rest) ||
    words.includes('。') ||
    INTRODUCES.test(words)
  )
    return false;
  const inArticle = ancestorIsArticle(node);
  if (inArticle && (node.style === 'kanji' || node.style === 'iroha' || !first)) return false;
  return !/(?:とき|場合|こと|もの|者|ため)$/.test(words) || first !== undefined;
}

function isEnglishTitle(words: string, first: SourceLine | undefined): boolean {
  const count = words.split(/\s+/).length;
  if (count > 14 || /[;:,—–-]$|\b(?:and|or|that|to|by|of)$/i.test(words) || !/^[A-Z0-9"“‘'(]/.test(words))
    return false;
  if (/\.$/.test(words) && (count > 4 || first === undefined)) return false;
  return first === undefined || /^[A-Z0-9"“‘'([•§]/.test(first.text);
}

function ancestorIsArticle(node: Draft): boolean {
  for (let at = node.parent; at; at = at.parent) {
    if (at.style === 'article' || at.style === 'paragraph') return true;
    if (isContainer(at)) return false;
  }
  return false;
}
