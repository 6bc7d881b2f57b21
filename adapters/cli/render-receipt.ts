import type { ReindexReceipt } from '../../src/domain/generation.ts';
import { printable } from './terminal.ts';
import type { Words } from './words.ts';

/** A reindexing as text: what was published, each document, and the clauses that changed. Pure. */
export function renderReceipt(receipt: ReindexReceipt, { receipt: say }: Words): string {
  const seconds = Object.entries(receipt.seconds);
  const total = seconds.reduce((sum, [, value]) => sum + value, 0);
  const parts = seconds.map(([part, value]) => `${say.parts[part] ?? part} ${value.toFixed(2)}`).join(', ');
  return [
    receipt.outcome === 'unchanged'
      ? say.unchanged(receipt.generation)
      : `${say.built(receipt.generation, total.toFixed(2))} ${parts}`,
    ...receipt.documents.map(
      ({ title, version, clauses }) => `  ${printable(say.document(title, version, clauses))}`,
    ),
    ...receipt.changes.flatMap((change) => [
      `  ${change.documentId} ${change.comparedWith ?? '–'} → ${change.version ?? '–'}`,
      ...labels(say.added, change.added),
      ...labels(say.changed, change.changed),
      ...labels(say.removed, change.removed),
    ]),
  ].join('\n');
}

/** The first labels of a long list; the rest as a number. */
const MOST_LABELS = 12;

function labels(name: string, all: readonly string[]): string[] {
  if (all.length === 0) return [];
  const more = all.length > MOST_LABELS ? ` … (+${all.length - MOST_LABELS})` : '';
  return [`    ${name} ${all.length}: ${printable(all.slice(0, MOST_LABELS).join(' '))}${more}`];
}
