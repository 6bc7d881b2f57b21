import fc from 'fast-check';

/** A clause to be written in some scheme: words and sub-clauses. */
export interface Planned {
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly children: readonly Planned[];
}

/** What a reader must find: labels, parents, titles and texts. */
export interface Expected {
  readonly label: string;
  readonly parent: string | null;
  readonly title: string;
  readonly text: string;
}

/** A numbering scheme: how a level's numbers are printed, labelled and laid out. */
export interface Scheme {
  readonly name: string;
  readonly extension: 'md' | 'txt';
  /** Words of titles and sentences, so that the language is plain to see. */
  readonly words: readonly string[];
  readonly join: string;
  readonly stop: string;
  readonly levels: readonly SchemeLevel[];
}

export interface SchemeLevel {
  /** The mark of the n-th (from 0) clause of its level, below `path` (numbers from 1). */
  mark(index: number, path: readonly number[]): string;
  label(index: number, above: string, path: readonly number[]): string;
  readonly layout: 'heading' | 'titled' | 'text';
  /** What stands between mark and words. */
  readonly gap: string;
}

const KANJI = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];
const KANA = [...'アイウエオカキクケコ'];
const IROHA = [...'イロハニホヘトチリヌ'];
const LETTERS = [...'abcdefghij'];
const ROMAN = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x'];
const circled = (index: number): string => String.fromCodePoint(0x2460 + index);
const wide = (value: number): string =>
  String(value).replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));

const JA_WORDS = ['職員', '端末', '情報資産', '管理者', '承認', '届出', '保管', '記録', '外部委託', '利用'];
const EN_WORDS = [
  'staff',
  'devices',
  'records',
  'approval',
  'managers',
  'storage',
  'visitors',
  'training',
  'access',
];
const japanese = { words: JA_WORDS, join: '及び', stop: '。' };
const english = { words: EN_WORDS, join: ' ', stop: '.' };

const relative = (
  mark: (index: number) => string,
  layout: SchemeLevel['layout'],
  gap: string,
  printed = mark,
): SchemeLevel => ({
  mark,
  label: (index, above) => above + printed(index),
  layout,
  gap,
});

/** Main numbers that stand alone in labels. */
const main = (mark: (index: number) => string, gap: string): SchemeLevel => ({
  mark,
  label: (index) => String(index + 1),
  layout: 'heading',
  gap,
});

export const SCHEMES: readonly Scheme[] = [
  {
    ...japanese,
    name: '1 > (1) > ①',
    extension: 'md',
    levels: [
      main((index) => String(index + 1), '　'),
      relative((index) => `(${index + 1})`, 'heading', ' '),
      relative(circled, 'text', ' '),
    ],
  },
  {
    ...japanese,
    name: '１．> （１）> ア > (ア), full width, plain text',
    extension: 'txt',
    levels: [
      { ...main((index) => `${wide(index + 1)}．`, ''), layout: 'titled' },
      relative(
        (index) => `（${wide(index + 1)}）`,
        'text',
        '　',
        (index) => `(${index + 1})`,
      ),
      relative((index) => KANA[index] ?? '', 'text', '　'),
      relative((index) => `(${KANA[index]})`, 'text', ' '),
    ],
  },
  {
    ...japanese,
    name: '第1 > 1 > (1) > ア',
    extension: 'md',
    levels: [
      { mark: (index) => `第${index + 1}`, label: (index) => `第${index + 1}`, layout: 'heading', gap: '　' },
      {
        mark: (index) => String(index + 1),
        label: (index, above) => `${above}の${index + 1}`,
        layout: 'heading',
        gap: '　',
      },
      relative((index) => `(${index + 1})`, 'text', ' '),
      relative((index) => KANA[index] ?? '', 'text', '　'),
    ],
  },
  {
    ...japanese,
    name: 'articles with items and iroha',
    extension: 'md',
    levels: [
      {
        mark: (index) => `第${KANJI[index]}条`,
        label: (index) => `第${index + 1}条`,
        layout: 'text',
        gap: '　',
      },
      {
        mark: (index) => KANJI[index] ?? '',
        label: (index, above) => `${above}第${index + 1}号`,
        layout: 'text',
        gap: '　',
      },
      relative((index) => IROHA[index] ?? '', 'text', '　'),
      relative((index) => `(${index + 1})`, 'text', '　'),
    ],
  },
  {
    ...japanese,
    name: '1-1-1',
    extension: 'md',
    levels: [0, 1, 2].map((depth) => ({
      mark: (index: number, path: readonly number[]) => [...path, index + 1].join('-'),
      label: (index: number, _above: string, path: readonly number[]) => [...path, index + 1].join('-'),
      layout: depth === 2 ? ('text' as const) : ('heading' as const),
      gap: ' ',
    })),
  },
  {
    ...english,
    name: '1.2.3 > (a) > (i)',
    extension: 'txt',
    levels: [
      ...[0, 1].map((depth) => ({
        mark: (index: number, path: readonly number[]) =>
          `${[...path, index + 1].join('.')}${depth === 0 ? '.' : ''}`,
        label: (index: number, _above: string, path: readonly number[]) => [...path, index + 1].join('.'),
        layout: depth === 1 ? ('text' as const) : ('titled' as const),
        gap: '\t',
      })),
      relative((index) => `(${LETTERS[index]})`, 'text', '\t'),
      relative((index) => `(${ROMAN[index]})`, 'text', '\t'),
    ],
  },
  {
    ...english,
    name: 'Section 1 > (a) > (1), headings whose depth says nothing',
    extension: 'md',
    levels: [
      {
        mark: (index) => `Section ${index + 1}.`,
        label: (index) => `Section ${index + 1}`,
        layout: 'heading',
        gap: ' ',
      },
      relative((index) => `(${LETTERS[index]})`, 'text', ' '),
      relative((index) => `(${index + 1})`, 'text', ' '),
    ],
  },
];

