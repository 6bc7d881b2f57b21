/** Words that a PDF file draws in one go, with their place on the page in points, from where reading starts. */
export interface TextRun {
  readonly text: string;
  readonly x: number;
  /** The line that the letters stand on. */
  readonly y: number;
  readonly width: number;
  /** Height of the letters. */
  readonly size: number;
}

/** One page of a PDF file. */
export interface PdfPage {
  /** From 1, as a viewer counts. */
  readonly number: number;
  readonly height: number;
  readonly runs: readonly TextRun[];
}
