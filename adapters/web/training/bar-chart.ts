import { html } from 'hono/html';
import type { Html } from '../layout.ts';

const BAR = 16;
const HEIGHT = 64;

/** One figure of a chart; null is not told and leaves its place empty. */
export interface Bar {
  readonly label: string;
  readonly value: number | null;
  /** What happened then, to be marked. */
  readonly mark?: string;
}

/** Bars side by side, drawn without scripts. The table with the same figures is the caller's. Pure. */
export function barChart(title: string, bars: readonly Bar[]): Html {
  const most = Math.max(1, ...bars.map(({ value }) => value ?? 0));
  const width = bars.length * BAR;
  return html`<figure class="chart">
    <figcaption>${title}</figcaption>
    <svg viewBox="0 0 ${width} ${HEIGHT + 2}" role="img" aria-label="${title}: ${bars.map(({ label, value }) => `${label} ${value ?? '–'}`).join(', ')}">
      ${bars.map(({ label, value, mark }, place) => {
        const height = ((value ?? 0) / most) * (HEIGHT - 4);
        return html`<g><title>${label}: ${value ?? '–'}${mark === undefined ? '' : ` · ${mark}`}</title>
          ${mark === undefined ? '' : html`<line class="mark-line" x1="${place * BAR + 1}" x2="${place * BAR + 1}" y1="0" y2="${HEIGHT}" />`}
          <rect class="bar" x="${place * BAR + 3}" y="${HEIGHT - height}" width="${BAR - 5}" height="${height}" /></g>`;
      })}
      <line class="base" x1="0" x2="${width}" y1="${HEIGHT}" y2="${HEIGHT}" />
    </svg>
  </figure>`;
}
