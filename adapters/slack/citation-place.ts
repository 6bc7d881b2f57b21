import type { types } from '@slack/bolt';
import type { Citation } from '../../src/domain/answer.ts';
import { clausePage } from '../clause-page.ts';
import { bold, clip, paragraph, plainly } from './block-kit.ts';
import type { Words } from './words.ts';

/** How much of a title is shown, in UTF-16 units. */
const TITLE = 200;

/** What a clause is known by. */
export type Place = Pick<Citation, 'document' | 'documentTitle' | 'version' | 'clause' | 'title' | 'page'>;

/** Number and title of a clause, leading to its page where there is one, then its document and version. */
export function placeLine(place: Place, publicUrl: string | null, say: Words): types.RichTextSection {
  const name = clip(say.answer.clause(place.clause, place.title), TITLE);
  const source = say.answer.source(clip(place.documentTitle, TITLE), place.version, place.page);
  const clause: types.RichTextLink | types.RichTextText =
    publicUrl === null
      ? bold(name)
      : { type: 'link', url: clausePage(publicUrl, place), text: name, style: { bold: true } };
  return paragraph(clause, plainly(`  ${source}`));
}
