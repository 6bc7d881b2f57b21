import type { types } from '@slack/bolt';
import type { ReindexReceipt } from '../../src/domain/generation.ts';
import { clip, escaped, paragraph, plainly, quoted, richText, type SlackMessage } from './block-kit.ts';
import type { Words } from './words.ts';

/** Labels of a long list of clauses that are shown. */
const MOST_LABELS = 12;
const LONG = 6_000;

/** A message of words alone. Nothing in it can ping or link. */
export function renderWords(text: string, more: types.RichTextBlock['elements'] = []): SlackMessage {
  const shown = clip(text, LONG);
  return {
    text: escaped(clip(text, 600)),
    blocks: [richText(paragraph(plainly(shown)), ...more)],
  };
}

/** What Kitei is for, with questions to try. */
export function renderGreeting(suggestions: readonly string[], say: Words): SlackMessage {
  const examples = suggestions.map((question) => quoted(clip(question, 300)));
  return renderWords(
    say.greeting,
    examples.length === 0 ? [] : [paragraph(plainly(say.examples)), ...examples],
  );
}

/** What a reindexing did, for the admin who asked for it. */
export function renderReceipt(receipt: ReindexReceipt, { receipt: say }: Words): SlackMessage {
  const seconds = Object.values(receipt.seconds).reduce((sum, part) => sum + part, 0);
  const changed = (name: string, labels: readonly string[]) =>
    labels.length === 0
      ? []
      : [
          `    ${name} ${labels.length}: ${labels.slice(0, MOST_LABELS).join(' ')}${labels.length > MOST_LABELS ? ' …' : ''}`,
        ];
  return renderWords(
    [
      receipt.outcome === 'unchanged'
        ? say.unchanged(receipt.generation)
        : say.built(receipt.generation, seconds.toFixed(2)),
      ...receipt.documents.map(({ title, version, clauses }) => `  ${say.document(title, version, clauses)}`),
      ...receipt.changes.flatMap((change) => [
        `  ${change.documentId} ${change.comparedWith ?? '–'} → ${change.version ?? '–'}`,
        ...changed(say.added, change.added),
        ...changed(say.changed, change.changed),
        ...changed(say.removed, change.removed),
      ]),
      ...receipt.problems.map(({ path, message, remedy }) => `${say.warning}: ${path}: ${message} ${remedy}`),
      ...receipt.warnings.map((warning) => `${say.warning}: ${warning}`),
    ].join('\n'),
  );
}
