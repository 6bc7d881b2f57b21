import { html } from 'hono/html';
import type { PolicyDocument } from '../../../src/domain/policy.ts';
import { LARGEST_FILE, READABLE } from '../../../src/policy/file-formats.ts';
import { type Html, tokenField } from '../layout.ts';
import { documentAddress, type Trouble } from './knowledge-desk.ts';
import type { KnowledgeWords } from './knowledge-words.ts';

/** Fields that state something about a document. */
export const STATED = ['title', 'version', 'effectiveDate', 'audience', 'owner'] as const;

/** What is stated about a document, as a form has it; groups are separated by spaces. */
export type StatedFields = Readonly<Record<(typeof STATED)[number] | 'groups', string>>;

export const NOTHING_STATED: StatedFields = {
  title: '',
  version: '',
  effectiveDate: '',
  audience: '',
  owner: '',
  groups: '',
};

/** What the page of the documents shows. */
export interface DocumentsPage {
  readonly folder: string;
  /** Every version served. */
  readonly served: readonly PolicyDocument[];
  /** Paths of documents that the draft has changed. */
  readonly staged: readonly string[];
  /** What was typed before, where it could not be taken in. */
  readonly typed: StatedFields;
  readonly trouble: Trouble | null;
  readonly formToken: string;
}

/** The documents served and those in the draft, and the form that takes one in. Pure. */
export function documentsPage(view: DocumentsPage, words: KnowledgeWords): Html {
  const { documents: say } = words;
  const { folder, served, staged, trouble, typed, formToken } = view;
  return html`<h1>${say.title}</h1>
    ${trouble === null ? '' : html`<div role="alert"><p class="problem">${say.failed}</p><p>${trouble.message} ${trouble.remedy}</p></div>`}
    ${
      staged.length === 0
        ? ''
        : html`<h2>${say.staged}</h2><ul>${staged.map((path) => html`<li><a href="${documentAddress(path)}">${path}</a></li>`)}</ul>`
    }
    <h2>${say.served}</h2>
    <div class="scroll" tabindex="0" role="region" aria-label="${say.served}"><table>
      <thead><tr>${[say.name, say.version, say.effectiveDate, say.clauses, say.path].map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
      <tbody>${served.map(
        ({ title, language, version, effectiveDate, clauses, source }) => html`<tr>
          <th scope="row"><a href="${documentAddress(source.path)}" lang="${language}">${title}</a></th>
          <td>${version}</td><td>${effectiveDate ?? '–'}</td><td class="number">${clauses.length}</td><td>${source.path}</td>
        </tr>`,
      )}</tbody>
    </table></div>
    <p class="note">${say.folder}: <span class="path">${folder}</span><br>${say.hint}</p>
    <h2>${say.upload}</h2>
    <form method="post" action="/admin/documents" enctype="multipart/form-data" class="stacked">
      ${tokenField(formToken)}
      <label>${say.file}<input type="file" name="file" required accept="${READABLE.replaceAll(' ', '')}" aria-describedby="formats"></label>
      <p class="note" id="formats">${say.formats(READABLE, LARGEST_FILE / 1024 / 1024)}</p>
      <label>${say.of}<select name="of"><option value="">${say.fresh}</option>${served.map(({ source, title, version, language }) => html`<option value="${source.path}" lang="${language}">${title} ${version}</option>`)}</select></label>
      <fieldset>
        <legend>${say.how}</legend>
        <label class="check"><input type="radio" name="how" value="beside" checked> ${say.beside}</label>
        <label class="check"><input type="radio" name="how" value="replace"> ${say.replace}</label>
      </fieldset>
      <details ${trouble === null ? '' : 'open'}><summary>${say.stated}</summary>${statedFields(typed, words)}</details>
      <button class="primary">${say.send}</button>
    </form>`;
}

/** Fields for what is stated about a document. Pure. */
export function statedFields(typed: StatedFields, { documents: say }: KnowledgeWords): Html {
  const names = { ...say, title: say.name };
  return html`<div class="stacked">
    <p class="note">${say.statedHint}</p>
    ${STATED.map((key) => html`<label>${names[key]}<input name="${key}" value="${typed[key]}" ${key === 'effectiveDate' ? html`type="date"` : ''} autocomplete="off"></label>`)}
    <label>${say.groups}<input name="groups" value="${typed.groups}" aria-describedby="groups-hint" autocomplete="off"></label>
    <p class="note" id="groups-hint">${say.groupsHint}</p>
  </div>`;
}
