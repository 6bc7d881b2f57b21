import { type Draft, isNamespace } from './draft.ts';
import { toArabic } from './named-marks.ts';
import { toHalfWidth } from './numerals.ts';

/** A read clause with its label and words, as references see it. */
export interface LabelledWords {
  readonly label: string;
  readonly title: string;
  readonly text: string;
}

/** Finds clauses by what references call them. Built once per document. */
export class ClauseTree {
  private readonly labels: ReadonlyMap<Draft, LabelledWords>;
  private readonly byLabel = new Map<string, Draft>();
  private readonly articles = new Map<Draft | null, Draft[]>();
  private readonly articlesByPath = new Map<Draft | null, Map<string, Draft>>();
  /** Place among all siblings; for articles, among the articles of their namespace. */
  private readonly positions = new Map<Draft, number>();
  private highest = 0;
  private readonly subtrees = new Map<Draft, string>();

  constructor(drafts: readonly Draft[], labels: ReadonlyMap<Draft, LabelledWords>) {
    this.labels = labels;
    for (const node of drafts) {
      const label = labels.get(node)?.label;
      if (label !== undefined) this.byLabel.set(schedulesAlike(label), node);
      node.children.forEach((child, index) => {
        this.positions.set(child, index);
      });
      if (node.style === 'decimal') this.highest = Math.max(this.highest, node.mark?.path[0] ?? 0);
      if (node.style === 'article') {
        const space = namespaceOf(node);
        const list = this.articles.get(space);
        if (list) list.push(node);
        else this.articles.set(space, [node]);
        const byPath = this.articlesByPath.get(space) ?? new Map<string, Draft>();
        byPath.set(node.mark?.path.join('-') ?? '', node);
        this.articlesByPath.set(space, byPath);
      }
    }
    for (const list of this.articles.values()) {
      list.forEach((article, index) => {
        this.positions.set(article, index);
      });
    }
  }

  /** The highest plain number of the document's clauses; 0 where it has none. */
  get lastNumber(): number {
    return this.highest;
  }

  get hasArticles(): boolean {
    return this.articles.size > 0;
  }

  label(node: Draft): string {
    return this.labels.get(node)?.label ?? '';
  }

  /** The clause with a label; 別表一 and 別表第1 are the same. */
  find(label: string): Draft | null {
    return this.byLabel.get(schedulesAlike(label)) ?? null;
  }

  /** The article of a number, in the namespace of `from` first, else in the main part. */
  article(from: Draft, path: readonly number[], space: Draft | null = namespaceOf(from)): Draft | null {
    for (const candidate of space === null ? [null] : [space, null]) {
      const found = this.articlesByPath.get(candidate)?.get(path.join('-'));
      if (found) return found;
    }
    return null;
  }

  /** `count` articles before (negative) or after `article`, nearest included, in document order. */
  articlesBeside(article: Draft, count: number): readonly Draft[] {
    const list = this.articles.get(namespaceOf(article)) ?? [];
    const at = this.positions.get(article) ?? 0;
    return count < 0 ? list.slice(Math.max(0, at + count), at) : list.slice(at + 1, at + 1 + count);
  }

  /** Siblings of one style before (negative) or after `node`, nearest included, in document order. */
  beside(node: Draft, count: number): readonly Draft[] {
    const siblings = node.parent?.children ?? [];
    const at = this.positions.get(node) ?? siblings.indexOf(node);
    const found: Draft[] = [];
    const step = count < 0 ? -1 : 1;
    for (let index = at + step; index >= 0 && index < siblings.length; index += step) {
      const sibling = siblings[index];
      if (!sibling || sibling.style !== node.style || found.length >= Math.abs(count)) break;
      found.push(sibling);
    }
    return count < 0 ? found.reverse() : found;
  }

  /** Every clause from `first` to `last`, which must be siblings or articles; null where they are not. */
  between(first: Draft, last: Draft): readonly Draft[] | null {
    const list =
      first.style === 'article' && last.style === 'article'
        ? (this.articles.get(namespaceOf(first)) ?? [])
        : first.parent === last.parent
          ? (first.parent?.children ?? [])
          : [];
    const [from, to] = [list.indexOf(first), list.indexOf(last)];
    return from >= 0 && to >= from
      ? list.slice(from, to + 1).filter((node) => node.style === first.style)
      : null;
  }

  /** Title and text of a clause and all below it, without white space. */
  wordsBelow(node: Draft): string {
    const known = this.subtrees.get(node);
    if (known !== undefined) return known;
    const own = this.labels.get(node);
    const words = `${own?.title ?? ''}${own?.text ?? ''}`.replace(/\s/g, '');
    const all = words + node.children.map((child) => this.wordsBelow(child)).join('');
    this.subtrees.set(node, all);
    return all;
  }
}

/** The supplement, schedule or history that `node` stands in or is; null for the main part. */
export function namespaceOf(node: Draft): Draft | null {
  for (let at: Draft | null = node; at; at = at.parent) if (isNamespace(at)) return at;
  return null;
}

/** The nearest clause of one of `styles`, from `node` upwards. */
export function nearest(node: Draft, styles: readonly Draft['style'][]): Draft | null {
  for (let at: Draft | null = node; at; at = at.parent) if (styles.includes(at.style)) return at;
  return null;
}

/** The n-th paragraph of an article or supplement; an undivided one is its own first paragraph. */
export function paragraphOf(home: Draft, value: number): Draft | null {
  const found = home.children.find(
    (child) => child.style === 'paragraph' && (child.mark?.path[0] ?? 1) === value,
  );
  if (found) return found;
  return value === 1 && !home.children.some((child) => child.style === 'paragraph') ? home : null;
}

const ITEM_STYLES: readonly Draft['style'][] = ['kanji', 'paren', 'decimal', 'paren-kanji'];

/** Items (号) directly below a clause. */
export function itemsOf(node: Draft): readonly Draft[] {
  return node.children.filter((child) => ITEM_STYLES.includes(child.style));
}

/** The item of a number below a clause; of an article with paragraphs, below its first one. */
export function itemOf(node: Draft, path: readonly number[]): Draft | null {
  const home = node.style === 'article' ? (paragraphOf(node, 1) ?? node) : node;
  return itemsOf(home).find((item) => samePath(item.mark?.path, path)) ?? null;
}

/** The child printed as `symbol` (イ, (1), ①), whatever its brackets' width. */
export function childPrinted(node: Draft, symbol: string): Draft | null {
  const wanted = toHalfWidth(symbol);
  return node.children.find((child) => child.mark?.printed === wanted) ?? null;
}

/**
 * The clause that a lone mark means where `node` stands: a sibling of the nearest clause of that style, else a
 * child of the node or of those above it.
 */
export function besideOrBelow(node: Draft, printed: string, styles: readonly Draft['style'][]): Draft | null {
  const peer = nearest(node, styles);
  const found = peer?.parent ? childPrinted(peer.parent, printed) : null;
  if (found) return found;
  for (let at: Draft | null = node; at; at = at.parent) {
    const child = childPrinted(at, printed);
    if (child && styles.includes(child.style)) return child;
  }
  return null;
}

export function samePath(one: readonly number[] | undefined, other: readonly number[]): boolean {
  return (
    one !== undefined && one.length === other.length && one.every((part, index) => part === other[index])
  );
}

function schedulesAlike(label: string): string {
  return /^(?:別|様式|付|附属)/.test(label) ? toArabic(label).replace(/第|号$/g, '') : label;
}
