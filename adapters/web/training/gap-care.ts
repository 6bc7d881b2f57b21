import { html } from 'hono/html';
import type { Gap } from '../../../src/training/gap.ts';
import { type Html, tokenField } from '../layout.ts';
import { type GapCare, isClosed } from './gap-notes.ts';
import type { WorkWords } from './work-words.ts';

/** What trainers did about a gap, and what they can do. Pure. */
export function gapCare(
  gap: Gap,
  care: GapCare,
  {
    formToken,
    canPropose,
    words,
  }: { readonly formToken: string; readonly canPropose: boolean; readonly words: WorkWords },
): Html {
  const { gap: say } = words;
  const token = tokenField(formToken);
  const address = `/training/gaps/${encodeURIComponent(gap.id)}`;
  const { notes, closed } = care;
  const settled = isClosed(care, gap);
  return html`${
    gap.step.kind === 'add_vocabulary' && canPropose
      ? html`<form method="post" action="${address}/vocabulary">${token}<button class="primary">${say.vocabulary}</button><p class="note">${say.vocabularyHint}</p></form>`
      : ''
  }
    <h2>${say.care}</h2>
    ${closed === null ? '' : html`<p>${say.closed(closed.by, closed.at.slice(0, 10))}${settled ? '' : html` <strong>${say.back}</strong>`}</p>`}
    ${notes.length === 0 ? '' : html`<ul>${notes.map(({ at, by, text }) => html`<li>${text} <span class="source">${by}, ${at.slice(0, 10)}</span></li>`)}</ul>`}
    <form method="post" action="${address}/notes" class="stacked">
      ${token}
      <label>${say.note} <textarea name="text" rows="2" maxlength="1000" required aria-describedby="note-hint"></textarea></label>
      <p class="note" id="note-hint">${say.noteHint}</p>
      <button>${say.add}</button>
    </form>
    <form method="post" action="${address}/close">${token}<button name="closed" value="${settled ? 'no' : 'yes'}">${settled ? say.reopen : say.close}</button></form>`;
}
