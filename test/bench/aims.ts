import { table } from './markdown-table.ts';

/** What was measured against what is aimed at. */
export class Aims {
  readonly #rows: string[][] = [];

  /** @param most the aim: what is measured should be below it. */
  add(what: string, measured: number, most: number, unit: string): void {
    const met = measured < most;
    if (!met) process.exitCode = 1;
    this.#rows.push([what, `${measured.toFixed(2)} ${unit}`, `${most} ${unit}`, met ? 'met' : 'MISSED']);
  }

  /** Prints all of it. A bench of which an aim was missed ends with exit code 1. */
  print(): void {
    table('Aims', ['what', 'measured', 'below', ''], this.#rows);
  }
}
