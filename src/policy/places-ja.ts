import type { JapaneseCitation, Level } from './citations-ja.ts';
import {
  besideOrBelow,
  type ClauseTree,
  childPrinted,
  itemOf,
  itemsOf,
  namespaceOf,
  nearest,
  paragraphOf,
} from './clause-tree.ts';
import type { Draft } from './draft.ts';

/** What a citation points to: clauses of this document, another text, or (null) nothing that exists. */
export type Place = readonly Draft[] | 'external' | null;

/** What 同条, 同項 and 同号 stand for at a point of the text. */
export interface Antecedents {
  readonly article: Draft | 'external' | null;
  readonly paragraph: Draft | 'external' | null;
  readonly item: Draft | 'external' | null;
}

/** What a citation's unwritten levels are filled from. */
export interface PlaceContext {
  /** The clause whose text is read. */
  readonly node: Draft;
  /** What the citation before it in the same list points to, or null. */
  readonly previous: Draft | null;
  /** True where the text says 「本規程第3条」: the main part is meant. */
  readonly mainPart: boolean;
  readonly antecedents: Antecedents;
}

const ITEM_STYLES: readonly Draft['style'][] = ['kanji', 'paren', 'paren-kanji'];

/** Finds the clauses that a citation points to from where it stands. */
export function placeOf(citation: JapaneseCitation, context: PlaceContext, tree: ClauseTree): Place {
  if (citation.schedule !== null) {
    // 別表第1の二 is the second row of a table.
    return found(tree.find(citation.schedule) ?? tree.find(citation.schedule.replace(/の[^の]+$/, '')));
  }
  if (citation.decimal !== null) return withMarks(tree.find(citation.decimal), citation.marks);
  if (citation.relative === null && citation.numbers.length === 0) return loneMark(citation, context.node);
  const base = citation.relative
    ? relativePlace(citation, context, tree)
    : numberedPlace(citation, context, tree);
  if (base === null || base === 'external') return base;
  const marked = citation.marks.length > 0 ? withMarks(base[0] ?? null, citation.marks) : base;
  if (marked === null || citation.each === null || isEach(citation)) return marked;
  const children = marked.flatMap((node) => childrenFor(citation.each, node));
  return children.length > 0 ? children : null;
}

/** What the levels of 同… mean after a citation that points to `place`. */
export function antecedentsAfter(citation: JapaneseCitation, place: Place, before: Antecedents): Antecedents {
  if (citation.schedule !== null || citation.decimal !== null) return before;
  if (place === 'external') return { article: 'external', paragraph: 'external', item: 'external' };
  const last = place?.at(-1);
  if (!last) return before;
  const article = nearest(last, ['article', 'supplement']);
  const undivided = article !== null && !article.children.some((child) => child.style === 'paragraph');
  return {
    article: article ?? before.article,
    paragraph: nearest(last, ['paragraph']) ?? (undivided ? article : null),
    item: nearest(last, ITEM_STYLES),
  };
}

function found(node: Draft | null): Place {
  return node ? [node] : null;
}

/** 前各号 and 前各項 already mean several. */
function isEach(citation: JapaneseCitation): boolean {
  return citation.relative?.count === Number.POSITIVE_INFINITY;
}

function childrenFor(level: Level | null, node: Draft): readonly Draft[] {
  if (level !== 'item') return node.children;
  return itemsOf(node.style === 'article' ? (paragraphOf(node, 1) ?? node) : node);
}

function withMarks(node: Draft | null, marks: readonly string[]): readonly Draft[] | null {
  let at = node;
  for (const mark of marks) at = at ? childPrinted(at, mark) : null;
  return at ? [at] : null;
}

/** ②, (3), イ on their own. */
function loneMark(citation: JapaneseCitation, node: Draft): Place {
  const [mark, ...rest] = citation.marks;
  return mark === undefined ? null : withMarks(besideOrBelow(node, mark, stylesOf(mark)), rest);
}

