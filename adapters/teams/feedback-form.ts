import type { Language } from '../../src/domain/policy.ts';
import type { FeedbackReason } from '../../src/domain/question-record.ts';
import { card } from './card-elements.ts';
import { type Dialog, dialogOf } from './dialog.ts';
import { wordsOf } from './words-of.ts';

/** What somebody thinks of an answer. */
export interface TeamsFeedback {
  readonly helpful: boolean;
  readonly reason?: FeedbackReason;
  readonly comment?: string;
}

/** The form that a thumb opens: reasons for a thumb down, words for both. Pure. */
export function feedbackForm(helpful: boolean, language: Language): Dialog {
  const { title, what, reasons, comment, send } = wordsOf(language).feedback;
  const choices = Object.entries(reasons).map(([value, label]) => ({ title: label, value }));
  return dialogOf(
    title,
    card(
      [
        ...(helpful
          ? []
          : [{ type: 'Input.ChoiceSet', id: 'reason', label: what, style: 'expanded', choices }]),
        { type: 'Input.Text', id: 'feedbackText', label: comment, isMultiline: true, maxLength: 1000 },
      ],
      [{ type: 'Action.Submit', title: send }],
      { lang: language, fallbackText: title },
    ),
  );
}

/** What the form, or Teams' own one, sends; null where it is no feedback. Never throws. */
export function readFeedback(value: unknown): TeamsFeedback | null {
  const { actionName, actionValue } = object(value);
  const { reaction, feedback } = object(actionValue);
  if (actionName !== 'feedback' || (reaction !== 'like' && reaction !== 'dislike')) return null;
  const { reason, feedbackText } = object(typeof feedback === 'string' ? parsed(feedback) : feedback);
  return {
    helpful: reaction === 'like',
    ...(isReason(reason) && { reason }),
    ...(typeof feedbackText === 'string' && feedbackText.trim() !== '' && { comment: feedbackText }),
  };
}

/** The thumb of a request for the form. */
export function readReaction(value: unknown): boolean {
  const { actionValue, data } = object(value);
  const { reaction } = object(actionValue ?? object(data).actionValue);
  return reaction === 'like';
}

function isReason(value: unknown): value is FeedbackReason {
  return typeof value === 'string' && Object.hasOwn(wordsOf('en').feedback.reasons, value);
}

function object(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return { feedbackText: text };
  }
}
