import type { types } from '@slack/bolt';
import { readableBy } from '../../src/domain/access.ts';
import type { Language, PolicyDocument } from '../../src/domain/policy.ts';
import type { FeedbackReason } from '../../src/domain/question-record.ts';
import { clip, label, paragraph, plainly, quoted, richText, size } from './block-kit.ts';
import { placeLine } from './citation-place.ts';
import { wordsOf } from './words-of.ts';

/** The name by which the dialog after a thumbs-down comes back. */
export const WHY = 'kitei_why';

/** How long a comment may be, in UTF-16 units. */
const COMMENT = 1_000;
const CLAUSE = 700;
/** What a dialog may weigh, as Slack counts it. */
const SIZE = 11_500;

/** Asks why an answer did not help. */
export function reasonDialog(recordId: string, locale: Language): types.ModalView {
  const { feedback: say } = wordsOf(locale);
  const reasons = Object.entries(say.reasons) as [FeedbackReason, string][];
  return {
    type: 'modal',
    callback_id: WHY,
    private_metadata: recordId,
    title: label(clip(say.title, 24)),
    submit: label(say.send),
    close: label(say.cancel),
    blocks: [
      {
        type: 'input',
        block_id: 'reason',
        label: label(say.what),
        element: {
          type: 'radio_buttons',
          action_id: 'choice',
          options: reasons.map(([value, text]) => ({ text: label(text), value })),
        },
      },
      {
        type: 'input',
        block_id: 'comment',
        optional: true,
        label: label(say.comment),
        element: { type: 'plain_text_input', action_id: 'text', multiline: true, max_length: COMMENT },
      },
    ],
  };
}

/**
 * Clauses that are near an answer but do not decide, as they stand now. Only those that everybody may read: who belongs
 * to a group may have changed since the answer was given, and others can press the button too.
 */
export function relatedDialog(
  clauseIds: readonly string[],
  documents: readonly PolicyDocument[],
  publicUrl: string | null,
  locale: Language,
): types.ModalView {
  const say = wordsOf(locale);
  const blocks: types.KnownBlock[] = [richText(paragraph(plainly(say.related.intro)))];
  const open = readableBy(documents, []);
  for (const id of clauseIds) {
    const block = clauseBlock(id, open, publicUrl, locale);
    if (size([...blocks, block]) > SIZE) break;
    blocks.push(block);
  }
  return {
    type: 'modal',
    title: label(clip(say.related.title, 24)),
    close: label(say.related.close),
    blocks,
  };
}

function clauseBlock(
  clauseId: string,
  documents: readonly PolicyDocument[],
  publicUrl: string | null,
  locale: Language,
): types.RichTextBlock {
  const say = wordsOf(locale);
  for (const document of documents) {
    const clause = document.clauses.find(({ id }) => id === clauseId);
    if (clause === undefined) continue;
    const { label: number, title, text } = clause;
    const place = {
      document: document.id,
      documentTitle: document.title,
      version: document.version,
      clause: number,
      title,
    };
    const words = text === '' ? [] : [quoted(clip(text, CLAUSE))];
    return richText(placeLine(place, publicUrl, say), ...words);
  }
  const number = clauseId.split('/').at(-1) ?? clauseId;
  return richText(paragraph(plainly(`${clip(number, 100)}: ${say.related.gone}`)));
}