/** A random plan of clauses for a scheme; every level has two members at least, as real series do. */
export function planFor(scheme: Scheme, depth = 0): fc.Arbitrary<readonly Planned[]> {
  const level = scheme.levels[depth];
  if (!level) return fc.constant([]);
  const word = fc.constantFrom(...scheme.words);
  const phrase = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(scheme.join));
  const title = phrase.map((words) => words.charAt(0).toUpperCase() + words.slice(1));
  const sentence = phrase.map(
    (words) =>
      `${words.charAt(0).toUpperCase()}${words.slice(1)}${scheme.join}${scheme.words[0]}${scheme.stop}`,
  );
  const clause = fc.record({
    title: level.layout === 'text' ? fc.constant('') : title,
    paragraphs: fc.array(sentence, { minLength: 1, maxLength: level.layout === 'text' ? 1 : 2 }),
    children:
      depth + 1 < scheme.levels.length
        ? fc.oneof(fc.constant([]), planFor(scheme, depth + 1))
        : fc.constant([]),
  });
  return fc.array(clause, { minLength: depth === 0 ? 1 : 2, maxLength: 4 });
}

/** The document that a plan becomes; `depths` are the heading depths to use, which a reader must not trust. */
export function write(scheme: Scheme, plan: readonly Planned[], depths: readonly number[]): string {
  const lines: string[] = [];
  let headings = 0;
  const visit = (clauses: readonly Planned[], depth: number, path: readonly number[]): void => {
    clauses.forEach((clause, index) => {
      const level = scheme.levels[depth];
      if (!level) return;
      const head = level.mark(index, path) + level.gap;
      const [first = '', ...others] = clause.paragraphs;
      if (level.layout === 'heading') {
        lines.push(
          `${'#'.repeat(depths[headings++ % depths.length] ?? 2)} ${head}${clause.title}`,
          '',
          first,
        );
      } else if (level.layout === 'titled') lines.push(`${head}${clause.title}`, '', first);
      else lines.push(`${head}${first}`);
      lines.push('', ...others.flatMap((paragraph) => [paragraph, '']));
      visit(clause.children, depth + 1, [...path, index + 1]);
    });
  };
  visit(plan, 0, []);
  return lines.join('\n');
}

/** The clauses that a reader must find in the written plan. */
export function expectedOf(scheme: Scheme, plan: readonly Planned[]): readonly Expected[] {
  const found: Expected[] = [];
  const visit = (
    clauses: readonly Planned[],
    depth: number,
    path: readonly number[],
    parent: string | null,
  ): void => {
    clauses.forEach((clause, index) => {
      const level = scheme.levels[depth];
      if (!level) return;
      const label = level.label(index, parent ?? '', path);
      found.push({ label, parent, title: clause.title, text: clause.paragraphs.join('\n') });
      visit(clause.children, depth + 1, [...path, index + 1], label);
    });
  };
  visit(plan, 0, [], null);
  return found;
}
