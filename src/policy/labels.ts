import type { Language } from '../domain/policy.ts';
import { type Draft, inOrder, isContainer, isHeadingLine, isNamespace, rankOf } from './draft.ts';
import { toArabic } from './named-marks.ts';

/** The printed path of every clause, unique in its document. The front matter is `0`. */
export function labelsOf(root: Draft, language: Language): ReadonlyMap<Draft, string> {
  const drafts = inOrder(root);
  const restarting = restartingStyles(drafts);
  const labels = new Map<Draft, string>();
  const taken = new Map<string, number>([['0', 1]]);
  for (const node of drafts) {
    if (node.style === 'root') {
      labels.set(node, '0');
      continue;
    }
    let wanted = wantedLabel(node, labels, restarting, language);
    if (taken.has(wanted) && node.style === 'heading' && node.parent && node.parent.style !== 'root') {
      wanted = `${labels.get(node.parent) ?? ''}.${wanted}`;
    }
    let copy = taken.get(wanted) ?? 0;
    let label = wanted;
    while (taken.has(label)) {
      copy += 1;
      label = `${wanted}~${Math.max(2, copy)}`;
    }
    taken.set(wanted, Math.max(1, copy));
    taken.set(label, Math.max(1, taken.get(label) ?? 0));
    labels.set(node, label);
  }
  return labels;
}

function wantedLabel(
  node: Draft,
  labels: ReadonlyMap<Draft, string>,
  restarting: ReadonlySet<string>,
  language: Language,
): string {
  const parent = node.parent;
  const above = parent && parent.style !== 'root' ? (labels.get(parent) ?? '') : '';
  const printed = node.mark?.printed ?? '';
  switch (node.style) {
    case 'supplement':
      return supplementLabel(node.rest);
    case 'schedule':
      return printed;
    case 'history':
      return slug(node.rest) || 'history';
    case 'heading':
      return headingLabel(node, above);
    case 'article':
      return (
        (restarting.has(seriesKey(node)) ? containerPrefix(node, labels) : namespacePrefix(node, labels)) +
        printed
      );
    case 'paragraph':
      return `${above}第${node.mark?.path[0] ?? 1}項`;
    default:
  }
  const rank = rankOf(node.style);
  if (rank !== null)
    return parent && (isRankedContainer(parent) || isNamespace(parent)) ? above + printed : printed;
  if (parent && inArticle(parent) && isItemStyle(node)) return `${above}${itemLabel(node)}`;
  if (standsAlone(node)) {
    const prefix = restarting.has(seriesKey(node))
      ? containerPrefix(node, labels)
      : namespacePrefix(node, labels);
    return join(prefix, printed, language);
  }
  if (parent?.style === 'en-article' || parent?.style === 'en-section') {
    return node.style === 'decimal' ? `${above}(${printed})` : join(above, printed, language);
  }
  return join(above, printed, language);
}

/** 附則, or 附則 with the act that added it: later supplements then leave the earlier labels alone. */
function supplementLabel(words: string): string {
  const act = /[（(](.*)[）)]/.exec(words)?.[1] ?? '';
  const compact = toArabic(act).replace(/[ \t\u3000]/g, '');
  return compact === ''
    ? '附則'
    : `附則（${compact.replace(/[〇一二三四五六七八九十百]+(?=号)/g, (kanji) => toArabic(`第${kanji}`).slice(1))}）`;
}

function headingLabel(node: Draft, above: string): string {
  const words = slug(node.rest) || 'heading';
  const parent = node.parent;
  const numbered = parent !== null && parent.style !== 'root' && parent.style !== 'heading';
  return numbered ? `${above}.${words}` : words;
}

/** Lower-case words joined by hyphens; letters and digits of any script stay. */
export function slug(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{N}ー]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '');
}

function isRankedContainer(node: Draft): boolean {
  const rank = rankOf(node.style);
  return rank !== null && rank >= 10 && rank < 60;
}

function inArticle(parent: Draft): boolean {
  return parent.style === 'article' || parent.style === 'paragraph' || parent.style === 'supplement';
}

/** 号 are printed as 一, (1) or 1 and cited as 第1号. */
function isItemStyle(node: Draft): boolean {
  return (
    node.style === 'kanji' ||
    node.style === 'paren' ||
    (node.style === 'decimal' && (node.mark?.path.length ?? 0) === 1) ||
    node.style === 'paren-kanji'
  );
}

function itemLabel(node: Draft): string {
  const [number = 0, ...branches] = node.mark?.path ?? [];
  return `第${number}号${branches.map((branch) => `の${branch}`).join('')}`;
}

/** Numbers that are cited without what stands above them: 4.2.1, and the plain numbers of main clauses. */
function standsAlone(node: Draft): boolean {
  if (node.style === 'en-article' || node.style === 'en-section' || node.style === 'dai') return true;
  if (node.style !== 'decimal') return false;
  const parent = node.parent;
  if ((node.mark?.path.length ?? 0) > 1) return true;
  if (!parent || parent.style === 'root') return true;
  if (parent.style === 'heading') return isHeadingLine(node.line);
  return isRankedContainer(parent);
}

function containerPrefix(node: Draft, labels: ReadonlyMap<Draft, string>): string {
  for (let at = node.parent; at && at.style !== 'root'; at = at.parent) {
    if (isContainer(at)) return labels.get(at) ?? '';
  }
  return '';
}

function namespacePrefix(node: Draft, labels: ReadonlyMap<Draft, string>): string {
  for (let at = node.parent; at; at = at.parent) if (isNamespace(at)) return labels.get(at) ?? '';
  return '';
}

/** Keeps digits apart that would read as one number: 第1 and 1 give 第1の1. */
function join(above: string, printed: string, language: Language): string {
  if (above === '' || !/^[0-9A-Za-z一-龠第]/.test(printed)) return above + printed;
  if (/[0-9]$/.test(above) && /^[a-zA-Z]/.test(printed) && !/^[A-Z][a-z]/.test(printed))
    return above + printed;
  if (/[)）①-⑳ア-ン]$/.test(above)) return above + printed;
  return `${above}${language === 'ja' ? 'の' : '.'}${printed}`;
}

/** Identifies a series that could be cited alone: its namespace, style and depth. */
function seriesKey(node: Draft): string {
  let space = '';
  for (let at = node.parent; at; at = at.parent) {
    if (isNamespace(at)) {
      space = `${at.mark?.printed ?? ''} ${at.rest}`;
      break;
    }
  }
  return `${space}|${node.style}`;
}

/** Series whose numbers come more than once under different parts: they need the part's label in front. */
function restartingStyles(drafts: readonly Draft[]): ReadonlySet<string> {
  const first = new Map<string, Draft>();
  const restarting = new Set<string>();
  for (const node of drafts) {
    if (node.style !== 'article' && !standsAlone(node)) continue;
    const key = `${seriesKey(node)}|${node.mark?.printed ?? ''}`;
    const earlier = first.get(key);
    if (!earlier) first.set(key, node);
    else if (nearestContainer(earlier) !== nearestContainer(node)) restarting.add(seriesKey(node));
  }
  return restarting;
}

function nearestContainer(node: Draft): Draft | null {
  for (let at = node.parent; at; at = at.parent) if (isContainer(at)) return at;
  return null;
}
