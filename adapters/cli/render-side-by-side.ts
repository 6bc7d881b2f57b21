import type { SideBySide } from '../../src/evaluation/side-by-side.ts';
import { columns } from './columns.ts';
import { signed } from './render-comparison.ts';
import { figureRows } from './render-evaluation.ts';
import type { Words } from './words.ts';

/** The figures of all runs beside each other, then what each thing switched on changed, with 95 % intervals. Pure. */
export function renderSideBySide(
  { plain, variants }: SideBySide<object>,
  { evaluation: { sideBySide: say } }: Words,
): string {
  const others = variants.map(({ figures }) => new Map(figureRows(figures)));
  const rows = figureRows(plain).map(([name, value]) => [
    name,
    value,
    ...others.map((figures) => figures.get(name) ?? '–'),
  ]);
  const table = columns([['', say.plain, ...variants.map(({ name }) => name)], ...rows]);
  const changes = variants.map(({ name, differences }) => {
    const changed = Object.entries(differences).filter(
      ([, { difference, low, high }]) => difference !== 0 || low !== 0 || high !== 0,
    );
    const lines = changed.map(([figure, { difference, low, high }]) => [
      `  ${figure}`,
      `${signed(difference)} [${signed(low)}, ${signed(high)}]`,
    ]);
    return `${say.change(name)}\n${lines.length === 0 ? `  ${say.nothing}` : columns(lines)}`;
  });
  return [table, ...changes].join('\n\n');
}