function stylesOf(mark: string): readonly Draft['style'][] {
  if (/^\([ァ-ヶ]/.test(mark)) return ['paren-kana', 'paren-iroha'];
  if (mark.startsWith('(')) return ['paren', 'paren-roman'];
  return /^[ァ-ヶ]/.test(mark) ? ['kana', 'iroha'] : ['circled', 'paragraph'];
}

function numberedPlace(citation: JapaneseCitation, context: PlaceContext, tree: ClauseTree): Place {
  let at: Draft | null = null;
  for (const [level, path] of citation.numbers) {
    const next: Draft | null = at ? below(at, level, path) : topmost(citation, level, path, context, tree);
    // A document without articles cannot mean its own with 第3条.
    if (!next) return level !== 'paragraph' && level !== 'item' && !tree.hasArticles ? 'external' : null;
    at = next;
  }
  return found(at);
}

/** Finds the first level that is written, filling those above it from the context. */
function topmost(
  citation: JapaneseCitation,
  level: Level,
  path: readonly number[],
  { node, previous, mainPart }: PlaceContext,
  tree: ClauseTree,
): Draft | null {
  const from = previous ?? node;
  if (level === 'article') {
    if (citation.supplement) return tree.article(node, path, namespaceOf(node) ?? tree.find('附則'));
    // In a supplement, 第N条 means the main part where that has such an article.
    return tree.article(node, path, null) ?? (mainPart ? null : tree.article(node, path));
  }
  if (level === 'paragraph') {
    const home = citation.supplement ? tree.find('附則') : nearest(from, ['article', 'supplement']);
    return home ? paragraphOf(home, path[0] ?? 0) : null;
  }
  for (let at: Draft | null = from; at; at = at.parent) {
    const child = below(at, level, path);
    if (child) return child;
    if (level === 'item' && at.style === 'article') break;
  }
  return null;
}

function below(node: Draft, level: Level, path: readonly number[]): Draft | null {
  if (level === 'paragraph') return paragraphOf(node, path[0] ?? 0);
  if (level === 'item') return itemOf(node, path);
  const wanted = path.join('-');
  return (
    node.children.find((child) => child.style === level && child.mark?.path.join('-') === wanted) ?? null
  );
}

function relativePlace(citation: JapaneseCitation, context: PlaceContext, tree: ClauseTree): Place {
  const { word, level, count } = citation.relative ?? { word: '前', level: 'paragraph', count: 1 };
  const base =
    word === '同'
      ? antecedent(level, context.antecedents)
      : beside(level, word === '前' ? -count : count, context.node, tree);
  if (base === null || base === 'external' || citation.numbers.length === 0) return base;
  let at: Draft | null = base[0] ?? null;
  for (const [step, path] of citation.numbers) at = at ? below(at, step, path) : null;
  return found(at);
}

function antecedent(level: Level, antecedents: Antecedents): Place {
  const known =
    level === 'article' ? antecedents.article : level === 'item' ? antecedents.item : antecedents.paragraph;
  return known === 'external' ? known : found(known);
}

/** Clauses before (negative) or after the one that `node` stands in: by order of siblings, not by arithmetic. */
function beside(level: Level, count: number, node: Draft, tree: ClauseTree): Place {
  const at = standpoint(level, node);
  if (!at) return null;
  const nodes = level === 'article' ? tree.articlesBeside(at, count) : tree.beside(at, count);
  const enough = Number.isFinite(count) ? nodes.length === Math.abs(count) : nodes.length > 0;
  return enough ? nodes : null;
}

function standpoint(level: Level, node: Draft): Draft | null {
  if (level === 'article') return nearest(node, ['article']);
  const home = nearest(node, ['article', 'paragraph', 'supplement']);
  // Texts without 項 and 号 use the words for whatever their clauses are.
  if (!home) return level === 'item' ? (nearest(node, ITEM_STYLES) ?? node) : node;
  if (level === 'paragraph') return nearest(node, ['paragraph']);
  for (let at: Draft | null = node; at && at !== home; at = at.parent)
    if (ITEM_STYLES.includes(at.style)) return at;
  return null;
}
