import { html } from 'hono/html';
import type { Answer } from '../../src/domain/answer.ts';
import { type Html, tokenField } from './layout.ts';
import { type AnswerState, type Done, renderAnswer } from './render-answer.ts';
import type { WebWords } from './words.ts';

/** One exchange of the conversation shown. */
export interface Exchange {
  readonly recordId: string;
  readonly question: string;
  readonly answer: Answer;
}

/** What the page of a conversation shows. */
export interface AskPage {
  /** Oldest first. */
  readonly exchanges: readonly Exchange[];
  readonly suggestions: readonly string[];
  readonly formToken: string;
  /** Tells the next question from others, so that a form sent twice is one question. */
  readonly nonce: string;
  readonly hasEarlier: boolean;
  readonly inPlace: AnswerState['inPlace'];
  /** What was just done with the record named. */
  readonly notice: { readonly recordId: string; readonly done: Done } | null;
  /** What was typed and why it cannot be answered. */
  readonly problem: { readonly typed: string; readonly message: string } | null;
}

/** Where the newest exchange begins: the address after asking names it, so that it is in view and read out next. */
const LATEST = 'latest';
/** Longest question the form takes; `answerQuestion` refuses longer ones. */
const LONGEST = 2_000;

/** The conversation so far and the form for the next question. Works without scripts. Pure. */
export function askPage(
  { exchanges, suggestions, formToken, nonce, hasEarlier, inPlace, notice, problem }: AskPage,
  say: WebWords,
): Html {
  const [label, hint] = exchanges.length === 0 ? [say.ask.label, say.ask.hint] : say.ask.followUp;
  return html`<h1>${say.ask.title}</h1>
    <ol class="conversation">
      ${exchanges.map(
        ({ recordId, question, answer }, index) => html`<li id="${recordId}" tabindex="-1">
          ${index === exchanges.length - 1 ? html`<span id="${LATEST}" tabindex="-1"></span>` : ''}
          <p class="question"><span class="who">${say.ask.you}</span> ${question}</p>
          ${renderAnswer(answer, { recordId, formToken, inPlace, done: notice?.recordId === recordId ? notice.done : null }, say)}
        </li>`,
      )}
    </ol>
    <form method="post" action="/ask#${LATEST}" class="ask" data-ask data-writing="${say.ask.writing}" data-you="${say.ask.you}">
      ${tokenField(formToken)}<input type="hidden" name="nonce" value="${nonce}" />
      <label for="question">${label}</label>
      ${problem === null ? '' : html`<p role="alert" id="problem" class="problem">${problem.message}</p>`}
      <textarea id="question" name="question" rows="2" maxlength="${LONGEST}" required placeholder="${hint}" ${problem === null ? '' : html`aria-describedby="problem" aria-invalid="true"`} ${exchanges.length === 0 || problem !== null ? html`autofocus` : ''}>${problem?.typed ?? ''}</textarea>
      <div class="row">
        <button class="primary">${say.ask.send}</button>
      </div>
    </form>
    ${exchanges.length === 0 ? offered(suggestions, { formToken, nonce }, say) : html`<form method="post" action="/new">${tokenField(formToken)}<button class="plain">${say.ask.fresh}</button></form>`}
    ${hasEarlier ? html`<p><a href="/conversations">${say.ask.earlier}</a></p>` : ''}`;
}

function offered(
  suggestions: readonly string[],
  { formToken, nonce }: Pick<AskPage, 'formToken' | 'nonce'>,
  say: WebWords,
): Html {
  if (suggestions.length === 0) return html``;
  return html`<section aria-labelledby="suggestions">
    <h2 id="suggestions">${say.ask.suggestions}</h2>
    <form method="post" action="/ask#${LATEST}" class="suggestions" data-ask data-writing="${say.ask.writing}" data-you="${say.ask.you}">
      ${tokenField(formToken)}<input type="hidden" name="nonce" value="${nonce}" />
      ${suggestions.map((question) => html`<button name="question" value="${question}">${question}</button>`)}
    </form>
  </section>`;
}
