import type { PolicyDocument } from '../../src/domain/policy.ts';

/** Letters and digits of a text, by which lines are compared; circled and other ready-made numbers count as well. */
export function bare(text: string): string {
  return text.replace(/[^\p{L}\p{N}ー]/gu, '');
}

/** What may stand before a line's words as its number: 第3条の2, (a), ①, Section 4, 別表第1. */
const NUMBER =
  /^(?:[\p{N}第編章節款目条項号のノ附則別表紙添記様式付録参考資料〇一二三四五六七八九十百千]|[ァ-ヶ]|[a-zA-Zａ-ｚＡ-Ｚ]){1,24}$/u;

/** Markup that carries no words: link targets, tags, comments, separator rows, front matter. */
export function withoutMarkup(source: string, isMarkdown: boolean): readonly string[] {
  let text = source.replace(/^\ufeff/, '');
  if (isMarkdown) {
    text = text
      .replace(/^---\n[\s\S]*?\n---\n/, '')
      .replace(/<!--[\s\S]*?-->/g, '')
      .replace(/\]\([^()\s]*\)/g, ']')
      .replace(/<br\s*\/?>/gi, '\n')
      .replace(/<\/?[a-z][^<>]*>/gi, '');
  }
  return text.split(/\r?\n/);
}

/**
 * Checks that the document's clauses hold every line of the source, in order, and nothing else: walking through
 * the clauses' titles and texts meets each line next, whole or without the number at its start. Returns the first
 * line that is not met, or what is left over at the end; null when all is well.
 */
export function firstLostLine(
  document: PolicyDocument,
  lines: readonly string[],
  dropped: readonly string[] = [],
): string | null {
  const words = document.clauses.map((clause) => bare(clause.title) + bare(clause.text)).join('');
  const contents = dropped.map(bare);
  let at = 0;
  for (const line of lines) {
    const wanted = bare(line);
    if (wanted === '') continue;
    if (words.startsWith(wanted, at)) {
      at += wanted.length;
      continue;
    }
    if (contents[0] === wanted) {
      contents.shift();
      continue;
    }
    let skipped = 1;
    while (skipped <= wanted.length && !words.startsWith(wanted.slice(skipped), at)) skipped += 1;
    if (skipped > wanted.length || !NUMBER.test(wanted.slice(0, skipped))) return line;
    at += wanted.length - skipped;
  }
  return at === words.length ? null : `left over: ${words.slice(at, at + 40)}`;
}

/** What must hold of every clause tree: unique labels, parents that stand before their children, and their path. */
export function brokenRule(document: PolicyDocument): string | null {
  const seen = new Map<string, readonly string[]>();
  for (const clause of document.clauses) {
    if (clause.label === '') return 'an empty label';
    if (seen.has(clause.label)) return `${clause.label} comes twice`;
    if (clause.parent !== null && !seen.has(clause.parent))
      return `${clause.label} stands before its parent ${clause.parent}`;
    const above = clause.parent === null ? [] : (seen.get(clause.parent) ?? []);
    if (JSON.stringify(clause.headingPath) !== JSON.stringify(above))
      return `${clause.label} has another heading path`;
    if (clause.text !== clause.text.trim()) return `${clause.label} starts or ends in white space`;
    for (const { text, start, end } of clause.references) {
      if (clause.text.slice(start, end) !== text) return `${clause.label}: ${text} is not where it should be`;
    }
    for (const { start, end, term } of clause.definedTerms) {
      if (!(start >= 0 && start < end && end <= clause.text.length))
        return `${clause.label}: span of ${term}`;
    }
    seen.set(clause.label, [...clause.headingPath, clause.title === '' ? clause.label : clause.title]);
  }
  return null;
}
