import { html } from 'hono/html';
import type { LintFinding } from '../../../src/domain/lint.ts';
import type { Clause, PolicyDocument } from '../../../src/domain/policy.ts';
import type { RevisionDiff } from '../../../src/domain/revision.ts';
import { type LintWords, lintWords } from '../../lint-words.ts';
import { changesList } from '../changes-page.ts';
import { type Html, tokenField } from '../layout.ts';
import type { WebWords } from '../words.ts';
import { type StatedFields, statedFields } from './documents-page.ts';
import type { Trouble } from './knowledge-desk.ts';
import type { KnowledgeWords } from './knowledge-words.ts';

/** What the page of one document shows. */
export interface DocumentPage {
  readonly path: string;
  /** As the draft has it; null where it goes, or cannot be read. */
  readonly document: PolicyDocument | null;
  /** Why it cannot be read, or could not be changed. */
  readonly trouble: Trouble | null;
  readonly findings: readonly LintFinding[];
  /** Against the version served; null where there is none. */
  readonly diff: RevisionDiff | null;
  readonly isStaged: boolean;
  readonly saved: boolean;
  readonly stated: StatedFields;
  readonly formToken: string;
}

/** How a document was read: its facts, what differs from what is served, its clauses with findings beside. Pure. */
export function documentPage(view: DocumentPage, words: KnowledgeWords, say: WebWords): Html {
  const { document: text } = words;
  const { path, document, trouble, diff, isStaged, saved, formToken } = view;
  const fields = html`${tokenField(formToken)}<input type="hidden" name="path" value="${path}" />`;
  return html`<h1>${document === null ? path : html`<span lang="${document.language}">${document.title}</span>`}</h1>
    ${saved ? html`<p role="status" class="status">${text.saved} <a href="/admin/draft">${text.draft}</a></p>` : ''}
    ${trouble === null ? '' : html`<div role="alert"><p class="problem">${document === null ? text.unread : words.documents.failed}</p><p>${trouble.message} ${trouble.remedy}</p></div>`}
    ${document === null ? (trouble === null ? html`<p>${text.gone}</p>` : '') : whole(document, view, words, say)}
    ${
      document === null
        ? ''
        : html`<h2>${text.change}</h2>
          <form method="post" action="/admin/document/metadata" class="stacked">${fields}${statedFields(view.stated, words)}<button>${text.save}</button></form>
          <h2>${text.remove}</h2>
          <form method="post" action="/admin/document/remove" class="stacked">${fields}<p>${text.removeHint}</p><button>${text.remove}</button></form>`
    }
    ${isStaged ? html`<form method="post" action="/admin/draft/discard">${fields}<button>${text.discard}</button></form>` : ''}
    ${diff === null && document !== null && isStaged ? html`<p class="note">${text.newDocument}</p>` : ''}`;
}

function whole(
  document: PolicyDocument,
  { diff, findings, isStaged }: DocumentPage,
  words: KnowledgeWords,
  say: WebWords,
): Html {
  const { document: text, documents } = words;
  const facts = [
    [documents.version, document.version],
    [documents.effectiveDate, document.effectiveDate ?? '–'],
    [documents.audience, document.audience ?? '–'],
    [documents.owner, document.owner ?? '–'],
    [text.readers, document.groups?.join(' · ') ?? text.everybody],
    [documents.clauses, String(document.clauses.length)],
  ] as const;
  const lint = lintWords(say.language);
  return html`<h2>${text.facts}</h2>
    <dl>${facts.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
    ${
      diff === null || !isStaged
        ? ''
        : html`<h2>${text.diff}</h2><p>${text.compared(diff.before?.version ?? '–')}</p>${changesList(diff, document.language, say)}`
    }
    <h2>${text.tree}</h2>
    <p>${text.lint}: ${findings.length === 0 ? text.noFindings : counted(findings, lint)}</p>
    ${beside(document, findings, lint, words)}`;
}

function counted(findings: readonly LintFinding[], lint: LintWords): string {
  return (['error', 'warning', 'note'] as const)
    .map(
      (severity) =>
        `${lint.severities[severity]} ${findings.filter((one) => one.severity === severity).length}`,
    )
    .join(' · ');
}

/** The clauses, each with what lint finds in it at its side. */
function beside(
  { clauses, language }: PolicyDocument,
  findings: readonly LintFinding[],
  lint: LintWords,
  { document: text }: KnowledgeWords,
): Html {
  const known = new Set(clauses.map(({ label }) => label));
  const of = (label: string) => findings.filter(({ labels }) => labels[0] === label);
  const whole = findings.filter(({ labels }) => !known.has(labels[0] ?? ''));
  return html`${whole.length === 0 ? '' : html`<h3>${text.whole}</h3>${findingList(whole, lint, text)}`}
    <ol class="parsed">${clauses.map(
      (clause) => html`<li class="depth${Math.min(clause.headingPath.length, 4)}">
        <div lang="${language}"><strong>${nameOf(clause)}</strong>${clause.text === '' ? '' : html`<p>${clause.text}</p>`}</div>
        ${findingList(of(clause.label), lint, text)}
      </li>`,
    )}</ol>`;
}

function findingList(
  findings: readonly LintFinding[],
  lint: LintWords,
  { instead }: KnowledgeWords['document'],
): Html {
  if (findings.length === 0) return html``;
  return html`<ul class="findings">${findings.map(
    (finding) =>
      html`<li class="${finding.severity}"><strong>${lint.severities[finding.severity]}</strong> ${lint.rules[finding.rule]}${finding.evidence === '' ? '' : html`<q>${finding.evidence}</q>`}${finding.instead === null ? '' : html` (${instead}: ${finding.instead})`}</li>`,
  )}</ul>`;
}

function nameOf({ label, title }: Clause): string {
  return title === '' || title === label ? label : `${label} ${title}`;
}
