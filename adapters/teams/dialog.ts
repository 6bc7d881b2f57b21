import type { Language } from '../../src/domain/policy.ts';
import { type CardAttachment, card, paragraphs } from './card-elements.ts';
import { wordsOf } from './words-of.ts';

/** What Teams opens as a dialog in answer to an invoke. */
export interface Dialog {
  readonly task: {
    readonly type: 'continue';
    readonly value: {
      readonly title: string;
      readonly width: 'small' | 'medium';
      readonly height: 'small' | 'medium';
      readonly card: CardAttachment;
    };
  };
}

export function dialogOf(title: string, content: CardAttachment, size: 'small' | 'medium' = 'small'): Dialog {
  return { task: { type: 'continue', value: { title, width: size, height: size, card: content } } };
}

/** Ends a dialog with a sentence. */
export function closingDialog(text: string): object {
  return { task: { type: 'message', value: text } };
}

/** A form for a question, with what is wrong with the one before. Pure. */
export function questionForm(language: Language, problem: string, question: string): Dialog {
  const { title, question: label, ask } = wordsOf(language).dialog;
  return dialogOf(
    title,
    card(
      [
        ...paragraphs(problem),
        { type: 'Input.Text', id: 'question', label, isMultiline: true, value: question, maxLength: 1000 },
      ],
      [{ type: 'Action.Submit', title: ask, data: { kitei: 'ask' } }],
      { lang: language, fallbackText: problem },
    ),
  );
}
