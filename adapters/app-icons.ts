import { type Colour, squarePng } from './png.ts';

/** Kitei's own blue. */
export const ACCENT = '#1F4E79';
const BLUE: Colour = [0x1f / 255, 0x4e / 255, 0x79 / 255, 1];

/** A line from one point to another, in units of the icon's side. */
type Stroke = readonly [x1: number, y1: number, x2: number, y2: number];

/** A sheet with two lines of text and a tick: a policy, and its answer. */
const SHEET: readonly Stroke[] = [
  [0.27, 0.18, 0.73, 0.18],
  [0.73, 0.18, 0.73, 0.82],
  [0.73, 0.82, 0.27, 0.82],
  [0.27, 0.82, 0.27, 0.18],
  [0.38, 0.33, 0.62, 0.33],
  [0.38, 0.44, 0.62, 0.44],
  [0.38, 0.62, 0.47, 0.71],
  [0.47, 0.71, 0.63, 0.55],
];

/** The full icon of 192 × 192: white strokes on blue. */
export function colourIcon(): Uint8Array {
  const side = 192;
  return squarePng(side, (x, y) => {
    const ink = inkAt(x, y, side, 0.05);
    const [red, green, blue] = BLUE.map((part) => part + (1 - part) * ink) as [number, number, number];
    return [red, green, blue, 1];
  });
}

/** The outline of 32 × 32: white strokes on nothing. */
export function outlineIcon(): Uint8Array {
  const side = 32;
  return squarePng(side, (x, y) => [1, 1, 1, inkAt(x, y, side, 0.07)]);
}

/** How much of a pixel strokes of a width cover, 0–1, with soft edges one pixel wide. */
function inkAt(x: number, y: number, side: number, width: number): number {
  const distance = Math.min(...SHEET.map((stroke) => distanceTo(stroke, (x + 0.5) / side, (y + 0.5) / side)));
  return Math.min(1, Math.max(0, (width / 2 - distance) * side + 0.5));
}

function distanceTo([x1, y1, x2, y2]: Stroke, x: number, y: number): number {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const along = Math.min(1, Math.max(0, ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy)));
  return Math.hypot(x - x1 - along * dx, y - y1 - along * dy);
}
