import { html } from 'hono/html';
import type {
  ClauseChange,
  ClauseSide,
  Effect,
  RevisionDiff,
  WordChange,
} from '../../src/domain/revision.ts';
import { modalityWords } from '../modality-words.ts';
import type { Html } from './layout.ts';
import type { WebWords } from './words.ts';

/** What changed between two versions: what it demands first, then every row, words marked without relying on colour. */
export function changesPage(diff: RevisionDiff, title: string, language: string, say: WebWords): Html {
  const { before, after } = diff;
  return html`<h1><span lang="${language}">${title}</span></h1>
    <p>${say.changes.title(before?.version ?? '–', after?.version ?? '–')}</p>
    ${changesList(diff, language, say)}`;
}

/** Every row of a comparison. Pure. */
export function changesList({ changes }: RevisionDiff, language: string, say: WebWords): Html {
  if (changes.length === 0) return html`<p>${say.changes.none}</p>`;
  return html`<ol class="changes">${changes.map((change) => row(change, language, say))}</ol>`;
}

function row({ kind, before, after, effects, words }: ClauseChange, language: string, say: WebWords): Html {
  return html`<li>
    <h2><span class="kind">${say.changes.kinds[kind] ?? kind}</span> ${labels(before)}${before.length > 0 && after.length > 0 ? ' → ' : ''}${labels(after)}</h2>
    ${
      effects.length === 0
        ? ''
        : html`<ul class="effects">${effects.map((effect) => html`<li><strong>${say.changes.effects[effect.what] ?? effect.what}</strong> ${sides(effect, language, say)}</li>`)}</ul>`
    }
    <p lang="${language}">${words.length > 0 ? words.map(word) : whole(before, after)}</p>
  </li>`;
}

/** What an effect changes: the kind of a rule in the reader's words, all else as the clauses say it. */
function sides({ what, before, after }: Effect, language: string, say: WebWords): Html {
  if (what !== 'modality') return html`<span lang="${language}">${before ?? '–'} → ${after ?? '–'}</span>`;
  const words: Readonly<Record<string, string>> = modalityWords(say.language);
  const name = (modality: string | null) => (modality === null ? '–' : (words[modality] ?? modality));
  return html`${name(before)} → ${name(after)}`;
}

function whole(before: readonly ClauseSide[], after: readonly ClauseSide[]): Html {
  if (after.length === 0) return html`<del>${before.map(({ text }) => text).join('\n')}</del>`;
  if (before.length === 0) return html`<ins>${after.map(({ text }) => text).join('\n')}</ins>`;
  return html`${after.map(({ text }) => text).join('\n')}`;
}

function word({ op, text }: WordChange): Html {
  return op === 'same' ? html`${text}` : op === 'added' ? html`<ins>${text}</ins>` : html`<del>${text}</del>`;
}

/** Labels of one side: the first and the last of a long run. */
function labels(sides: readonly ClauseSide[]): string {
  const [first, last] = [sides[0]?.label ?? '', sides.at(-1)?.label ?? ''];
  return sides.length <= 3 ? sides.map(({ label }) => label).join('、') : `${first}–${last}`;
}
