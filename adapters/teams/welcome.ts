import type { Language } from '../../src/domain/policy.ts';
import type { OutgoingActivity } from './activity.ts';
import { card, line, paragraphs, run } from './card-elements.ts';
import { wordsOf } from './words-of.ts';

/** Says what Kitei is for, with questions that one press asks. Pure. */
export function renderWelcome(suggestions: readonly string[], language: Language): OutgoingActivity {
  const { title, text, examples } = wordsOf(language).welcome;
  const actions = suggestions.map((question) => ({
    type: 'Action.Submit',
    title: question,
    data: { msteams: { type: 'imBack', value: question } },
  }));
  const body = [
    line([run(title, { weight: 'Bolder', size: 'Medium' })]),
    ...paragraphs(text),
    ...(actions.length === 0 ? [] : [line([run(examples, { isSubtle: true })])]),
  ];
  return {
    type: 'message',
    summary: title,
    attachments: [card(body, actions, { lang: language, fallbackText: text })],
  };
}
