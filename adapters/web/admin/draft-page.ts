import { html } from 'hono/html';
import type { DraftChange } from '../../../src/domain/draft-changes.ts';
import { failureText } from '../../failure-text.ts';
import { type Html, tokenField } from '../layout.ts';
import type { WebWords } from '../words.ts';
import type { AdminWords } from './admin-words.ts';
import type { KnowledgeWords } from './knowledge-words.ts';
import type { AnswerOutline, PublishingJob, ToldFlip, ToldRehearsal } from './publishing-job.ts';
import { receiptPart } from './receipt-part.ts';

/** What the page of the draft shows. */
export interface DraftPage {
  /** `kind` is what becomes of the file; `page` where its document can be looked at. */
  readonly changes: readonly (DraftChange & {
    readonly kind: 'added' | 'changed' | 'removed';
    readonly page: string | null;
    readonly isInConflict: boolean;
  })[];
  /** What tells this draft from others. */
  readonly draft: string;
  readonly job: PublishingJob | null;
  /** What keeps the last order from being carried out. */
  readonly problem: string | null;
  readonly formToken: string;
  /** Below which address the forms are sent, such as `/admin/draft`. */
  readonly area: string;
  readonly title: string;
  /** Why what was rehearsed cannot be published from here; null where it can. */
  readonly noPublishing: string | null;
}

/** The changes, the rehearsal, and publishing, one after the other. Pure. */
export function draftPage(
  view: DraftPage,
  { words, admin, say }: { words: KnowledgeWords; admin: AdminWords; say: WebWords },
): Html {
  const { draft: text } = words;
  const { changes, job, problem, formToken } = view;
  const token = tokenField(formToken);
  const isRunning = job !== null && !job.finished;
  return html`<h1>${view.title}</h1>
    ${problem === null ? '' : html`<p role="alert" class="problem">${problem}</p>`}
    ${isRunning ? progress(job, text) : ''}
    <h2>${text.changes}</h2>
    ${changes.length === 0 ? html`<p>${text.none}</p>` : html`<ul class="staged">${changes.map((change) => changeItem(change, view, text))}</ul>`}
    ${
      isRunning
        ? ''
        : html`<form method="post" action="${view.area}/rehearse">${token}<p class="note">${text.rehearseHint}</p><button class="${isFresh(view) ? '' : 'primary'}">${isFresh(view) ? text.again : text.rehearse}</button></form>
          ${job === null ? '' : outcome(job, view, { words, admin, say })}`
    }`;
}

function progress({ kind, step }: PublishingJob, text: KnowledgeWords['draft']): Html {
  const { stage, done, total } = step;
  const isCounted = total > 1;
  const words = `${text.stages[stage] ?? stage}${isCounted ? ` ${done}/${total}` : ''}`;
  return html`<section data-renew aria-labelledby="running">
    <h2 id="running">${text.running[kind]}</h2>
    <p><progress aria-labelledby="running" max="${total}" ${isCounted ? html`value="${done}"` : ''}></progress></p>
    <p role="status" data-words>${words}</p>
    <p class="note">${text.wait}</p>
  </section>`;
}

function changeItem(
  { path, kind, page, by, at, isInConflict }: DraftPage['changes'][number],
  { formToken, area }: DraftPage,
  text: KnowledgeWords['draft'],
): Html {
  return html`<li>
    <span class="kind">${text.kinds[kind]}</span> ${page === null ? path : html`<a href="${page}">${path}</a>`}
    <span class="source">${text.by(by, at.slice(0, 16).replace('T', ' '))}</span>
    <form method="post" action="${area}/discard">${tokenField(formToken)}<input type="hidden" name="change" value="${path}" /><button class="plain" aria-label="${text.discard}: ${path}">${text.discard}</button></form>
    ${isInConflict ? html`<p class="problem">${text.conflict}</p>` : ''}
  </li>`;
}

/** Whether what was rehearsed last is this draft, and can be published. */
function isFresh({ job, draft }: DraftPage): boolean {
  return job?.finished === true && job.kind === 'rehearse' && job.rehearsal?.draft === draft;
}

