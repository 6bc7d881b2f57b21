import { html } from 'hono/html';
import type { Clause, PolicyDocument } from '../../src/domain/policy.ts';
import type { PendingChange } from '../../src/domain/revision.ts';
import type { Html } from './layout.ts';
import { type StandingVersion, standingWords, versionPath } from './policies-page.ts';
import type { ClauseHeat } from './training/clause-heat.ts';
import type { WebWords } from './words.ts';

/** What the page of a version shows. */
export interface ReaderPage {
  readonly shown: StandingVersion;
  /** Whether there is an older version to compare with. */
  readonly comparable: boolean;
  readonly pendingOf: (clause: Clause) => PendingChange | null;
  /** Words that define a term of the policies, by term. */
  readonly definitions: ReadonlyMap<string, string>;
  /** How often clauses were asked about; null where that is not shown. */
  readonly heat: ClauseHeat | null;
  /** For trainers: where the page stands with, or without, the number of questions. */
  readonly heatLink: Html | null;
}

/** A version of a policy as its clause tree: contents, clauses with permanent addresses, references as links. Pure. */
export function readerPage(
  { shown, comparable, pendingOf, definitions, heat, heatLink }: ReaderPage,
  say: WebWords,
): Html {
  const { document, standing } = shown;
  const terms = termsIn(definitions);
  const chapters = document.clauses.filter(({ parent, title }) => parent === null && title !== '');
  return html`<article class="policy" lang="${document.language}">
    <h1>${document.title}</h1>
    <p class="source" lang="${say.language}">${say.answer.version(document.version)} · <span class="standing ${standing}">${standingWords(document, standing, say)}</span>${document.effectiveDate === null ? '' : html` · ${say.policies.effective(document.effectiveDate)}`}${comparable ? html` · <a href="${versionPath(document)}/changes">${say.policies.changes}</a>` : ''}</p>
    ${heatLink === null ? '' : html`<div lang="${say.language}"><p>${heatLink}</p>${heat === null ? '' : heat.legend}</div>`}
    ${
      chapters.length < 2
        ? ''
        : html`<nav class="contents" aria-label="${say.policies.contents}"><details><summary lang="${say.language}">${say.policies.contents}</summary><ol>${chapters.map(({ label, title }) => html`<li><a href="#${encodeURIComponent(label)}">${label} ${title === label ? '' : title}</a></li>`)}</ol></details></nav>`
    }
    ${document.clauses.map((clause) => clauseSection(clause, document, { pending: pendingOf(clause), terms, heat }, say))}
  </article>`;
}

function clauseSection(
  clause: Clause,
  document: PolicyDocument,
  { pending, terms, heat }: { pending: PendingChange | null; terms: Terms; heat: ClauseHeat | null },
  say: WebWords,
): Html {
  const depth = Math.min(clause.headingPath.length, 4);
  const name =
    clause.title === '' || clause.title === clause.label ? clause.label : `${clause.label} ${clause.title}`;
  return html`<section id="${clause.label}" class="clause depth${depth}${heat === null ? '' : ` ${heat.level(clause.label)}`}">
    ${heading(Math.min(depth + 2, 6), html`<a href="#${encodeURIComponent(clause.label)}" aria-label="${name} – ${say.policies.link}">${name}</a>`)}
    ${heat === null ? '' : heat.note(clause.label)}
    ${clause.text === '' ? '' : html`<p>${linked(clause, document, terms)}</p>`}
    ${pending === null ? '' : html`<p class="note" lang="${say.language}">${say.policies.pendingClause(pending.effectiveDate, pending.version)}</p>`}
  </section>`;
}

function heading(level: number, content: Html): Html {
  switch (level) {
    case 2:
      return html`<h2>${content}</h2>`;
    case 3:
      return html`<h3>${content}</h3>`;
    case 4:
      return html`<h4>${content}</h4>`;
    case 5:
      return html`<h5>${content}</h5>`;
    default:
      return html`<h6>${content}</h6>`;
  }
}

/** A clause's text with its references as links and defined terms marked. */
function linked({ text, references }: Clause, document: PolicyDocument, terms: Terms): Html[] {
  const labels = new Set(document.clauses.map(({ label }) => label));
  const pieces: Html[] = [];
  let from = 0;
  for (const { start, end, targets } of [...references].sort((a, b) => a.start - b.start)) {
    const target = targets.find((label) => labels.has(label));
    if (target === undefined || start < from) continue;
    pieces.push(...terms.mark(text.slice(from, start)));
    pieces.push(html`<a href="#${encodeURIComponent(target)}">${text.slice(start, end)}</a>`);
    from = end;
  }
  return [...pieces, ...terms.mark(text.slice(from))];
}

interface Terms {
  mark(text: string): Html[];
}

/** Marks defined terms, longest first, each with its definition at hand. */
function termsIn(definitions: ReadonlyMap<string, string>): Terms {
  const terms = [...definitions.keys()].filter((term) => term.length > 1).sort((a, b) => b.length - a.length);
  if (terms.length === 0) return { mark: (text) => [html`${text}`] };
  const any = new RegExp(`(${terms.map(wholeWord).join('|')})`, 'g');
  return {
    mark: (text) =>
      text.split(any).map((piece) => {
        const definition = definitions.get(piece);
        return definition === undefined ? html`${piece}` : html`<dfn title="${definition}">${piece}</dfn>`;
      }),
  };
}

/** A pattern that finds a term, and not 「ログ」 within 「プログラム」 or "net" within "network". */
function wholeWord(term: string): string {
  const escaped = term.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const letters = /^[\p{Script=Katakana}ー]+$/u.test(term)
    ? 'ァ-ヶー'
    : /^[A-Za-z ]+$/.test(term)
      ? 'A-Za-z'
      : null;
  return letters === null ? escaped : `(?<![${letters}])${escaped}(?![${letters}])`;
}
