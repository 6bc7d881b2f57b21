import { isOn, type NumberedPlace, type WordNumbering } from './docx-numbering.ts';
import { childNamed, childrenNamed, settingOf, type XmlElement } from './xml-tree.ts';

/** What a paragraph's style, or its own settings, make of it. */
export interface ParagraphLook {
  /** Heading depth 1–6; 0 for body text. */
  readonly depth: number;
  readonly isQuote: boolean;
  readonly isList: boolean;
  readonly place: NumberedPlace | null;
}

interface Style {
  readonly name: string;
  readonly basedOn: string | undefined;
  readonly properties: XmlElement | undefined;
}

/** The paragraph styles of a Word document, with what they inherit. */
export class WordStyles {
  private readonly styles = new Map<string, Style>();
  private readonly defaultStyle: string;
  private readonly numbering: WordNumbering;

  constructor(styles: XmlElement | null, numbering: WordNumbering) {
    this.numbering = numbering;
    let byDefault = '';
    for (const element of childrenNamed(styles ?? undefined, 'style')) {
      if ((element.attributes.type ?? 'paragraph') !== 'paragraph') continue;
      const id = element.attributes.styleId ?? '';
      if (element.attributes.default === '1' || element.attributes.default === 'true') byDefault = id;
      this.styles.set(id, {
        name: (settingOf(element, 'name') ?? '').toLowerCase(),
        basedOn: settingOf(element, 'basedOn'),
        properties: childNamed(element, 'pPr'),
      });
    }
    this.defaultStyle = byDefault;
  }

  /** The look of a paragraph, from its properties (`w:pPr`). */
  lookOf(properties: XmlElement | undefined): ParagraphLook {
    const id = settingOf(properties, 'pStyle') ?? this.defaultStyle;
    const chain = this.chain(id);
    const own = outlineDepth(properties);
    const inherited = chain.map(({ style }) => depthOf(style)).find((depth) => depth !== null);
    return {
      depth: own ?? inherited ?? 0,
      isQuote: chain.some(({ style }) => /^(?:intense )?quote$|^block text$|^引用/.test(style.name)),
      isList:
        chain.some(({ style }) => /^list\b/.test(style.name)) ||
        childNamed(properties, 'numPr') !== undefined,
      place: this.placeOf(properties, chain),
    };
  }

  /** Automatic numbering: the paragraph's own setting wins, list 0 takes it away. */
  private placeOf(properties: XmlElement | undefined, chain: readonly StyleOf[]): NumberedPlace | null {
    const own = childNamed(properties, 'numPr');
    const ownList = settingOf(own, 'numId');
    const ownLevel = settingOf(own, 'ilvl');
    if (ownList === '0') return null;
    if (ownList !== undefined) return { list: ownList, level: Number(ownLevel ?? 0) || 0 };
    for (const { style } of chain) {
      const setting = childNamed(style.properties, 'numPr');
      const list = settingOf(setting, 'numId');
      if (list === '0') return null;
      if (list === undefined) continue;
      const level = ownLevel ?? settingOf(setting, 'ilvl');
      const linked = chain
        .map((each) => this.numbering.levelOfStyle(list, each.id))
        .find((at) => at !== null);
      return { list, level: level === undefined ? (linked ?? 0) : Number(level) || 0 };
    }
    return chain.map(({ id }) => this.numbering.placeOfStyle(id)).find((place) => place !== null) ?? null;
  }

  /** The style and those it is based on. */
  private chain(id: string): readonly StyleOf[] {
    const chain: StyleOf[] = [];
    let at: string | undefined = id;
    while (at !== undefined && chain.length < 20) {
      const style: Style | undefined = this.styles.get(at);
      if (!style || chain.some((each) => each.style === style)) break;
      chain.push({ id: at, style });
      at = style.basedOn;
    }
    return chain;
  }
}

interface StyleOf {
  readonly id: string;
  readonly style: Style;
}

function depthOf({ name, properties }: Style): number | null {
  const outline = outlineDepth(properties);
  if (outline !== null) return outline;
  const heading = /^(?:heading|見出し) ?([1-9])/.exec(name);
  if (heading) return Math.min(6, Number(heading[1]));
  return name === 'title' || name === '表題' ? 1 : null;
}

/** Outline level 0 is the top heading; 9 is body text. */
function outlineDepth(properties: XmlElement | undefined): number | null {
  const level = settingOf(properties, 'outlineLvl');
  if (level === undefined) return null;
  return Number(level) >= 9 ? 0 : Math.min(6, Number(level) + 1);
}

/** True for runs that are not printed. */
export function isHiddenRun(run: XmlElement): boolean {
  return isOn(childNamed(run, 'rPr'), 'vanish');
}