function outcome(
  job: PublishingJob,
  view: DraftPage,
  { words, admin, say }: { words: KnowledgeWords; admin: AdminWords; say: WebWords },
): Html {
  const { draft: text } = words;
  const { rehearsal, failure, receipt, corrections, suspended, kind } = job;
  const isUnchanged = kind === 'rehearse' && failure === null && rehearsal === null;
  return html`
    ${failure === null ? '' : html`<div role="alert"><p class="problem">${failure === '' ? text.interrupted : text.refused}</p><p>${failureText(failure, words.language)}</p></div>`}
    ${receipt === null ? '' : html`<section role="status"><h2>${text.published}</h2>${receiptPart(receipt, admin)}${corrections === null || corrections.queued + corrections.unreachable === 0 ? '' : html`<p>${text.corrections(corrections.queued, corrections.unreachable)}</p>`}${suspended === 0 ? '' : html`<p>${text.suspended(suspended)}</p>`}</section>`}
    ${isUnchanged ? html`<p role="status">${text.unchanged}</p>` : ''}
    ${rehearsal === null || receipt !== null ? '' : html`<h2>${text.result}</h2>${rehearsalPart(rehearsal, text, say)}`}
    ${rehearsal === null || kind !== 'rehearse' ? '' : isFresh(view) ? publishForm(rehearsal, view, text) : html`<p class="problem">${text.stale}</p>`}`;
}

function rehearsalPart(
  { questions, flips, keys, failed }: ToldRehearsal,
  text: KnowledgeWords['draft'],
  say: WebWords,
): Html {
  return html`<p role="status">${text.flips(keys.length, questions)}</p>
    ${
      failed.length === 0
        ? ''
        : html`<h3>${text.failed}</h3><ul>${failed.map(({ question, expected, found }) => html`<li>${question} <span class="source">${text.expected(expected.map((verdict) => verdictWords(verdict, say)).join(' / '), verdictWords(found, say))}</span></li>`)}</ul>`
    }
    <ol class="flips">${flips.map((flip) => flipItem(flip, text, say))}</ol>
    ${keys.length > flips.length ? html`<p>${text.more(keys.length - flips.length)}</p>` : ''}`;
}

function flipItem(
  { question, source, aspects, people, times, before, after }: ToldFlip,
  text: KnowledgeWords['draft'],
  say: WebWords,
): Html {
  const asked = source === 'golden' ? text.golden : `${text.people(people)}・${text.times(times)}`;
  return html`<li>
    <h3 lang="${before.language}">${question}</h3>
    <p class="source">${asked} ${aspects.map((aspect) => html`<span class="kind">${text.aspects[aspect]}</span> `)}</p>
    <div class="sides">${side(text.now, before, text, say)}${side(text.proposed, after, text, say)}</div>
  </li>`;
}

function side(name: string, answer: AnswerOutline, text: KnowledgeWords['draft'], say: WebWords): Html {
  const [mark, label] = say.verdicts[answer.verdict];
  return html`<section class="answer ${answer.verdict}">
    <h4>${name}: <span class="mark" aria-hidden="true">${mark}</span> ${label}</h4>
    <p lang="${answer.language}">${answer.text}</p>
    ${answer.approver === null ? '' : html`<p>${text.approver}: <span lang="${answer.language}">${answer.approver}</span></p>`}
    ${answer.citations.map(({ clause, title, quote }) => html`<figure lang="${answer.language}"><figcaption>${clause} ${title === clause ? '' : title}</figcaption><blockquote>${quote}</blockquote></figure>`)}
  </section>`;
}

function publishForm(
  { keys, failed }: ToldRehearsal,
  { draft, formToken, area, noPublishing }: DraftPage,
  text: KnowledgeWords['draft'],
): Html {
  if (noPublishing !== null) return html`<p class="note">${noPublishing}</p>`;
  return html`<form method="post" action="${area}/publish" class="stacked">
    ${tokenField(formToken)}<input type="hidden" name="draft" value="${draft}" />
    ${failed.length === 0 ? '' : html`<label>${text.override}<input name="override" required maxlength="300" autocomplete="off"></label>`}
    ${keys.length === 0 ? '' : html`<label class="check"><input type="checkbox" name="acknowledged" value="yes" required> ${text.acknowledge}</label>`}
    <button class="primary">${text.publish}</button>
  </form>`;
}

function verdictWords(verdict: string, say: WebWords): string {
  return Object.hasOwn(say.verdicts, verdict)
    ? say.verdicts[verdict as keyof typeof say.verdicts][1]
    : verdict;
}
