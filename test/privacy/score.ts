import { markOf, type PersonalDataKind } from '../../src/privacy/kinds.ts';
import type { Redaction } from '../../src/privacy/redact.ts';

/** A message with what is personal in it. */
export interface Labelled {
  readonly text: string;
  readonly spans: readonly { readonly kind: PersonalDataKind; readonly value: string }[];
  /** The message between the spans, which must stay. */
  readonly kept: readonly string[];
}

/** Reads `{{kind:value}}` markup. */
export function labelled(message: string): Labelled {
  const parts = message.split(/\{\{(\w+):([\s\S]*?)\}\}/);
  const spans = [];
  for (let at = 1; at < parts.length; at += 3)
    spans.push({ kind: parts[at] as PersonalDataKind, value: parts[at + 1] as string });
  return {
    text: message.replace(/\{\{\w+:([\s\S]*?)\}\}/g, '$1'),
    spans,
    kept: parts.filter((_, at) => at % 3 === 0),
  };
}

export interface Score {
  /** Of the marks that should be there, the share that is: right kind, right place, nothing of the value left. */
  readonly recall: number;
  /** Of the marks that are there, the share that should be. */
  readonly precision: number;
  readonly wrong: readonly string[];
}

/** Compares redacted messages with their labels, mark by mark. A mark is right only where it covers exactly its value. */
export function score(messages: readonly string[], redact: (text: string) => Redaction): Score {
  let expected = 0;
  let made = 0;
  let right = 0;
  const wrong: string[] = [];
  for (const message of messages) {
    const label = labelled(message);
    const { text, found } = redact(label.text);
    const marks = found.reduce((sum, { count }) => sum + count, 0);
    const exact = [languageMarks(label, 'ja'), languageMarks(label, 'en')].includes(text);
    const hits = exact ? label.spans.length : Math.min(hitsOf(label, text), marks);
    expected += label.spans.length;
    made += marks;
    right += hits;
    if (!exact) wrong.push(`${label.text} -> ${text}`);
  }
  return { recall: right / expected, precision: right / made, wrong };
}

function languageMarks({ kept, spans }: Labelled, language: 'ja' | 'en'): string {
  return kept.map((part, at) => part + (spans[at] ? markOf(spans[at].kind, language) : '')).join('');
}

/** Spans with a mark of their kind between the words that should stand on both sides of it. */
function hitsOf({ spans, kept }: Labelled, redacted: string): number {
  return spans.filter(({ kind }, at) => {
    const left = kept[at]?.slice(-3) ?? '';
    const right = kept[at + 1]?.slice(0, 3) ?? '';
    return [markOf(kind, 'ja'), markOf(kind, 'en')].some((mark) =>
      redacted.includes(`${left}${mark}${right}`),
    );
  }).length;
}
