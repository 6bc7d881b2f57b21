import { printNumber } from './number-formats.ts';
import { childNamed, childrenNamed, settingOf, type XmlElement } from './xml-tree.ts';

/** Where a paragraph takes part in automatic numbering. */
export interface NumberedPlace {
  readonly list: string;
  readonly level: number;
}

interface Level {
  readonly start: number;
  readonly format: string;
  /** `%1` stands for the first level's number. */
  readonly text: string;
  readonly separator: string;
  /** The level whose numbers start this one afresh; null for the one above, -1 for none. */
  readonly restart: number | null;
  /** All numbers in Arabic digits. */
  readonly legal: boolean;
}

interface List {
  /** Lists that share a definition count on together. */
  readonly definition: string;
  readonly levels: ReadonlyMap<number, Level>;
  readonly starts: ReadonlyMap<number, number>;
}

/**
 * The numbers that Word prints but does not store: counts as the paragraphs go by and prints each as its level says
 * (ECMA-376 part 1, 17.9). One object reads one document, paragraph by paragraph.
 */
export class WordNumbering {
  private readonly lists: ReadonlyMap<string, List>;
  private readonly styles: ReadonlyMap<string, NumberedPlace>;
  private readonly counts = new Map<string, number[]>();
  /** Lists whose own start values have been applied. */
  private readonly begun = new Set<string>();

  constructor(numbering: XmlElement | null) {
    this.lists = listsOf(numbering);
    this.styles = stylePlaces(numbering, this.lists);
  }

  /** The place that a list definition gives to paragraphs of a style. */
  placeOfStyle(style: string): NumberedPlace | null {
    return this.styles.get(style) ?? null;
  }

  /** The level that a list links to a style, where the style names the list alone. */
  levelOfStyle(list: string, style: string): number | null {
    const place = this.styles.get(`${list}/${style}`);
    return place?.level ?? null;
  }

  /** The next number of a list, with what separates it from the words; empty for bullets and unknown lists. */
  next({ list: id, level: at }: NumberedPlace): string {
    const list = this.lists.get(id);
    const level = list?.levels.get(at);
    if (!list || !level) return '';
    const counts = this.counts.get(list.definition) ?? [];
    this.counts.set(list.definition, counts);
    const startOf = (index: number) => list.starts.get(index) ?? list.levels.get(index)?.start ?? 1;
    const key = `${id}/${at}`;
    const overridden = list.starts.has(at) && !this.begun.has(key);
    this.begun.add(key);
    const before = counts[at];
    counts[at] = before === undefined || overridden ? startOf(at) : before + 1;
    for (let deeper = at + 1; deeper < counts.length; deeper += 1) {
      const restart = list.levels.get(deeper)?.restart ?? null;
      if (restart === null || (restart >= 0 && at <= restart)) delete counts[deeper];
    }
    if (level.format === 'bullet') return '';
    const printed = level.text.replace(/%([1-9])/g, (_, digit: string) => {
      const index = Number(digit) - 1;
      const format = list.levels.get(index)?.format ?? 'decimal';
      return printNumber(counts[index] ?? startOf(index), level.legal && index !== at ? 'decimal' : format);
    });
    return printed === '' ? '' : printed + level.separator;
  }
}

const SEPARATORS: Readonly<Record<string, string>> = { tab: '\t', space: ' ', nothing: '' };

function listsOf(numbering: XmlElement | null): ReadonlyMap<string, List> {
  const definitions = new Map(
    childrenNamed(numbering ?? undefined, 'abstractNum').map((element) => [
      element.attributes.abstractNumId ?? '',
      element,
    ]),
  );
  const byStyle = new Map(
    [...definitions].flatMap(([id, element]) => {
      const style = settingOf(element, 'styleLink');
      return style === undefined ? [] : [[style, id] as const];
    }),
  );
  const lists = new Map<string, List>();
  for (const element of childrenNamed(numbering ?? undefined, 'num')) {
    const named = settingOf(element, 'abstractNumId') ?? '';
    // A definition may point to the one that a list style holds.
    const link = settingOf(definitions.get(named), 'numStyleLink');
    const definition = (link === undefined ? undefined : byStyle.get(link)) ?? named;
    const levels = new Map(
      childrenNamed(definitions.get(definition), 'lvl').map((level) => [levelIndex(level), levelOf(level)]),
    );
    const starts = new Map<number, number>();
    for (const override of childrenNamed(element, 'lvlOverride')) {
      const own = childNamed(override, 'lvl');
      if (own) levels.set(levelIndex(override), levelOf(own));
      const start = settingOf(override, 'startOverride');
      if (start !== undefined) starts.set(levelIndex(override), Number(start) || 0);
    }
    lists.set(element.attributes.numId ?? '', { definition, levels, starts });
  }
  return lists;
}

/** Styles that a level names: by style alone, and by `list/style` for styles that name their list. */
function stylePlaces(
  numbering: XmlElement | null,
  lists: ReadonlyMap<string, List>,
): ReadonlyMap<string, NumberedPlace> {
  const places = new Map<string, NumberedPlace>();
  for (const element of childrenNamed(numbering ?? undefined, 'abstractNum')) {
    for (const level of childrenNamed(element, 'lvl')) {
      const style = settingOf(level, 'pStyle');
      if (style === undefined) continue;
      for (const [list, { definition }] of lists) {
        if (definition !== element.attributes.abstractNumId) continue;
        const place = { list, level: levelIndex(level) };
        if (!places.has(style)) places.set(style, place);
        places.set(`${list}/${style}`, place);
      }
    }
  }
  return places;
}

function levelIndex(element: XmlElement): number {
  return Number(element.attributes.ilvl ?? 0) || 0;
}

function levelOf(level: XmlElement): Level {
  const restart = settingOf(level, 'lvlRestart');
  return {
    start: Number(settingOf(level, 'start') ?? 1) || 0,
    format: settingOf(level, 'numFmt') ?? 'decimal',
    text: settingOf(level, 'lvlText') ?? '',
    separator: SEPARATORS[settingOf(level, 'suff') ?? 'tab'] ?? '\t',
    restart: restart === undefined ? null : Number(restart) - 1,
    legal: isOn(level, 'isLgl'),
  };
}

/** True where a setting such as `<w:b/>` is there and not switched off. */
export function isOn(element: XmlElement | undefined, name: string): boolean {
  const setting = childNamed(element, name);
  return setting !== undefined && !/^(?:0|false|off|none)$/.test(setting.attributes.val ?? '');
}
