import picocolors from 'picocolors';

/** Where a command writes, and what that place can show. */
export interface Terminal {
  /** Columns to wrap at; infinite where the output is not a terminal. */
  readonly width: number;
  readonly style: Style;
  /** Prints one block of text to standard output. */
  print(text: string): void;
  /** Prints one line to standard error. */
  note(text: string): void;
  /** Shows how far something has come, on one line of standard error that the next one replaces; only on a terminal. */
  progress(text: string): void;
  /** Takes the progress line away. */
  endProgress(): void;
}

/** The few emphases the renderers use; each returns the text unchanged where colours are off. */
export type Style = Pick<
  ReturnType<typeof picocolors.createColors>,
  'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan'
>;

/** No colours, for text that is not for a terminal. */
export const PLAIN: Style = picocolors.createColors(false);

/** Wider lines than this are hard to read. */
const WIDEST = 100;

const CLEAR_LINE = '\r\u001b[K';

/** The process's own terminal. Colours only on a terminal and never with NO_COLOR set (no-color.org). */
export function processTerminal(env: Readonly<Record<string, string | undefined>> = process.env): Terminal {
  const { stdout, stderr } = process;
  const columns = Number(env.COLUMNS) || stdout.columns;
  const colours = stdout.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb';
  let shown = '';
  return {
    width: stdout.isTTY ? Math.min(columns > 0 ? columns : 80, WIDEST) : Number.POSITIVE_INFINITY,
    style: picocolors.createColors(colours),
    print: (text) => void stdout.write(`${text}\n`),
    note: (text) => void stderr.write(`${text}\n`),
    progress(text) {
      if (!stderr.isTTY || text === shown) return;
      shown = text;
      stderr.write(`${CLEAR_LINE}${text}`);
    },
    endProgress() {
      if (shown !== '') stderr.write(CLEAR_LINE);
      shown = '';
    },
  };
}

/**
 * Text from policies and questions without control characters: a document must not be able to move the
 * cursor or recolour the terminal. Line breaks and tabs stay.
 */
export function printable(text: string): string {
  return text.replace(/(?![\n\t])[\p{Cc}\p{Bidi_Control}]/gu, '');
}
